import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/document/edit.js';
import { collectFacts } from '../../src/facts/collect.js';
import { insertProperty, spellingOf } from '../../src/facts/construct-edits.js';
import { constructsOf, lacks, valueOf, type Source } from '../../src/facts/constructs.js';
import { instanceTypeOf } from '../../src/facts/instance-types.js';
import { parserOf } from '../support/parse.js';

async function read(language: string, text: string): Promise<Source> {
  const tree = (await parserOf(language))(text);
  if (!tree) throw new Error(`no tree for ${language}`);
  return { tree, facts: collectFacts(language, tree) };
}

async function summary(language: string, text: string) {
  const source = await read(language, text);
  return constructsOf(source).map(({ type, id, props }) => `${type} ${id} ${[...props.byName.keys()].join(',')}${props.open ? ' …' : ''}`);
}

describe('which constructs of the CDK a text creates', () => {
  test.each([
    ['a namespace', "import * as ec2 from 'aws-cdk-lib/aws-ec2'; new ec2.Vpc(this, 'Net', { maxAzs: 2, cidr });", ['aws_ec2.Vpc Net maxAzs,cidr']],
    ['a name', "import { Bucket as B } from 'aws-cdk-lib/aws-s3'; new B(this, 'Rides');", ['aws_s3.Bucket Rides ']],
    ['the whole library', "import * as cdk from 'aws-cdk-lib'; new cdk.aws_s3.Bucket(this, 'Rides', { ...common }); new cdk.Stack(app, `S`, props);", ['aws_s3.Bucket Rides  …', 'Stack S  …']],
    ['version 1', "import * as s3 from '@aws-cdk/aws-s3'; import { Stack } from '@aws-cdk/core'; new s3.Bucket(this, id, { 'versioned': true }); new Stack(app, 'S', {});", ['aws_s3.Bucket undefined versioned', 'Stack S ']],
    ['require', "const { aws_s3: x, aws_sqs } = require('aws-cdk-lib'); new aws_sqs.Queue(this, 'Q', { [name]: 1 } as QueueProps);", ['aws_sqs.Queue Q  …']],
    ['none of these', "import * as s3 from './s3'; import { InstanceType } from 'aws-cdk-lib/aws-ec2'; new s3.Bucket(this, 'Rides'); new InstanceType('m5.large'); new Bucket(...args);", []],
  ])('TypeScript: %s', async (_, text, expected) => {
    expect(await summary('typescript', text)).toEqual(expected);
  });

  test.each([
    ['a module', 'from aws_cdk import aws_ec2 as ec2\nec2.Vpc(self, "Net", max_azs=2)\n', ['aws_ec2.Vpc Net maxAzs']],
    ['a class', 'from aws_cdk.aws_s3 import Bucket\nBucket(scope=self, id="Rides", **kwargs)\n', ['aws_s3.Bucket Rides  …']],
    ['the whole library', 'import aws_cdk as cdk\ncdk.aws_s3.Bucket(self, f"{name}-b")\n', ['aws_s3.Bucket undefined ']],
    ['version 1', 'from aws_cdk import core, aws_sqs\naws_sqs.Queue(self, "Q")\ncore.Stack(app, "S")\n', ['aws_sqs.Queue Q ', 'Stack S ']],
    ['none of these', 'from aws_cdk import aws_s3\naws_s3.Bucket.from_bucket_name(self, "B", "rides")\naws_s3.Bucket(*args)\nBucket(self, "x")\n', []],
  ])('Python: %s', async (_, text, expected) => {
    expect(await summary('python', text)).toEqual(expected);
  });
});

test.each([
  ['typescript', "import * as ec2 from 'aws-cdk-lib/aws-ec2'; new ec2.Instance(this, 'I', { instanceType: ec2.InstanceType.of(ec2.InstanceClass.M5, ec2.InstanceSize.XLARGE4) });", 'm5.4xlarge', 'm6g.4xlarge', 'ec2.InstanceClass.M6G'],
  ['typescript', "import { Instance, InstanceType } from 'aws-cdk-lib/aws-ec2'; new Instance(this, 'I', { instanceType: new InstanceType('t3.micro') });", 't3.micro', 't4g.micro', "InstanceType('t4g.micro')"],
  ['typescript', "import { CfnInstance } from 'aws-cdk-lib/aws-ec2'; new CfnInstance(this, 'I', { instanceType: 'c5.large' });", 'c5.large', 'c6g.large', "instanceType: 'c6g.large'"],
  ['python', 'from aws_cdk import aws_ec2\naws_ec2.Instance(self, "I", instance_type=aws_ec2.InstanceType.of(aws_ec2.InstanceClass.BURSTABLE3, aws_ec2.InstanceSize.MICRO))\n', 't3.micro', 't4g.micro', 'aws_ec2.InstanceClass.T4G'],
  ['python', 'from aws_cdk import aws_ec2\naws_ec2.Instance(self, "I", instance_type=aws_ec2.InstanceType(instance_type_identifier="m5.large"))\n', 'm5.large', 'm6g.large', 'instance_type_identifier="m6g.large"'],
])('a machine type is read and replaced (%s)', async (language, text, type, other, written) => {
  const source = await read(language, text);
  const [instance] = constructsOf(source);
  const found = instance && instanceTypeOf(source, valueOf(instance.props, 'instanceType'));
  const edit = found?.replacedBy(other);
  expect(found?.type).toBe(type);
  expect(edit && applyEdits(text, [edit])).toContain(written);
});

test('types behind variables, and sizes that do not fit the notation, are not known', async () => {
  const source = await read('typescript', "import * as ec2 from 'aws-cdk-lib/aws-ec2'; new ec2.Instance(this, 'I', { a: ec2.InstanceType.of(family, ec2.InstanceSize.LARGE), b: `${family}.large`, c: ec2.InstanceType.of(ec2.InstanceClass.M5, ec2.InstanceSize.LARGE) });");
  const [instance] = constructsOf(source);
  const found = ['a', 'b', 'c'].map((name) => instance && instanceTypeOf(source, valueOf(instance.props, name)));
  expect(found.map((type) => type?.type)).toEqual([undefined, undefined, 'm5.large']);
  expect(found[2]?.replacedBy('m6g.xlarge')).toBeUndefined();
});

test.each([
  ['typescript', "import * as s3 from 'aws-cdk-lib/aws-s3';\nnew s3.Bucket(this, 'B');", "new s3.Bucket(this, 'B', { versioned: s3.X });"],
  ['typescript', "import { Bucket } from 'aws-cdk-lib/aws-s3';\nnew Bucket(this, 'B', {});", "import { Bucket, X } from 'aws-cdk-lib/aws-s3';\nnew Bucket(this, 'B', { versioned: X });"],
  ['typescript', "import * as cdk from 'aws-cdk-lib';\nnew cdk.aws_s3.Bucket(this, 'B', {\n  name: 'a',\n});", "{\n  name: 'a',\n  versioned: cdk.aws_s3.X,\n});"],
  ['typescript', "import * as s3 from 'aws-cdk-lib/aws-s3';\nnew s3.Bucket(\n  this,\n  'B',\n);", "  'B',\n  { versioned: s3.X },\n);"],
  ['python', 'from aws_cdk import aws_s3 as s3\ns3.Bucket(self, "B")\n', 's3.Bucket(self, "B", versioned=s3.X)'],
  ['python', 'from aws_cdk.aws_s3 import (\n    Bucket,\n)\nBucket(\n    self,\n    "B",\n    name="a",\n)\n', 'from aws_cdk.aws_s3 import (\n    Bucket, X,\n)\nBucket(\n    self,\n    "B",\n    name="a",\n    versioned=X,\n)'],
])('a property is written in the style of the others (%s)', async (language, text, expected) => {
  const source = await read(language, text);
  const [bucket] = constructsOf(source);
  const spelling = spellingOf(source, 'aws_s3.X');
  const edit = bucket && spelling && insertProperty(source.tree, bucket.props, 'versioned', spelling.text);
  expect(bucket && lacks(bucket.props, 'versioned')).toBe(true);
  expect(edit && applyEdits(text, [edit, ...(spelling?.edits ?? [])])).toContain(expected);
});
