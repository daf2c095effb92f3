import { argument, camelCase, literalText, literalValue, methodName } from '../../facts/call-arguments.js';
import type { Source } from '../../facts/constructs.js';
import { enumMember } from '../../facts/instance-types.js';
import type { Detection, Detector } from '../detector.js';
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
    const detection = judge({ tree, facts: document.facts }, node);
    if (detection) yield detection;
  }
};

function judge(source: Source, call: number): Detection | undefined {
  const { tree } = source;
  const method = METHODS.get(camelCase(methodName(tree, call)));
  if (!method) return undefined;
  const port = argument(tree, call, method.port);
  const peer = method.peer && argument(tree, call, method.peer);
  const ports = port < 0 ? undefined : portsOf(source, port);
  if (!ports || (peer !== undefined && !isOpenPeer(source, peer))) return undefined;
  const exposure = exposureOf([ports]);
  const reported = peer ?? call;
  return exposure && { span: tree.span(reported), match: tree.span(call), severity: exposure.severity, variables: { PORTS: exposure.ports } };
}

function isOpenPeer(source: Source, peer: number): boolean {
  const { tree } = source;
  const member = camelCase(enumMember(source, tree.childByField(peer, 'function'), 'aws_ec2.Peer') ?? '');
  if (member === 'anyIpv4' || member === 'anyIpv6') return true;
  const network = argument(tree, peer, [0, 'cidr_ip']);
  return (member === 'ipv4' || member === 'ipv6') && isEverybody(literalText(tree, network)?.text);
}

function portsOf(source: Source, port: number): Ports | undefined {
  const { tree } = source;
  const constant = CONSTANTS.get(enumMember(source, port, 'aws_ec2.Port') ?? '');
  if (constant !== undefined) return { from: constant, to: constant };
  const factory = camelCase(enumMember(source, tree.childByField(port, 'function'), 'aws_ec2.Port') ?? '');
  const number = (position: number, name: string) => {
    const value = literalValue(tree, argument(tree, port, [position, name]));
    return typeof value === 'number' ? value : undefined;
  };
  if (['allTraffic', 'allTcp', 'allUdp'].includes(factory)) return EVERY_PORT;
  if (!/^(tcp|udp)(Range)?$/.test(factory)) return undefined;
  const from = factory.endsWith('Range') ? number(0, 'start_port') : number(0, 'port');
  const to = factory.endsWith('Range') ? number(1, 'end_port') : from;
  return from === undefined || to === undefined ? undefined : { from, to };
}
