import type { ContractFacts } from './descriptor-facts.js';
import type { DescriptorIndex } from './descriptor-index.js';

/** Columns every table may have, whatever it is about. */
const COMMON_COLUMNS = /^(?:id|uuid|name|description|status|type|version|created(?:_?(?:at|on|by|date))?|updated(?:_?(?:at|on|by|date))?|modified(?:_?(?:at|on|by|date))?|loaded(?:_?at)?|ingest(?:ed|ion)_?(?:at|time|date)?|source(?:_?system)?|_.*)$/i;

const COLUMNS = new WeakMap<ContractFacts, ReadonlyMap<string, string | undefined>>();
const CONTRACTS = new WeakMap<DescriptorIndex, { readonly version: number; readonly byColumn: ReadonlyMap<string, readonly ContractFacts[]> }>();

/** The columns of a contract that tell what it is about, by lower-case name, with their types. */
export function tellingColumns(contract: ContractFacts): ReadonlyMap<string, string | undefined> {
  let columns = COLUMNS.get(contract);
  if (!columns) {
    columns = new Map(contract.tables.flatMap((table) => table.columns.filter(({ name }) => !name.includes('.') && !COMMON_COLUMNS.test(name)).map(({ name, type }) => [name.toLowerCase(), type] as const)));
    COLUMNS.set(contract, columns);
  }
  return columns;
}

/** The other contracts with telling columns of the same name, and no other type, with how many; the most alike first. */
export function contractsSharing(contract: ContractFacts, index: DescriptorIndex): (readonly [ContractFacts, number])[] {
  const counts = new Map<ContractFacts, number>();
  for (const [name, type] of tellingColumns(contract)) {
    for (const other of byColumn(index).get(name) ?? []) {
      const theirs = tellingColumns(other).get(name);
      if (other !== contract && (type === undefined || theirs === undefined || theirs === type)) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

function byColumn(index: DescriptorIndex): ReadonlyMap<string, readonly ContractFacts[]> {
  let known = CONTRACTS.get(index);
  if (known?.version !== index.version) {
    const found = new Map<string, ContractFacts[]>();
    for (const contract of index.contracts) {
      for (const name of tellingColumns(contract).keys()) {
        const contracts = found.get(name);
        if (contracts) contracts.push(contract);
        else found.set(name, [contract]);
      }
    }
    known = { version: index.version, byColumn: found };
    CONTRACTS.set(index, known);
  }
  return known.byColumn;
}
