import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session, type Host } from './support/session.js';

const FILES = {
  'infra/provider.tf': 'provider "aws" {\n  region = "us-east-1"\n}\n',
  'infra/worker.tf': 'resource "aws_instance" "worker" {\n  ami           = var.image\n  instance_type = "m5.large"\n}\n',
  'cdk/app.ts': `import { App, Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

class Fleet extends Stack {
  constructor(scope: App, id: string, props: StackProps) {
    super(scope, id, props);
    new ec2.Instance(this, 'Worker', { vpc, instanceType: new ec2.InstanceType('m5.large'), machineImage });
  }
}

new Fleet(new App(), 'Fleet', { env: { region: 'us-east-1' } });
`,
};

const HERE = 'about 4.9 kg CO2e a month here · 0.5 in ca-central-1 (average grid)';

describe.each<Host>(['desktop', 'web'])('what cloud resources emit, in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host, files: FILES });
  });

  afterAll(async () => {
    await session.stop();
  });

  test('in Terraform a lens offers cleaner regions, and the choice is written where the region stands', async () => {
    const { workbench, page } = session;
    const editor = await workbench.open('worker.tf');
    await editor.lenses([HERE]);
    await workbench.picture('carbon-lens');
    await editor.lensLinks.first().click();
    await workbench.quickTitle('Move aws_instance.worker from us-east-1, N. Virginia');
    await workbench.picture('carbon-regions');
    await workbench.choose('ca-central-1');
    await page.keyboard.press('Control+Shift+e');
    await (await workbench.open('provider.tf')).contains('region = "ca-central-1"');
    await page.keyboard.press('Control+s');
    await workbench.until(async () => (await readFile(join(session.folder ?? '', 'infra/provider.tf'), 'utf8')).includes('ca-central-1'), 'find the region on disk');
  });

  test('in the CDK the command works at the cursor', async () => {
    const { workbench } = session;
    const editor = await workbench.open('app.ts');
    await editor.lenses([HERE]);
    await editor.goTo(7, 70);
    expect(await editor.hover('About 4.9 kg CO2e a month')).toContain('can disagree');
    await workbench.picture('carbon-hover');
    await editor.goTo(7, 12);
    await workbench.command('Talklint: Move to a Cleaner Region');
    await workbench.quickTitle('Move Worker from us-east-1, N. Virginia');
    await workbench.choose('us-west-2');
    await editor.contains("env: { region: 'us-west-2' }");
  });

  test('the page adds up, and its bars lead to the code', async () => {
    const { workbench } = session;
    await workbench.command('Talklint: Show What the Infrastructure Emits');
    await workbench.reader.getByRole('heading', { level: 1, name: 'What this infrastructure would emit' }).waitFor();
    await workbench.picture('carbon-page');
    await workbench.reader.getByRole('button', { name: 'aws_instance.worker' }).click();
    await workbench.tab('worker.tf');
  });
});
