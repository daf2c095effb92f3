import { afterEach, describe, expect, test } from 'vitest';
import { CARBON_REGIONS, COMMANDS, PAGE } from '../../src/protocol/requests.js';
import { LanguageClient, type ClientOptions } from '../support/language-client.js';

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const WORKER = 'resource "aws_instance" "worker" {\n  ami           = var.image\n  instance_type = "m5.large"\n}\n';
const FLEET = `import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

class Fleet extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    new ec2.Instance(this, 'Worker', { vpc, instanceType: new ec2.InstanceType('m5.large'), machineImage });
  }
}

new Fleet(new App(), 'Fleet', { env: { region: 'us-east-1' } });
`;

let client: LanguageClient;

async function start(options: ClientOptions): Promise<LanguageClient> {
  client = await LanguageClient.start(options);
  return client;
}

afterEach(async () => {
  await client.dispose();
});

describe('cloud resources', () => {
  test('a lens says what one emits, here and in the cleanest region, and offers to move it', async () => {
    await start({ files: {} });
    const uri = await client.open('main.tf', PROVIDER + WORKER, 'terraform');
    const [lens, ...others] = await client.lenses(uri);
    expect(others).toEqual([]);
    expect(lens).toMatchObject({ range: { start: { line: 3 } }, command: { title: 'about 4.9 kg CO2e a month here · 0.5 in ca-central-1 (average grid)', command: COMMANDS.moveRegion, arguments: [{ uri, position: { line: 3, character: 0 } }] } });
  });

  test('the region may stand in another file of the module', async () => {
    await start({ files: { 'infra/provider.tf': PROVIDER } });
    const uri = await client.open('infra/worker.tf', WORKER, 'terraform');
    expect((await client.lenses(uri)).map(({ command }) => command?.title)).toEqual([expect.stringContaining('about 4.9 kg')]);
    const found = await client.ask(CARBON_REGIONS, { uri, position: { line: 2, character: 4 } });
    expect(found).toMatchObject({ resource: 'aws_instance.worker', current: 'us-east-1, N. Virginia', note: expect.stringContaining('infra/provider.tf') });
    expect(found?.choices[0]?.edits).toEqual([{ uri: client.uri('infra/provider.tf'), range: { start: { line: 1, character: 12 }, end: { line: 1, character: 21 } }, text: found?.choices[0]?.label }]);
  });

  test('near regions are offered first, each with what the resource would emit there', async () => {
    await start({ files: {} });
    const uri = await client.open('app.js', FLEET, 'javascript');
    const found = await client.ask(CARBON_REGIONS, { uri, position: { line: 6, character: 10 } });
    const distances = (found?.choices ?? []).map(({ detail }) => Number(/([\d,]+) km/.exec(detail)?.[1]?.replace(',', '')));
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(found?.choices.length).toBeGreaterThan(2);
    expect(found?.choices[0]?.detail).toMatch(/^about \S+ instead of 4\.9 kg CO2e a month/);
    expect(found?.choices[0]?.edits).toMatchObject([{ uri, range: { start: { line: 10 } } }]);
  });

  test('the hover on a machine type tells formula, assumptions, making, and that averages and margins can disagree', async () => {
    await start({ files: {} });
    const uri = await client.open('main.tf', PROVIDER + WORKER, 'terraform');
    const hover = await client.hover(uri, 5, 22);
    for (const part of ['About 4.9 kg CO2e a month', 'PUE 1.135', '730 h', '50 % use', 'Making the server', 'can disagree', '791']) expect(hover).toContain(part);
    expect(await client.hover(uri, 4, 12)).not.toContain('CO2e');
  });

  test('silence where type or region are not known, and where the setting says so', async () => {
    await start({ files: {} });
    expect(await client.lenses(await client.open('a.tf', WORKER, 'terraform'))).toEqual([]);
    expect(await client.lenses(await client.open('b.tf', PROVIDER + WORKER.replace('m5.large', 'm99.large'), 'terraform'))).toEqual([]);
    expect(await client.ask(CARBON_REGIONS, { uri: client.uri('b.tf'), position: { line: 4, character: 0 } })).toBeNull();
    const uri = await client.open('c.tf', PROVIDER + WORKER, 'terraform');
    client.settings = { carbon: { show: 'off' } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    expect(await client.lenses(uri)).toEqual([]);
    expect(await client.hover(uri, 5, 22)).not.toContain('kg CO2e');
  });

  test('a page adds up what the workspace would emit', async () => {
    await start({ files: { 'infra/provider.tf': PROVIDER, 'infra/worker.tf': WORKER, 'infra/odd.tf': WORKER.replace('worker', 'odd').replace('m5.large', 'm99.large') } });
    const page = await client.ask(PAGE, { reference: 'carbon' });
    expect(page?.subtitle).toMatch(/^about 4\.9 kg CO2e a month/);
    expect(page?.charts?.map(({ title }) => title)).toEqual(['By resource', 'By region', 'All of it on AWS, if it ran in …']);
    expect(page?.charts?.[0]?.bars).toMatchObject([{ label: 'aws_instance.worker', text: '4.9', usage: { uri: client.uri('infra/worker.tf'), label: 'infra/worker.tf:1' } }]);
    expect(page?.charts?.[2]?.bars.map(({ label }) => label)).toContain('us-east-1');
    expect(page?.html).toContain('m99.large');
  });

  test('a workspace without any says where they are looked for', async () => {
    await start({ files: { 'a.py': 'x = 1\n' } });
    const page = await client.ask(PAGE, { reference: 'carbon' });
    expect(page).toMatchObject({ subtitle: 'no estimate', charts: [] });
    expect(page?.html).toContain('Terraform');
  });
});
