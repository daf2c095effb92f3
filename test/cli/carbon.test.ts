import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';

const PROVIDER = 'provider "aws" {\n  region = "us-east-1"\n}\n';
const machine = (name: string, type: string, more = '') => `resource "aws_instance" "${name}" {\n  instance_type = "${type}"\n${more}}\n`;

interface Printed {
  readonly version: number;
  readonly resources: readonly {
    readonly file: string;
    readonly line: number;
    readonly name: string;
    readonly type: string;
    readonly machine: string | null;
    readonly count: number;
    readonly region: string | null;
    readonly estimate: { readonly low: number; readonly typical: number; readonly high: number; readonly unit: string; readonly basis: string; readonly embodied: number } | null;
    readonly why?: string;
  }[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
  readonly stats: { readonly files: number; readonly skipped: number; readonly resources: number };
}

async function carbon(files: Readonly<Record<string, string | Uint8Array>>, args: readonly string[] = []): Promise<{ status: number; report: Printed; err: string }> {
  const { status, out, err } = await talklint(['carbon', '--format', 'json', ...args], await folderWith(files));
  return { status, report: JSON.parse(out) as Printed, err };
}

describe('talklint carbon', () => {
  test('prints every resource with its estimate, the largest first', async () => {
    const { status, report, err } = await carbon({ 'infra/provider.tf': PROVIDER, 'infra/main.tf': `${machine('small', 'm5.large')}${machine('many', 'm6g.large', '  count = 3\n')}`, 'notes.md': 'm5.large' });
    expect([status, err, report.version, report.errors]).toEqual([0, '', 1, []]);
    expect(report.resources.map(({ file, line, name, type, machine: of, count, region }) => [file, line, name, type, of, count, region])).toEqual([
      ['infra/main.tf', 4, 'aws_instance.many', 'aws_instance', 'm6g.large', 3, 'us-east-1'],
      ['infra/main.tf', 1, 'aws_instance.small', 'aws_instance', 'm5.large', 1, 'us-east-1'],
    ]);
    expect(report.resources[1]?.estimate).toMatchObject({ low: 1.524, typical: 4.883, high: 6.927, unit: 'kg CO2e per month', basis: expect.stringContaining('14.1 W × PUE 1.135 × 730 h × 418 g') });
    expect(report.stats).toMatchObject({ files: 2, skipped: 0, resources: 2 });
  });

  test('in words: total, resources, regions, and the assumptions once', async () => {
    const folder = await folderWith({ 'main.tf': `${PROVIDER}${machine('web', 'm5.large')}${machine('jobs', 'm5.4xlarge')}` });
    const { status, out } = await talklint(['carbon'], folder);
    expect(status).toBe(0);
    expect(out).toMatch(/^About 4\d kg CO2e a month \(1\d to 6\d\), and \d+(?:\.\d)? kg a month for making the servers\.\n/);
    expect(out).toMatch(/By resource, kg a month\n +\d+ +\(\d+ to \d+\) +aws_instance\.jobs +m5\.4xlarge +us-east-1 +main\.tf:7\n/);
    expect(out).toMatch(/By region, kg a month\n {2}4\d +\(1\d to 6\d\) +us-east-1 +N\. Virginia +418 g CO2e per kWh +2 resources\n/);
    expect(out.match(/always on and half used/g)).toHaveLength(1);
    expect(out).toMatch(/\n2 resources, 0 without a number\. 1 file read\.\n$/);
  });

  test('what has no number is named, with the reason', async () => {
    const files = { 'main.tf': `${PROVIDER}${machine('new', 'm99.large')}${machine('elsewhere', 'm5.large', '  availability_zone = var.zone\n')}`, 'k8s.tf': 'resource "aws_instance" "chosen" {\n  instance_type = var.size\n}\n' };
    const { report } = await carbon(files);
    expect(report.resources.map(({ name, estimate, why }) => [name, estimate, why])).toEqual([
      ['aws_instance.chosen', null, 'its machine type is not written out'],
      ['aws_instance.new', null, 'there are no figures for m99.large'],
      ['aws_instance.elsewhere', null, 'its region is not written out'],
    ]);
    const { out } = await talklint(['carbon'], await folderWith(files));
    expect(out).toContain('No number\n  k8s.tf:1  aws_instance.chosen: its machine type is not written out.\n');
    expect(out).toMatch(/\n3 resources, 3 without a number\. 2 files read\.\n$/);
    expect(out).not.toContain('always on');
  });

  test('one file of a folder is read with what stands beside it', async () => {
    const { report } = await carbon({ 'infra/provider.tf': PROVIDER, 'infra/main.tf': machine('web', 'm5.large'), 'infra/other.tf': machine('other', 'm5.large') }, ['infra/main.tf']);
    expect(report.resources.map(({ name, region }) => [name, region])).toEqual([['aws_instance.web', 'us-east-1']]);
  });

  test('CloudFormation, the CDK and Kubernetes are read as well', async () => {
    const { report } = await carbon({
      'stack.yaml': 'Resources:\n  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      InstanceType: m5.large\n      AvailabilityZone: eu-west-1a\n',
      'lib/stack.ts': "import * as ec2 from 'aws-cdk-lib/aws-ec2';\nexport const env = { region: 'eu-central-1' };\nnew ec2.CfnInstance(stack, 'Jobs', { instanceType: 'c5.large' });\n",
      'cluster.yaml': 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n  region: eu-north-1\nnodeGroups:\n  - name: nodes\n    instanceType: m5.large\n    desiredCapacity: 2\n',
    });
    expect(report.resources.map(({ name, region, estimate }) => `${name} in ${region ?? '?'}${estimate ? '' : ' without a number'}`).toSorted()).toEqual(['Jobs in eu-central-1', 'Web in eu-west-1', 'nodes in eu-north-1']);
  });

  test('tests and examples are nobody’s infrastructure, unless they are named', async () => {
    const files = { 'test/fixtures/main.tf': `${PROVIDER}${machine('web', 'm5.large')}` };
    const folder = await folderWith(files);
    expect((await talklint(['carbon'], folder)).out).toBe('No cloud resource with a machine type found. 1 file read. 1 file with resources of tests or examples left out; name them to read them.\n');
    expect((await carbon(files, ['test/fixtures/main.tf'])).report.resources).toHaveLength(1);
  });
});

describe('wrong input', () => {
  test('an empty folder', async () => {
    const { status, out } = await talklint(['carbon'], await folderWith({}));
    expect([status, out]).toEqual([0, 'No cloud resource with a machine type found. 0 files read.\n']);
    const { report } = await carbon({});
    expect([report.resources, report.errors]).toEqual([[], []]);
  });

  test('a path that is not there, and a format nobody knows', async () => {
    const { status, report, err } = await carbon({ 'main.tf': `${PROVIDER}${machine('web', 'm5.large')}` }, ['nowhere', 'main.tf']);
    expect([status, report.resources.length, err]).toEqual([2, 1, 'talklint: nowhere: there is no such file or folder; mend the path.\n']);
    const wrong = await talklint(['carbon', '--format', 'xml'], await folderWith({}));
    expect([wrong.status, wrong.out, wrong.err]).toEqual([2, '', 'talklint: --format must be one of text, json, not "xml".\n']);
    expect((await talklint(['carbon', '--region', 'x'], await folderWith({}))).status).toBe(2);
  });

  test('broken, binary and odd files neither stop it nor count', async () => {
    const folder = await folderWith({
      'broken.tf': 'resource "aws_instance" "web" {\n  instance_type = "m5.large\n',
      'binary.tf': new Uint8Array([0, 1, 2, 0]),
      'odd.json': '{"Resources": {"A": "AWS::EC2::Instance"}, "AWS::EC2::Instance": [1',
      'odd.yaml': 'Resources:\n  A: &a\n    Type: AWS::EC2::Instance\n    Properties: *a\n---\n- AWS::EC2::Instance\n',
      'good.tf': `${PROVIDER}${machine('good', 'm5.large')}`,
    });
    await mkdir(join(folder, 'empty'));
    const { status, out } = await talklint(['carbon', '--format', 'json'], folder);
    const { resources, stats } = JSON.parse(out) as Printed;
    expect([status, stats.skipped]).toEqual([0, 1]);
    expect(resources.filter(({ estimate }) => estimate !== null).map(({ name }) => name)).toContain('aws_instance.good');
  });
});
