import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Detection, Detector } from '../detector.js';
import type { LintDocument } from '../document.js';
import { EVERY_PORT, exposureOf, isEverybody, type Ports } from './exposed-ports.js';

/** Methods that let traffic in, in camel case: where their arguments for the peer and the port stand, by position and by Python's names. */
const METHODS: ReadonlyMap<string, { readonly peer?: readonly [number, string]; readonly port: readonly [number, string] }> = new Map([
  ['addIngressRule', { peer: [0, 'peer'], port: [1, 'connection'] }],
  ['allowFrom', { peer: [0, 'other'], port: [1, 'port_range'] }],
  ['allowFromAnyIpv4', { port: [0, 'port_range'] }],
]);

/** Ports that have a constant in `aws-cdk-lib/aws-ec2`, class Port. */
const CONSTANTS = new Map(Object.entries({ SSH: 22, RDP: 3389, HTTP: 80, HTTPS: 443, MSSQL: 1433, ORACLE: 1521, MYSQL_AURORA: 3306, POSTGRES: 5432, REDIS: 6379, MEMCACHED: 11211, DNS_TCP: 53, DNS_UDP: 53 }));

/** Security groups of the AWS CDK that let the whole internet in, in TypeScript and Python. */
export const cdkOpenIngress: Detector = function* ({ document }) {
  const { tree } = document;
  if (!tree || document.pathClasses.has('test')) return;
  for (let node = 0; node < tree.count; node++) {
    if (!tree.isNamed(node) || !['call_expression', 'call'].includes(tree.kindName(node))) continue;
    const detection = judge(document, tree, node);
    if (detection) yield detection;
  }
};

function judge(document: LintDocument, tree: FlatTree, call: number): Detection | undefined {
  const method = METHODS.get(camelCase(memberName(tree, call)));
  if (!method) return undefined;
  const port = argument(tree, call, method.port);
  const peer = method.peer && argument(tree, call, method.peer);
  const ports = port < 0 ? undefined : portsOf(document, tree, port);
  if (!ports || (peer !== undefined && !isOpenPeer(document, tree, peer))) return undefined;
  const exposure = exposureOf([ports]);
  const reported = peer ?? call;
  return exposure && { span: tree.span(reported), match: tree.span(call), severity: exposure.severity, variables: { PORTS: exposure.ports } };
}

function camelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function memberName(tree: FlatTree, call: number): string {
  const callee = tree.childByField(call, 'function');
  const name = callee < 0 ? -1 : Math.max(tree.childByField(callee, 'property'), tree.childByField(callee, 'attribute'));
  return name < 0 ? '' : tree.text(name);
}

/** The argument at a position or of a name, or -1. */
function argument(tree: FlatTree, call: number, [position, name]: readonly [number, string]): number {
  const list = tree.childByField(call, 'arguments');
  const all = list < 0 ? [] : [...tree.namedChildren(list)];
  for (const node of all) {
    if (tree.kindName(node) === 'keyword_argument' && tree.text(tree.childByField(node, 'name')) === name) return tree.childByField(node, 'value');
  }
  const positional = all.filter((node) => tree.kindName(node) !== 'keyword_argument');
  // After spread arguments nobody can count.
  return positional.some((node) => /spread|splat/.test(tree.kindName(node))) ? -1 : (positional[position] ?? -1);
}

/** The member of a class of the EC2 module an expression names: `tcp` of `ec2.Port.tcp`. */
function memberOf(document: LintDocument, node: number, className: string): string | undefined {
  const name = node < 0 ? undefined : document.facts.qualifiedName(node);
  return new RegExp(`aws[-_]ec2\\.${className}\\.(\\w+)$`).exec(name ?? '')?.[1];
}

function isOpenPeer(document: LintDocument, tree: FlatTree, peer: number): boolean {
  const member = camelCase(memberOf(document, tree.childByField(peer, 'function'), 'Peer') ?? '');
  if (member === 'anyIpv4' || member === 'anyIpv6') return true;
  const network = argument(tree, peer, [0, 'cidr_ip']);
  return (member === 'ipv4' || member === 'ipv6') && network >= 0 && isEverybody(tree.text(network).replaceAll(/^["'`]|["'`]$/g, ''));
}

function portsOf(document: LintDocument, tree: FlatTree, port: number): Ports | undefined {
  const constant = CONSTANTS.get(memberOf(document, port, 'Port') ?? '');
  if (constant !== undefined) return { from: constant, to: constant };
  const factory = camelCase(memberOf(document, tree.childByField(port, 'function'), 'Port') ?? '');
  const number = (position: number, name: string) => {
    const node = argument(tree, port, [position, name]);
    return node >= 0 && /^\d+$/.test(tree.text(node)) ? Number(tree.text(node)) : undefined;
  };
  if (['allTraffic', 'allTcp', 'allUdp'].includes(factory)) return EVERY_PORT;
  if (!/^(tcp|udp)(Range)?$/.test(factory)) return undefined;
  const from = factory.endsWith('Range') ? number(0, 'start_port') : number(0, 'port');
  const to = factory.endsWith('Range') ? number(1, 'end_port') : from;
  return from === undefined || to === undefined ? undefined : { from, to };
}
