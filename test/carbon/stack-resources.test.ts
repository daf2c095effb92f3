import { describe, expect, test } from 'vitest';
import { resourcesOf, summary } from './support/resources.js';

describe('CloudFormation and SAM', () => {
  const template = (resources: string) => `AWSTemplateFormatVersion: "2010-09-09"\nParameters:\n  Size:\n    Type: String\n    Default: m5.large\n  Zone:\n    Type: String\nResources:\n${resources}`;

  test('types and numbers, parameters by their defaults; without a zone nobody knows the region', async () => {
    expect(
      await summary({
        'template.yaml': template(`
  Web:
    Type: AWS::EC2::Instance
    Properties:
      InstanceType: !Ref Size
      AvailabilityZone: eu-west-1a
  Long:
    Type: AWS::EC2::Instance
    Properties:
      InstanceType:
        Ref: Size
  Computed:
    Type: AWS::EC2::Instance
    Properties:
      InstanceType: !FindInMap [Sizes, prod, web]
      AvailabilityZone: !Ref Zone
  Orders:
    Type: AWS::RDS::DBInstance
    Properties:
      DBInstanceClass: db.r5.large
      MultiAZ: true
  Cache:
    Type: AWS::ElastiCache::CacheCluster
    Properties:
      CacheNodeType: cache.t3.micro
      NumCacheNodes: "3"
  Reports:
    Type: AWS::S3::Bucket
`),
      }),
    ).toEqual({ Web: '1 × m5.large in eu-west-1', Long: '1 × m5.large in ?', Computed: '1 × ? in ?', Orders: '2 × db.r5.large in ?', Cache: '3 × cache.t3.micro in ?' });
  });

  test('JSON says the same', async () => {
    const resources = { Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: { Ref: 'Size' }, AvailabilityZone: 'eu-west-3b' } } };
    expect(await summary({ 'stack.json': JSON.stringify({ Parameters: { Size: { Type: 'String', Default: 'c5.large' } }, Resources: resources }, null, 2) })).toEqual({ Web: '1 × c5.large in eu-west-3' });
  });

  const WEB = template('  Web:\n    Type: AWS::EC2::Instance\n    Properties:\n      InstanceType: m5.large\n');

  test('samconfig.toml says where it is deployed, unless its environments differ', async () => {
    const config = '[default.deploy.parameters]\nstack_name = "web"\nregion = "eu-north-1"\n';
    const files = { 'app/template.yaml': WEB, 'app/samconfig.toml': config };
    expect(await summary(files)).toEqual({ Web: '1 × m5.large in eu-north-1' });
    const [found] = await resourcesOf(files);
    expect([found?.region?.path, config.slice(found?.region?.span.start, found?.region?.span.end)]).toEqual(['app/samconfig.toml', 'eu-north-1']);
    expect(await summary({ ...files, 'app/samconfig.toml': `${config}[prod.deploy.parameters]\nregion = "us-east-1"\n` })).toEqual({ Web: '1 × m5.large in ?' });
  });

  test('serverless.yml has a region for its resources', async () => {
    expect(
      await summary({ 'serverless.yml': 'service: rides\nprovider:\n  name: aws\n  region: eu-central-1\nresources:\n  Resources:\n    Cache:\n      Type: AWS::ElastiCache::CacheCluster\n      Properties:\n        CacheNodeType: cache.m5.large\n' }),
    ).toEqual({ Cache: '1 × cache.m5.large in eu-central-1' });
  });
});

describe('Kubernetes', () => {
  const deployment = (spec: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: rides\nspec:\n  replicas: 4\n  template:\n    spec:\n${spec}`;

  test('a workload pinned to a type and a region counts as one machine', async () => {
    expect(await summary({ 'rides.yaml': deployment('      nodeSelector:\n        node.kubernetes.io/instance-type: m5.large\n        topology.kubernetes.io/region: eu-west-1\n') })).toEqual({ rides: '1 × m5.large in eu-west-1' });
  });

  test('required affinity to one type counts, to several or a preferred one not', async () => {
    const affinity = (kind: string, values: string) =>
      deployment(`      nodeSelector:\n        topology.kubernetes.io/zone: europe-west4-a\n      affinity:\n        nodeAffinity:\n          ${kind}:\n            nodeSelectorTerms:\n              - matchExpressions:\n                  - key: node.kubernetes.io/instance-type\n                    operator: In\n                    values: ${values}\n`);
    expect(await summary({ 'a.yaml': affinity('requiredDuringSchedulingIgnoredDuringExecution', '[n1-standard-2]') })).toEqual({ rides: '1 × n1-standard-2 in europe-west4' });
    expect(await summary({ 'a.yaml': affinity('requiredDuringSchedulingIgnoredDuringExecution', '[n1-standard-2, n2-standard-2]') })).toEqual({});
    expect(await summary({ 'a.yaml': affinity('preferredDuringSchedulingIgnoredDuringExecution', '[n1-standard-2]') })).toEqual({});
  });

  test('without a region, or as a template, it says nothing', async () => {
    expect(await summary({ 'a.yaml': deployment('      nodeSelector:\n        node.kubernetes.io/instance-type: m5.large\n') })).toEqual({});
    expect(await summary({ 'a.yaml': deployment('      nodeSelector:\n        node.kubernetes.io/instance-type: {{ .Values.type }}\n        topology.kubernetes.io/region: eu-west-1\n') })).toEqual({});
  });

  test('a Karpenter pool that allows one type', async () => {
    const pool = (types: string) => `apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: general\nspec:\n  template:\n    spec:\n      requirements:\n        - key: node.kubernetes.io/instance-type\n          operator: In\n          values: ${types}\n        - key: topology.kubernetes.io/zone\n          operator: In\n          values: ["us-west-2a"]\n`;
    expect(await summary({ 'pool.yaml': pool('["m5.xlarge"]') })).toEqual({ general: '1 × m5.xlarge in us-west-2' });
    expect(await summary({ 'pool.yaml': pool('["m5.xlarge", "m5.2xlarge"]') })).toEqual({});
  });

  test('node groups of eksctl', async () => {
    expect(
      await summary({ 'cluster.yaml': 'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata:\n  name: rides\n  region: eu-north-1\nnodeGroups:\n  - name: web\n    instanceType: m5.large\n    desiredCapacity: 3\nmanagedNodeGroups:\n  - name: jobs\n    instanceTypes: [c5.large, c5a.large]\n' }),
    ).toEqual({ web: '3 × m5.large in eu-north-1', jobs: '1 × ? in eu-north-1' });
  });
});

describe('AWS CDK', () => {
  const typescript = (body: string, props = '') => `import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import * as eks from 'aws-cdk-lib/aws-eks';

export class WebStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id, { ${props} });
${body}
  }
}
`;
  const INSTANCE = "    new ec2.Instance(this, 'Web', { vpc, machineImage, instanceType: ec2.InstanceType.of(ec2.InstanceClass.M5, ec2.InstanceSize.LARGE) });";

  test('TypeScript: types in every spelling, numbers, standby', async () => {
    expect(
      await summary({
        'lib/web-stack.ts': typescript(
          `${INSTANCE}
    new AutoScalingGroup(this, 'Workers', { vpc, machineImage, instanceType: new ec2.InstanceType('c5.xlarge'), desiredCapacity: 3 });
    new rds.DatabaseInstance(this, 'Orders', { engine, vpc, instanceType: ec2.InstanceType.of(ec2.InstanceClass.BURSTABLE3, ec2.InstanceSize.MEDIUM), multiAz: true, allocatedStorage: 100 });
    new rds.CfnDBInstance(this, 'Old', { dbInstanceClass: 'db.m5.large' });
    new eks.Nodegroup(this, 'Nodes', { cluster, instanceTypes: [new ec2.InstanceType('m5.large')] });
    new ec2.Instance(this, 'Chosen', { vpc, machineImage, instanceType: props.size });
    new ec2.Vpc(this, 'Network');`,
          "env: { account: '1', region: 'eu-west-1' }",
        ),
      }),
    ).toEqual({
      Web: '1 × m5.large in eu-west-1',
      Workers: '3 × c5.xlarge in eu-west-1',
      Orders: '2 × db.t3.medium + 100 GB ssd in eu-west-1',
      Old: '1 × db.m5.large in eu-west-1',
      Nodes: '2 × m5.large in eu-west-1',
      Chosen: '1 × ? in eu-west-1',
    });
  });

  test('the region may stand where the app is made', async () => {
    const app = (region: string) => `import * as cdk from 'aws-cdk-lib';\nimport { WebStack } from '../lib/web-stack';\nnew WebStack(new cdk.App(), 'Web', { env: { region: ${region} } });\n`;
    const files = (region: string) => ({ 'lib/web-stack.ts': typescript(INSTANCE), 'bin/app.ts': app(region) });
    expect(await summary(files("'eu-north-1'"))).toEqual({ Web: '1 × m5.large in eu-north-1' });
    expect(await summary(files('process.env.CDK_DEFAULT_REGION'))).toEqual({ Web: '1 × m5.large in ?' });
    expect(await summary({ ...files("'eu-north-1'"), 'bin/other.ts': app("'us-east-1'") })).toEqual({ Web: '1 × m5.large in ?' });
  });

  test('an environment that is computed, or two that differ, leave it open', async () => {
    expect(await summary({ 'lib/a.ts': typescript(INSTANCE, 'env: { region: process.env.REGION }') })).toEqual({ Web: '1 × m5.large in ?' });
    expect(await summary({ 'lib/a.ts': `const envEurope = { region: 'eu-west-1' };\nconst envAmerica = { region: 'us-east-1' };\n${typescript(INSTANCE, 'env: envEurope')}` })).toEqual({ Web: '1 × m5.large in ?' });
  });

  test('Python', async () => {
    const stack = `import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2, aws_rds as rds

class Web(cdk.Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        ec2.Instance(self, "Web", vpc=vpc, machine_image=image, instance_type=ec2.InstanceType("m5.large"))
        rds.DatabaseInstance(self, "Orders", engine=engine, vpc=vpc, multi_az=True,
            instance_type=ec2.InstanceType.of(ec2.InstanceClass.BURSTABLE3, ec2.InstanceSize.MEDIUM))
`;
    const app = 'import aws_cdk as cdk\nfrom stacks.web import Web\napp = cdk.App()\nWeb(app, "Web", env=cdk.Environment(region="eu-west-3"))\n';
    expect(await summary({ 'stacks/web.py': stack, 'app.py': app })).toEqual({ Web: '1 × m5.large in eu-west-3', Orders: '2 × db.t3.medium in eu-west-3' });
    expect(await summary({ 'stacks/web.py': stack })).toEqual({ Web: '1 × m5.large in ?', Orders: '2 × db.t3.medium in ?' });
  });

  test('a class of the same name from elsewhere is none of ours', async () => {
    expect(await summary({ 'lib/a.ts': "import * as cdk from 'aws-cdk-lib';\nimport * as ec2 from './own';\nnew ec2.Instance(this, 'Web', { instanceType: 'm5.large' });\n" })).toEqual({});
  });

  test('the place of the type is the whole expression', async () => {
    const text = typescript(INSTANCE);
    const [found] = await resourcesOf({ 'lib/a.ts': text });
    expect([text.slice(found?.machine?.span.start, found?.machine?.span.end), text.slice(found?.header.start, found?.header.end)]).toEqual(['ec2.InstanceType.of(ec2.InstanceClass.M5, ec2.InstanceSize.LARGE)', 'new ec2.Instance']);
  });
});
