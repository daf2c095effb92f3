import type { ColumnFacts, ContractFacts } from './descriptor-facts.js';

/** The name of a column however it is written: `customerId` and `CUSTOMER_ID` are `customer_id`; of columns inside others the last part. */
export function columnKey(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').replaceAll(/[- ]/g, '_').toLowerCase();
}

const COLUMNS = new WeakMap<ContractFacts, ReadonlyMap<string, readonly ColumnFacts[]>>();

/** The columns of a contract by their key. */
export function columnsByKey(contract: ContractFacts): ReadonlyMap<string, readonly ColumnFacts[]> {
  const known = COLUMNS.get(contract);
  if (known) return known;
  const columns = new Map<string, ColumnFacts[]>();
  for (const column of contract.tables.flatMap((table) => table.columns)) {
    const key = columnKey(column.name);
    const alike = columns.get(key);
    if (alike) alike.push(column);
    else columns.set(key, [column]);
  }
  COLUMNS.set(contract, columns);
  return columns;
}

/** Which contracts have a column; kept up to date contract by contract. */
export class ColumnTally {
  readonly #contracts = new Map<string, Set<ContractFacts>>();

  add(contract: ContractFacts): void {
    for (const key of columnsByKey(contract).keys()) {
      const contracts = this.#contracts.get(key);
      if (contracts) contracts.add(contract);
      else this.#contracts.set(key, new Set([contract]));
    }
  }

  remove(contract: ContractFacts): void {
    for (const key of columnsByKey(contract).keys()) {
      const contracts = this.#contracts.get(key);
      contracts?.delete(contract);
      if (contracts?.size === 0) this.#contracts.delete(key);
    }
  }

  /** In no order. */
  contractsWith(key: string): Iterable<ContractFacts> {
    return this.#contracts.get(key) ?? [];
  }
}
