import { literalValue, unwrapped } from '../../facts/call-arguments.js';
import { constructsOf, propertiesOf, valueOf, type Construct, type Properties, type Source } from '../../facts/constructs.js';
import { instanceTypeOf } from '../../facts/instance-types.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import type { LintDocument } from '../../lint/document.js';
import type { Surroundings } from '../../lint/surroundings.js';
import type { RegionTable } from '../regions.js';
import { stackRegion } from './cdk-region.js';
import type { CloudResource, MachinePlace } from './resource.js';

/** How a construct says what it draws; paths of properties. */
interface ConstructType {
  readonly machine: string;
  /** What the class of a managed service starts with where the machine type is written without it. */
  readonly prefix?: string;
  /** The first that is there counts. */
  readonly counts?: readonly string[];
  /** How many it makes unless it says otherwise. */
  readonly countUnlessSaid?: number;
  readonly standby?: string;
  readonly gigabytes?: string;
}

const DATABASE: ConstructType = { machine: 'instanceType', prefix: 'db.', standby: 'multiAz', gigabytes: 'allocatedStorage' };

/** Names and defaults: API reference of aws-cdk-lib 2.276. */
const CONSTRUCT_TYPES: ReadonlyMap<string, ConstructType> = new Map<string, ConstructType>([
  ['aws_ec2.Instance', { machine: 'instanceType' }],
  ['aws_ec2.BastionHostLinux', { machine: 'instanceType' }],
  ['aws_ec2.LaunchTemplate', { machine: 'instanceType' }],
  ['aws_ec2.CfnInstance', { machine: 'instanceType' }],
  ['aws_autoscaling.AutoScalingGroup', { machine: 'instanceType', counts: ['desiredCapacity', 'minCapacity'] }],
  ['aws_autoscaling.CfnLaunchConfiguration', { machine: 'instanceType' }],
  ['aws_rds.DatabaseInstance', DATABASE],
  ['aws_rds.DatabaseInstanceFromSnapshot', DATABASE],
  ['aws_rds.DatabaseInstanceReadReplica', DATABASE],
  ['aws_rds.DatabaseCluster', { machine: 'instanceProps.instanceType', prefix: 'db.', counts: ['instances'], countUnlessSaid: 2 }],
  ['aws_rds.CfnDBInstance', { machine: 'dbInstanceClass', standby: 'multiAz' }],
  ['aws_docdb.DatabaseCluster', { machine: 'instanceType', prefix: 'db.', counts: ['instances'] }],
  ['aws_docdb.CfnDBInstance', { machine: 'dbInstanceClass' }],
  ['aws_neptune.CfnDBInstance', { machine: 'dbInstanceClass' }],
  ['aws_eks.Cluster', { machine: 'defaultCapacityInstance', counts: ['defaultCapacity'], countUnlessSaid: 2 }],
  ['aws_eks.Nodegroup', { machine: 'instanceTypes', counts: ['desiredSize', 'minSize'], countUnlessSaid: 2 }],
  ['aws_eks.CfnNodegroup', { machine: 'instanceTypes', counts: ['scalingConfig.desiredSize'] }],
  ['aws_ecs.Cluster', { machine: 'capacity.instanceType', counts: ['capacity.desiredCapacity', 'capacity.minCapacity'] }],
  ['aws_opensearchservice.Domain', { machine: 'capacity.dataNodeInstanceType', counts: ['capacity.dataNodes'] }],
  ['aws_opensearchservice.CfnDomain', { machine: 'clusterConfig.instanceType', counts: ['clusterConfig.instanceCount'] }],
  ['aws_elasticache.CfnCacheCluster', { machine: 'cacheNodeType', counts: ['numCacheNodes'] }],
  ['aws_elasticache.CfnReplicationGroup', { machine: 'cacheNodeType', counts: ['numCacheClusters'] }],
  ['aws_redshift.CfnCluster', { machine: 'nodeType', counts: ['numberOfNodes'] }],
  ['aws_msk.CfnCluster', { machine: 'brokerNodeGroupInfo.instanceType', counts: ['numberOfBrokerNodes'] }],
  ['aws_sagemaker.CfnNotebookInstance', { machine: 'instanceType' }],
]);

const WORDS = new RegExp([...CONSTRUCT_TYPES.keys()].map((type) => type.slice(type.indexOf('.') + 1)).join('|'));

/** The constructs of the AWS CDK in a TypeScript, JavaScript or Python text that draw power. */
export function cdkResources(document: LintDocument, surroundings: Surroundings, regions: RegionTable): CloudResource[] {
  if (!/aws[-_]cdk|monocdk/.test(document.text) || !WORDS.test(document.text)) return [];
  const { tree, facts } = document;
  if (!tree) return [];
  const source: Source = { tree, facts };
  const found = constructsOf(source).flatMap((construct) => resource(source, construct) ?? []);
  if (found.length === 0) return [];
  const region = stackRegion(document, tree, surroundings, regions);
  return found.map((one) => ({ ...one, region }));
}

function resource(source: Source, { node, callee, type, id, props }: Construct): CloudResource | undefined {
  const known = CONSTRUCT_TYPES.get(type);
  const { tree } = source;
  const machine = known ? valueAt(tree, props, known.machine) : -1;
  const count = known && machine >= 0 ? countOf(tree, props, known) : 0;
  if (!known || count === 0) return undefined;
  const gigabytes = known.gigabytes === undefined ? undefined : literalValue(tree, valueAt(tree, props, known.gigabytes));
  const place = machineAt(source, machine, known);
  return {
    name: id ?? type,
    type,
    provider: 'aws',
    machine: place,
    storage: place && typeof gigabytes === 'number' && gigabytes > 0 ? { gigabytes, medium: 'ssd' } : undefined,
    count,
    region: undefined,
    header: { start: tree.span(node).start, end: tree.span(callee).end },
    span: tree.span(node),
  };
}

/** The value at a dotted path of properties, or -1. */
function valueAt(tree: FlatTree, props: Properties, path: string): number {
  const [name = '', ...rest] = path.split('.');
  const value = valueOf(props, name);
  if (rest.length === 0 || value < 0) return value;
  const inner = propertiesOf(tree, value);
  return inner ? valueAt(tree, inner, rest.join('.')) : -1;
}

function machineAt(source: Source, expression: number, { prefix = '' }: ConstructType): MachinePlace | undefined {
  const { tree } = source;
  const node = unwrapped(tree, expression);
  const items = ['array', 'list'].includes(tree.kindName(node)) ? [...tree.namedChildren(node)] : [node];
  const [only] = items;
  const found = only !== undefined && items.length === 1 ? instanceTypeOf(source, only) : undefined;
  return found && { type: `${found.type.startsWith(prefix) ? '' : prefix}${found.type}`, span: tree.span(node) };
}

function countOf(tree: FlatTree, props: Properties, { counts = [], countUnlessSaid = 1, standby }: ConstructType): number {
  const written = counts.map((path) => valueAt(tree, props, path)).find((node) => node >= 0);
  const count = written === undefined ? countUnlessSaid : literalValue(tree, written);
  const isDoubled = standby !== undefined && literalValue(tree, valueAt(tree, props, standby)) === true;
  return (typeof count === 'number' && Number.isInteger(count) ? count : 1) * (isDoubled ? 2 : 1);
}
