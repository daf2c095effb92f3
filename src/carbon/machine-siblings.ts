import type { MachineTable } from './machines.js';

/** A machine type of AWS taken apart: `db.` `m5` `.` `large`, with `.search` behind where OpenSearch writes it. */
interface AwsType {
  readonly service: string;
  readonly family: string;
  readonly size: string;
  readonly suffix: string;
}

/** Families AWS lists as of a previous generation, and those that followed them: on x86, then on Graviton. */
const FOLLOWED_BY: Readonly<Record<string, readonly string[]>> = {
  t1: ['t3', 't4g'],
  t2: ['t3', 't4g'],
  m1: ['m5', 'm6g'],
  m2: ['r5', 'r6g'],
  m3: ['m5', 'm6g'],
  m4: ['m5', 'm6g'],
  c1: ['c5', 'c6g'],
  c3: ['c5', 'c6g'],
  c4: ['c5', 'c6g'],
  r3: ['r5', 'r6g'],
  r4: ['r5', 'r6g'],
  i2: ['i3'],
  g2: ['g4dn'],
};

/** Families on Graviton with the same ratio of memory to processors, and the same kind of disk and network. */
const ON_GRAVITON: Readonly<Record<string, string>> = {
  t3: 't4g', t3a: 't4g',
  m5: 'm6g', m5a: 'm6g', m5d: 'm6gd', m5ad: 'm6gd', m6i: 'm7g', m6a: 'm7g', m7i: 'm7g', m7a: 'm7g',
  c5: 'c6g', c5a: 'c6g', c5d: 'c6gd', c5ad: 'c6gd', c5n: 'c6gn', c6i: 'c7g', c6a: 'c7g', c7i: 'c7g', c7a: 'c7g',
  r5: 'r6g', r5a: 'r6g', r5d: 'r6gd', r5ad: 'r6gd', r6i: 'r7g', r6a: 'r7g', r7i: 'r7g', r7a: 'r7g',
};

/** Sizes of the third Graviton generation, for which no watts are published (AWS, instance types, November 2026). */
const GRAVITON3 = new Set('medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge metal'.split(' '));

/** Families on Graviton that managed services offer (AWS, supported instance classes and node types of each). */
const SERVICE_FAMILIES: Readonly<Record<string, RegExp>> = {
  'db.': /^(?:t4g|m6g|m6gd|m7g|r6g|r6gd|r7g)$/,
  'cache.': /^(?:t4g|m6g|m7g|r6g|r7g)$/,
  '.search': /^(?:m6g|c6g|r6g|m7g|c7g|r7g)$/,
};

/** The vCPUs Google's Axion machines come with (Google Cloud, C4A machine series). */
const AXION = /^(?:1|2|4|8|16|32|48|64|72)$/;
/** The vCPUs of Azure's Dpsv5 and Epsv5 (Azure, sizes for virtual machines). */
const AMPERE: Readonly<Record<string, RegExp>> = { d: /^(?:2|4|8|16|32|48|64)$/, e: /^(?:2|4|8|16|20|32)$/ };

function readAws(type: string): AwsType | undefined {
  const match = /^(db\.|cache\.|mq\.|ml\.)?([a-z]+\d[a-z-]*)\.([a-z0-9-]+)(\.search|\.elasticsearch)?$/.exec(type);
  return match ? { service: match[1] ?? '', family: match[2] ?? '', size: match[3] ?? '', suffix: match[4] ?? '' } : undefined;
}

function written({ service, size, suffix }: AwsType, family: string): string {
  return `${service}${family}.${size}${suffix}`;
}

/** Types of the generations after a previous one, of the same size, that exist; undefined for a type that is not of a previous generation. */
export function laterGenerations(type: string, machines: MachineTable): readonly string[] | undefined {
  const parts = readAws(type);
  const families = parts && FOLLOWED_BY[parts.family];
  if (!parts || !families) return undefined;
  return families.filter((family) => machines.find('aws', `${family}.${parts.size}`) && isOffered(parts, family)).map((family) => written(parts, family));
}

function isOffered(parts: AwsType, family: string): boolean {
  const isGraviton = /\dg/.test(family);
  const service = parts.suffix === '.elasticsearch' ? '.search' : parts.service || parts.suffix;
  return !isGraviton || service === '' || SERVICE_FAMILIES[service]?.test(family) === true;
}

/** The type on Arm of the same provider, size and shape; undefined where there is none we know of. */
export function armSibling(provider: string, type: string, machines: MachineTable): string | undefined {
  if (provider === 'google') return axion(type);
  if (provider === 'azurerm') return ampere(type);
  const parts = readAws(type);
  const family = parts && ON_GRAVITON[parts.family];
  if (!parts || family === undefined || !isOffered(parts, family)) return undefined;
  const exists = machines.find('aws', `${family}.${parts.size}`) !== undefined || (/^[mcr]7g$/.test(family) && GRAVITON3.has(parts.size));
  return exists ? written(parts, family) : undefined;
}

function axion(type: string): string | undefined {
  const [, shape = '', vcpu = ''] = /^(?:n1|n2|n2d|n4|e2|c3|c3d|t2d)-(standard|highcpu|highmem)-(\d+)$/.exec(type) ?? [];
  return AXION.test(vcpu) ? `c4a-${shape}-${vcpu}` : undefined;
}

function ampere(type: string): string | undefined {
  const [, series = '', vcpu = '', disk = ''] = /^standard_([de])(\d+)a?(d?)s?_v[345]$/i.exec(type) ?? [];
  return AMPERE[series.toLowerCase()]?.test(vcpu) === true ? `Standard_${series.toUpperCase()}${vcpu}p${disk}s_v5` : undefined;
}
