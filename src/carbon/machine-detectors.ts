import type { Detection, Detector, DetectorContext } from '../lint/detector.js';
import { nonProductionWord } from '../lint/non-production.js';
import { machineEdit } from './machine-edit.js';
import { startsLinux } from './machine-image.js';
import { armSibling, laterGenerations } from './machine-siblings.js';
import { MachineTable, type Machine } from './machines.js';
import { cloudResources } from './resources/read.js';
import type { CloudResource, MachinePlace } from './resources/resource.js';
import { RegionTable } from './regions.js';

/** A resource with its machine type. */
interface Host extends CloudResource {
  readonly machine: MachinePlace;
}

function hosts(context: DetectorContext): Host[] {
  const { document, surroundings } = context;
  if (document.pathClasses.has('test')) return [];
  const resources = cloudResources(document, surroundings, RegionTable.of(context.table('regions'))).filter((resource): resource is Host => resource.machine !== undefined);
  return resources.filter((resource, i) => !isNamedBefore(document.text, resource, resources.slice(0, i)));
}

/** Whether the machine type comes from a variable that an earlier resource takes it from too: one place to change, one remark. */
function isNamedBefore(text: string, { machine }: Host, earlier: readonly Host[]): boolean {
  const source = text.slice(machine.span.start, machine.span.end);
  return source !== machine.type && /^(?:var\.|local\.|!Ref|\w+$|\{?\s*"?Ref)/.test(source) && earlier.some((other) => text.slice(other.machine.span.start, other.machine.span.end) === source);
}

function machineTable(context: DetectorContext): MachineTable {
  return new MachineTable(new Map(['aws', 'google', 'azurerm'].map((provider) => [provider, context.table(`machines-${provider}`)] as const)));
}

/** The declaration of a resource, as it is written. */
function sourceOf({ document }: DetectorContext, { span }: CloudResource): string {
  return document.text.slice(span.start, span.end);
}

/** Watts at half load beside one another, where they are known. */
function wattsOf(provider: string, types: readonly string[], machines: MachineTable): string | undefined {
  const known = types.map((type) => machines.find(provider, type)).filter((machine): machine is Machine => machine !== undefined);
  if (known.length < 2) return undefined;
  return ['| Machine | vCPU | Memory, GB | Watts at half load |', '|---|---:|---:|---:|', ...known.map(({ type, vcpu, memory, watts }) => `| ${type} | ${vcpu} | ${memory} | ${watts.half} |`)].join('\n');
}

function detection(context: DetectorContext, host: Host, others: readonly string[], machines: MachineTable): Detection {
  const { machine, provider, span } = host;
  const details = wattsOf(provider, [machine.type, ...others], machines);
  return {
    span: machine.span,
    match: span,
    variables: { TYPE: machine.type, OTHER: others[0] ?? '' },
    fixes: others.flatMap((other) => {
      const edit = machineEdit(context.document, machine, other);
      return edit ? [{ title: `Use ${other}${noteOn(provider, other)}`, safe: false, edits: [edit] }] : [];
    }),
    ...(details === undefined ? {} : { details }),
  };
}

/** What has to be looked at before the machine is changed. */
function noteOn(provider: string, type: string): string {
  if (provider === 'google') return ' (Arm; its disks are Hyperdisk)';
  return provider === 'azurerm' || /\dg[dn]?\./.test(type) ? ' (Arm)' : '';
}

/** Machine types AWS lists as of a previous generation. */
export const previousGeneration: Detector = function* (context) {
  const machines = machineTable(context);
  for (const host of hosts(context)) {
    const later = host.provider === 'aws' ? laterGenerations(host.machine.type, machines) : undefined;
    const runsOnArm = later !== undefined && !isBoundToX86(context, host) && startsLinux(context, host.type, sourceOf(context, host));
    if (later) yield detection(context, host, runsOnArm ? later : later.filter((type) => !/\dg\./.test(type)), machines);
  }
};

/** Services in which the provider brings the program, so that the processor is its business. */
const MANAGED = /_db_instance$|_rds_cluster_instance$|_docdb_|_neptune_|elasticache|opensearch|elasticsearch|^AWS::(?:RDS|DocDB|Neptune|ElastiCache|OpenSearchService|Elasticsearch)::|^aws_(?:rds|docdb|neptune|elasticache|opensearchservice)\./i;
/** Databases whose engine has to be known: some run on x86 only. */
const ENGINE_MATTERS = /^(?:aws_db_instance|AWS::RDS::DBInstance|aws_rds\.(?:DatabaseInstance|CfnDBInstance))$/;
const ENGINE_ON_ARM = /engine\w*["']?\s*[:=]\s*(?:["']?(?:aurora|mysql|mariadb|postgres)|[\w.]*(?:mysql|maria_?db|postgres)\b)/i;
/** What only runs on x86, or belongs to an image made for it; on Google Cloud also processors, disks and accelerators that Arm machines do not take. */
const X86_ONLY = /windows|oracle|sql_?server|x86_64|amd64|\bdb2\b|accelerator|nvidia|\bgpu|cpu_platform|scratch_disk|local_ssd|nested_virtualization|confidential/i;
/** Machines whose own program decides; everything else that has a type is left alone. */
const MACHINES = /^(?:aws_instance|aws_launch_template|aws_launch_configuration|aws_eks_node_group|google_compute_(?:instance|instance_template|region_instance_template)|google_container_(?:node_pool|cluster)|azurerm_linux_virtual_machine(?:_scale_set)?|azurerm_kubernetes_cluster(?:_node_pool)?|AWS::EC2::(?:Instance|LaunchTemplate)|AWS::AutoScaling::LaunchConfiguration|AWS::EKS::Nodegroup|aws_ec2\.(?:Instance|BastionHostLinux|LaunchTemplate|CfnInstance)|aws_autoscaling\.\w+|aws_ecs\.Cluster|aws_eks\.(?:Cluster|Nodegroup|CfnNodegroup))$/;

function isBoundToX86(context: DetectorContext, host: Host): boolean {
  const source = sourceOf(context, host);
  if (X86_ONLY.test(source) || /windows/i.test(context.document.text)) return true;
  return ENGINE_MATTERS.test(host.type) && !ENGINE_ON_ARM.test(source);
}

/** Machine types on x86 that have a sibling of the same size on Arm. */
export const armSiblings: Detector = function* (context) {
  const machines = machineTable(context);
  for (const host of hosts(context)) {
    const isManaged = MANAGED.test(host.type);
    const sibling = isManaged || MACHINES.test(host.type) ? armSibling(host.provider, host.machine.type, machines) : undefined;
    if (sibling === undefined || isBoundToX86(context, host)) continue;
    if (isManaged || startsLinux(context, host.type, sourceOf(context, host))) yield { ...detection(context, host, [sibling], machines), ...(isManaged ? {} : { severity: 'hint' as const }) };
  }
};

/** From this many virtual processors on, a machine is a large one. */
const MANY = 16;

/** Large machines in what says it is for development or tests. */
export const oversizedMachine: Detector = function* (context) {
  const machines = machineTable(context);
  for (const host of hosts(context)) {
    const vcpu = machines.find(host.provider, host.machine.type)?.vcpu ?? 0;
    const word = vcpu >= MANY ? nonProductionWord(context.document.path, host.name) : undefined;
    if (word !== undefined) yield { span: host.machine.span, match: host.span, variables: { TYPE: host.machine.type, VCPU: String(vcpu), WORD: word } };
  }
};
