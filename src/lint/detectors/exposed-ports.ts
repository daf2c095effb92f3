import type { Severity } from '../../knowledge/model.js';

/** From the first to the last port, both included. */
export interface Ports {
  readonly from: number;
  readonly to: number;
}

export interface Exposure {
  readonly severity: Severity;
  /** In words, for a message: `port 22 (SSH)`. */
  readonly ports: string;
}

export const EVERY_PORT: Ports = { from: 0, to: 65535 };

/** The whole internet, as networks and as words of the clouds. */
const EVERYBODY = new Set(['0.0.0.0/0', '::/0', '0::/0']);

/** Servers of mail, names and the web are there for everybody. */
const PUBLIC = new Set([25, 53, 80, 443]);

/** Remote administration and data stores (IANA service names and the defaults of the products). */
const SENSITIVE: Readonly<Record<number, string>> = {
  22: 'SSH',
  23: 'Telnet',
  1433: 'SQL Server',
  1521: 'Oracle',
  2375: 'Docker',
  3306: 'MySQL',
  3389: 'Remote Desktop',
  5432: 'PostgreSQL',
  5439: 'Redshift',
  5900: 'VNC',
  6379: 'Redis',
  9042: 'Cassandra',
  9200: 'Elasticsearch',
  11211: 'memcached',
  27017: 'MongoDB',
};

export function isEverybody(network: unknown): boolean {
  return typeof network === 'string' && EVERYBODY.has(network);
}

/** What it means that everybody may reach these ports; undefined for services meant for everybody. */
export function exposureOf(all: readonly Ports[]): Exposure | undefined {
  const open = all.filter(({ from, to }) => !(from === to && PUBLIC.has(from)));
  if (open.length === 0) return undefined;
  const isSensitive = ({ from, to }: Ports) => Object.keys(SENSITIVE).some((port) => from <= Number(port) && Number(port) <= to);
  const sensitive = open.filter(isSensitive);
  return { severity: sensitive.length > 0 ? 'error' : 'warning', ports: inWords(sensitive[0] ?? open[0] ?? EVERY_PORT) };
}

function inWords({ from, to }: Ports): string {
  if (from <= 1 && to === EVERY_PORT.to) return 'every port';
  if (from !== to) return `ports ${from} to ${to}`;
  return SENSITIVE[from] === undefined ? `port ${from}` : `port ${from} (${SENSITIVE[from]})`;
}

/** `22` or `8000-9000`; undefined when it is neither. */
export function readPorts(text: string): Ports | undefined {
  if (text === '*') return EVERY_PORT;
  const [, from, to] = /^\s*(\d+)\s*(?:-\s*(\d+)\s*)?$/.exec(text) ?? [];
  return from === undefined ? undefined : { from: Number(from), to: Number(to ?? from) };
}
