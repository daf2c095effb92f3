import type { ColumnFacts, ContractFacts, PortFacts } from '../descriptor-facts.js';
import type { DescriptorIndex, PortOfProduct } from '../descriptor-index.js';
import { lineageOf, portNode } from './build.js';
import type { Lineage } from './model.js';

/** A column of a contract that would no longer be there. */
export interface RemovedColumn {
  readonly contract: string;
  readonly table: string;
  readonly column: string;
}

/** An output port that depends on what is removed. */
export interface AffectedPort {
  readonly node: string;
  /**
   * `column` where its contract says which of its columns are made from what is removed, `port` where it does not, so
   * that all of the port may be affected.
   */
  readonly how: 'column' | 'port';
  /** Columns made from what is removed, such as `trips.station`; empty where only the port is known. */
  readonly columns: readonly string[];
}

export interface Impact {
  /** The output ports that promise the column. */
  readonly publishers: readonly string[];
  /** The input ports that read what is affected, directly or through others. */
  readonly readers: readonly string[];
  readonly affected: readonly AffectedPort[];
}

/** What is lost of a port: columns such as `trips.station`, or whatever it has. */
type Loss = ReadonlySet<string> | 'all';

/**
 * What depends on a column, over any number of products. Columns are followed where contracts name their sources in
 * `transformSourceObjects`; elsewhere the whole port counts. Throws with one sentence where there is no such column.
 */
export function impactOf(index: DescriptorIndex, removed: RemovedColumn): Impact {
  const contracts = index.contractsWith(removed.contract);
  if (contracts.length === 0) throw new Error(`No contract here has the id "${removed.contract}"; name one that is.`);
  const table = contracts.flatMap(({ tables }) => tables).filter(({ name }) => name === removed.table);
  if (!table.some(({ columns }) => columns.some(({ name }) => name === removed.column))) throw new Error(`The contract "${removed.contract}" has no column "${removed.column}" in "${removed.table}"; name one it has.`);
  return new Spread(index).from(removed);
}

class Spread {
  readonly #index: DescriptorIndex;
  readonly #lineage: Lineage;
  readonly #ports: ReadonlyMap<string, PortOfProduct>;
  readonly #targets = new Map<string, string[]>();
  readonly #losses = new Map<string, Loss>();
  readonly #readers = new Set<string>();

  constructor(index: DescriptorIndex) {
    this.#index = index;
    this.#lineage = lineageOf(index);
    this.#ports = new Map(index.products.flatMap((product) => product.outputs.map((port) => [portNode(product, 'output', port), { product, port }] as const)));
    for (const { from, to, kind } of this.#lineage.edges) if (kind !== 'promises') this.#targets.set(from, [...(this.#targets.get(from) ?? []), to]);
  }

  from({ contract, table, column }: RemovedColumn): Impact {
    const publishers = this.#index.publishersOf(contract).map(({ product, port }) => portNode(product, 'output', port));
    // A contract nobody here publishes may be read all the same.
    const outside = publishers.length === 0 ? [`external ${contract}`] : [];
    const waiting = [...publishers, ...outside].map((node) => ({ node, contract: this.#index.contractsWith(contract)[0], loss: new Set([`${table}.${column}`]) as Loss }));
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      for (const input of this.#targets.get(next.node) ?? []) {
        this.#readers.add(input);
        for (const output of this.#targets.get(input) ?? []) {
          const reached = this.#reach(output, next.contract, next.loss);
          if (reached) waiting.push(reached);
        }
      }
    }
    return { publishers, readers: [...this.#readers].sort(), affected: [...this.#losses].map(([node, loss]) => ({ node, how: loss === 'all' ? ('port' as const) : ('column' as const), columns: loss === 'all' ? [] : [...loss].sort() })).sort((a, b) => (a.node < b.node ? -1 : 1)) };
  }

  /** What an output loses; undefined where it loses nothing it had not lost before. */
  #reach(output: string, source: ContractFacts | undefined, loss: Loss) {
    const port: PortFacts | undefined = this.#ports.get(output)?.port;
    const contract = port && this.#index.contractOf(port);
    const before = this.#losses.get(output);
    const lost = lossOf(contract, source, loss);
    if (before === 'all' || (lost !== 'all' && [...lost].every((column) => before?.has(column)))) return undefined;
    const now: Loss = lost === 'all' ? 'all' : new Set([...(before ?? []), ...lost]);
    this.#losses.set(output, now);
    return { node: output, contract, loss: now };
  }
}

/** The columns of a contract that are made from lost ones of another. */
function lossOf(contract: ContractFacts | undefined, source: ContractFacts | undefined, loss: Loss): Loss {
  const columns = (contract?.tables ?? []).flatMap((table) => table.columns.map((column) => ({ name: `${table.name}.${column.name}`, column })));
  if (columns.length === 0 || (loss === 'all' && !source?.tables.some((table) => table.columns.length > 0))) return 'all';
  const lost = columns.filter(({ column }) => isMadeFrom(column, source, loss)).map(({ name }) => name);
  // A column that does not say where it comes from may come from there.
  return lost.length > 0 || columns.every(({ column }) => column.sources.length > 0) ? new Set(lost) : 'all';
}

/** Sources are named as a table, or as a column of one, with or without what stands above it. */
function isMadeFrom({ sources }: ColumnFacts, source: ContractFacts | undefined, loss: Loss): boolean {
  const names = loss === 'all' ? (source?.tables ?? []).flatMap(({ name, columns }) => [name, ...columns.map((column) => `${name}.${column.name}`)]) : [...loss].flatMap((column) => [column, column.slice(0, column.indexOf('.'))]);
  return sources.some((written) => names.some((name) => endsWithName(written.toLowerCase(), name.toLowerCase())));
}

function endsWithName(written: string, name: string): boolean {
  return written === name || written.endsWith(`.${name}`);
}
