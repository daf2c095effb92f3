import type { ContractFacts } from './descriptor-facts.js';
import { grouped, perVersion, type DescriptorIndex } from './descriptor-index.js';

/** Columns every table may have, whatever it is about. */
const COMMON_COLUMNS = /^(?:id|uuid|name|description|status|type|version|created(?:_?(?:at|on|by|date))?|updated(?:_?(?:at|on|by|date))?|modified(?:_?(?:at|on|by|date))?|loaded(?:_?at)?|ingest(?:ed|ion)_?(?:at|time|date)?|source(?:_?system)?|_.*)$/i;

const COLUMNS = new WeakMap<ContractFacts, ReadonlyMap<string, string | undefined>>();

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
    for (const { contract: other } of contractsByColumn(index).get(name) ?? []) {
      const theirs = tellingColumns(other).get(name);
      if (other !== contract && (type === undefined || theirs === undefined || theirs === type)) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

const contractsByColumn = perVersion((index) => {
  const named = index.contracts.flatMap((contract) => [...tellingColumns(contract).keys()].map((name) => ({ name, contract })));
  return grouped(named, ({ name }) => name);
});
