import type { Detection, Detector } from '../detector.js';
import type { DocumentNode } from '../document-matcher/node.js';
import { find, isAbsent, textAt, type Place } from '../document-matcher/path.js';
import { documentTrees } from '../document-matcher/trees.js';
import { EVERY_PORT, exposureOf, isEverybody, readPorts, type Ports } from './exposed-ports.js';

/** Traffic that is let in: from where, and to which ports. Nothing is known of it where a list is empty. */
interface Ingress {
  readonly sources: readonly Place[];
  readonly ports: readonly Ports[];
}

/** Rules that let the whole internet in, in Terraform, CloudFormation and Kubernetes. */
export const openIngress: Detector = function* ({ document }) {
  if (document.pathClasses.has('test')) return;
  for (const root of documentTrees(document)) {
    for (const ingress of [...terraformAws(root), ...terraformGoogle(root), ...terraformAzure(root), ...cloudFormation(root), ...kubernetes(root)]) {
      const detection = judge(ingress);
      if (detection) yield detection;
    }
  }
};

function judge({ sources, ports }: Ingress): Detection | undefined {
  const [source] = sources;
  const exposure = exposureOf(ports);
  return source && exposure ? { span: source.node.span, severity: exposure.severity, variables: { PORTS: exposure.ports } } : undefined;
}

/** The keys one notation uses for the same things. */
interface Keys {
  readonly sources: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly protocol: string;
}

const GROUP: Keys = { sources: ['cidr_blocks.*', 'ipv6_cidr_blocks.*'], from: 'from_port', to: 'to_port', protocol: 'protocol' };
const RULE: Keys = { sources: ['cidr_ipv4', 'cidr_ipv6'], from: 'from_port', to: 'to_port', protocol: 'ip_protocol' };
const CLOUD_FORMATION: Keys = { sources: ['CidrIp', 'CidrIpv6'], from: 'FromPort', to: 'ToPort', protocol: 'IpProtocol' };

function securityGroupRule(node: DocumentNode, keys: Keys): Ingress {
  return { sources: keys.sources.flatMap((path) => open(find(node, path))), ports: awsPorts(node, keys) };
}

function open(places: readonly Place[], isOpen: (value: unknown) => boolean = isEverybody): Place[] {
  return places.filter(({ node }) => node.kind === 'scalar' && isOpen(node.value));
}

function awsPorts(node: DocumentNode, keys: Keys): Ports[] {
  const protocol = textAt(node, keys.protocol)?.toLowerCase();
  if (protocol === '-1' || protocol === 'all') return [EVERY_PORT];
  // Ports of ICMP are types of message.
  if (['icmp', 'icmpv6', '1', '58'].includes(protocol ?? '')) return [];
  const from = readPorts(textAt(node, keys.from) ?? '');
  const to = readPorts(textAt(node, keys.to) ?? '');
  return from && to ? [{ from: from.from, to: to.to }] : [];
}

/** A mapping, or each item of a list of them. */
function each(places: readonly Place[]): DocumentNode[] {
  return places.flatMap(({ node }) => (node.kind === 'list' ? node.items.map((item) => item.node) : [node]));
}

function terraformAws(root: DocumentNode): Ingress[] {
  const groups = ['aws_security_group', 'aws_default_security_group'].flatMap((type) => each(find(root, `resource.${type}.*.ingress`)));
  const rules = find(root, 'resource.aws_security_group_rule.*').filter(({ node }) => textAt(node, 'type') === 'ingress');
  return [
    ...[...groups, ...rules.map(({ node }) => node)].map((node) => securityGroupRule(node, GROUP)),
    ...find(root, 'resource.aws_vpc_security_group_ingress_rule.*').map(({ node }) => securityGroupRule(node, RULE)),
  ];
}

function terraformGoogle(root: DocumentNode): Ingress[] {
  return find(root, 'resource.google_compute_firewall.*').flatMap(({ node }) => {
    const isIngress = textAt(node, 'direction') === 'INGRESS' || isAbsent(node, 'direction');
    if (!isIngress || textAt(node, 'disabled') === 'true') return [];
    return [{ sources: open(find(node, 'source_ranges.*')), ports: each(find(node, 'allow')).flatMap(googlePorts) }];
  });
}

function googlePorts(allow: DocumentNode): Ports[] {
  const protocol = textAt(allow, 'protocol')?.toLowerCase();
  if (protocol === 'all') return [EVERY_PORT];
  if (protocol !== 'tcp' && protocol !== 'udp') return [];
  if (isAbsent(allow, 'ports')) return [EVERY_PORT];
  return listed(allow, 'ports.*');
}

function listed(node: DocumentNode, path: string): Ports[] {
  return find(node, path).flatMap((place) => (place.node.kind === 'scalar' ? (readPorts(String(place.node.value)) ?? []) : []));
}

function terraformAzure(root: DocumentNode): Ingress[] {
  const rules = [...find(root, 'resource.azurerm_network_security_rule.*'), ...find(root, 'resource.azurerm_network_security_group.*.security_rule')];
  const isOpen = (value: unknown) => isEverybody(value) || (typeof value === 'string' && /^(\*|internet|any)$/i.test(value));
  return each(rules).flatMap((node) => {
    const isAllowed = textAt(node, 'direction')?.toLowerCase() === 'inbound' && textAt(node, 'access')?.toLowerCase() === 'allow' && textAt(node, 'protocol')?.toLowerCase() !== 'icmp';
    if (!isAllowed) return [];
    const sources = [...find(node, 'source_address_prefix'), ...find(node, 'source_address_prefixes.*')];
    return [{ sources: open(sources, isOpen), ports: [...listed(node, 'destination_port_range'), ...listed(node, 'destination_port_ranges.*')] }];
  });
}

function cloudFormation(root: DocumentNode): Ingress[] {
  return find(root, 'Resources.*').flatMap(({ node }) => {
    const type = textAt(node, 'Type');
    if (type !== 'AWS::EC2::SecurityGroup' && type !== 'AWS::EC2::SecurityGroupIngress') return [];
    return each(find(node, type === 'AWS::EC2::SecurityGroup' ? 'Properties.SecurityGroupIngress' : 'Properties')).map((rule) => securityGroupRule(rule, CLOUD_FORMATION));
  });
}

/** A load balancer whose ranges are named and include everybody; without ranges the cloud decides. */
function kubernetes(root: DocumentNode): Ingress[] {
  if (textAt(root, 'kind') !== 'Service' || textAt(root, 'spec.type') !== 'LoadBalancer') return [];
  return [{ sources: open(find(root, 'spec.loadBalancerSourceRanges.*')), ports: listed(root, 'spec.ports.*.port') }];
}
