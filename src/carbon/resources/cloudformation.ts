import type { LintDocument } from '../../lint/document.js';
import type { DocumentNode, Entry } from '../../lint/document-matcher/node.js';
import { find } from '../../lint/document-matcher/path.js';
import { documentTrees } from '../../lint/document-matcher/trees.js';
import { besides, type Surroundings } from '../../lint/surroundings.js';
import type { RegionTable } from '../regions.js';
import type { CloudResource, RegionPlace } from './resource.js';
import { countOf, inQuotes, nodeAt, sourceOf, textOf, type Written } from './written.js';

/** Where a resource type says its machine type, and how many; paths below its properties. */
interface StackType {
  readonly machine: string;
  readonly counts?: readonly string[];
  /** A property that, when true, makes it two machines. */
  readonly standby?: string;
}

const STACK_TYPES: ReadonlyMap<string, StackType> = new Map([
  ['AWS::EC2::Instance', { machine: 'InstanceType' }],
  ['AWS::EC2::LaunchTemplate', { machine: 'LaunchTemplateData.InstanceType' }],
  ['AWS::AutoScaling::LaunchConfiguration', { machine: 'InstanceType' }],
  ['AWS::RDS::DBInstance', { machine: 'DBInstanceClass', standby: 'MultiAZ' }],
  ['AWS::DocDB::DBInstance', { machine: 'DBInstanceClass' }],
  ['AWS::Neptune::DBInstance', { machine: 'DBInstanceClass' }],
  ['AWS::ElastiCache::CacheCluster', { machine: 'CacheNodeType', counts: ['NumCacheNodes'] }],
  ['AWS::ElastiCache::ReplicationGroup', { machine: 'CacheNodeType', counts: ['NumCacheClusters'] }],
  ['AWS::EKS::Nodegroup', { machine: 'InstanceTypes', counts: ['ScalingConfig.DesiredSize'] }],
  ['AWS::OpenSearchService::Domain', { machine: 'ClusterConfig.InstanceType', counts: ['ClusterConfig.InstanceCount'] }],
  ['AWS::Elasticsearch::Domain', { machine: 'ElasticsearchClusterConfig.InstanceType', counts: ['ElasticsearchClusterConfig.InstanceCount'] }],
  ['AWS::Redshift::Cluster', { machine: 'NodeType', counts: ['NumberOfNodes'] }],
  ['AWS::MSK::Cluster', { machine: 'BrokerNodeGroupInfo.InstanceType', counts: ['NumberOfBrokerNodes'] }],
  ['AWS::AmazonMQ::Broker', { machine: 'HostInstanceType' }],
  ['AWS::SageMaker::NotebookInstance', { machine: 'InstanceType' }],
]);

const TYPE = new RegExp([...STACK_TYPES.keys()].join('|'));
const REFERENCE = /^(?:!Ref\s+["']?([\w]+)["']?|\{?\s*["']?Ref["']?\s*:\s*["']?(\w+)["']?\s*\}?\s*)$/;

/**
 * The resources of a CloudFormation or SAM template, and of the `resources` of a serverless.yml, that draw power. A
 * template has no region of its own: it is that of its zone, of `provider.region` beside it, or of a samconfig.toml.
 */
export function stackResources(document: LintDocument, surroundings: Surroundings, regions: RegionTable): CloudResource[] {
  if (!TYPE.test(document.text)) return [];
  return documentTrees(document).flatMap((root) => {
    const template = find(root, 'Resources').length > 0 ? root : find(root, 'resources')[0]?.node;
    return template ? new TemplateReader(document, root, template, surroundings, regions).read() : [];
  });
}

class TemplateReader {
  readonly #document: LintDocument;
  readonly #root: DocumentNode;
  readonly #template: DocumentNode;
  readonly #surroundings: Surroundings;
  readonly #regions: RegionTable;

  constructor(document: LintDocument, root: DocumentNode, template: DocumentNode, surroundings: Surroundings, regions: RegionTable) {
    this.#document = document;
    this.#root = root;
    this.#template = template;
    this.#surroundings = surroundings;
    this.#regions = regions;
  }

  read(): CloudResource[] {
    const resources = nodeAt(this.#template, 'Resources');
    return resources?.kind === 'mapping' ? resources.entries.flatMap((entry) => this.#resource(entry) ?? []) : [];
  }

  #resource({ key, keySpan, span, value }: Entry): CloudResource | undefined {
    const type = textOf(this.#value(nodeAt(value, 'Type'))?.value) ?? '';
    const known = STACK_TYPES.get(type);
    const machine = known && nodeAt(value, `Properties.${known.machine}`);
    if (!known || !machine) return undefined;
    const written = this.#value(machine);
    const text = textOf(written?.value);
    const [count] = (known.counts ?? []).flatMap((path) => countOf(this.#value(nodeAt(value, `Properties.${path}`))?.value) ?? []);
    const isDoubled = known.standby !== undefined && String(this.#value(nodeAt(value, `Properties.${known.standby}`))?.value) === 'true';
    return {
      name: key,
      type,
      provider: 'aws',
      machine: text === undefined ? undefined : { type: text, span: inQuotes(this.#document, machine.span) },
      storage: undefined,
      count: (count ?? 1) * (isDoubled ? 2 : 1),
      region: this.#region(value),
      header: keySpan,
      span,
    };
  }

  /** The value of a node: itself, or the default of the parameter it names. */
  #value(node: DocumentNode | undefined): Written | undefined {
    if (!node) return undefined;
    if (node.kind === 'scalar') return { value: node.value, span: node.span, document: this.#document };
    const name = this.#reference(node);
    const initial = name === undefined ? undefined : nodeAt(this.#template, `Parameters.${name}.Default`);
    return initial?.kind === 'scalar' ? { value: initial.value, span: initial.span, document: this.#document } : undefined;
  }

  #reference(node: DocumentNode): string | undefined {
    // The span of a tagged value starts after its tag.
    const tag = /!Ref\s+$/.exec(this.#document.text.slice(Math.max(0, node.span.start - 16), node.span.start))?.[0] ?? '';
    const match = REFERENCE.exec(`${tag}${sourceOf(this.#document, node).trim()}`);
    return match?.[1] ?? match?.[2];
  }

  #region(resource: DocumentNode): RegionPlace | undefined {
    const zone = nodeAt(resource, 'Properties.AvailabilityZone');
    if (zone) return this.#place(this.#value(zone));
    const provider = this.#template === this.#root ? undefined : nodeAt(this.#root, 'provider.region');
    return provider ? this.#place(this.#value(provider)) : this.#deployed();
  }

  #place(written: Written | undefined): RegionPlace | undefined {
    const text = textOf(written?.value);
    const region = text === undefined ? undefined : this.#regions.ofZone('aws', text);
    if (!written || text === undefined || !region) return undefined;
    return { name: region.name, path: this.#document.path, span: inQuotes(this.#document, written.span), isZone: this.#regions.find('aws', text) === undefined };
  }

  /** Where `sam deploy` puts the stack, when all of its environments agree. */
  #deployed(): RegionPlace | undefined {
    const path = besides(this.#document.path, 'samconfig.toml');
    const text = this.#surroundings.text(path);
    if (text === undefined || text === 'nothing') return undefined;
    const found = [...text.matchAll(/^\s*region\s*=\s*"([a-z0-9-]+)"/gm)];
    const [first] = found;
    if (!first || found.some(([, name]) => name !== first[1])) return undefined;
    const [whole, name = ''] = first;
    const start = first.index + whole.length - 1 - name.length;
    return this.#regions.find('aws', name) && { name, path, span: { start, end: start + name.length }, isZone: false };
  }
}
