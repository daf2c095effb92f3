import { columnsByKey } from './columns.js';
import type { ColumnFacts, ContractFacts } from './descriptor-facts.js';
import type { DescriptorIndex } from './descriptor-index.js';

/** Columns every table may have, whatever it is about. */
const COMMON_COLUMNS = /^(?:id|uuid|name|description|status|type|version|(?:created|updated|modified)(?:_(?:at|on|by|date))?|loaded(?:_at)?|ingest(?:ed|ion)_(?:at|time|date)|source(?:_system)?|_.*)$/;

const TELLING = new WeakMap<ContractFacts, ReadonlyMap<string, ColumnFacts>>();

/** The columns of a contract that tell what it is about, by their key; those inside others are left out. */
export function tellingColumns(contract: ContractFacts): ReadonlyMap<string, ColumnFacts> {
  let telling = TELLING.get(contract);
  if (!telling) {
    telling = new Map([...columnsByKey(contract)].flatMap(([key, [column]]) => (column && !column.name.includes('.') && !COMMON_COLUMNS.test(key) ? [[key, column] as const] : [])));
    TELLING.set(contract, telling);
  }
  return telling;
}

/** The other contracts with telling columns of the same name, and no other type, with how many; the most alike first. */
export function contractsSharing(contract: ContractFacts, index: DescriptorIndex): (readonly [ContractFacts, number])[] {
  const counts = new Map<ContractFacts, number>();
  for (const [key, { type }] of tellingColumns(contract)) {
    for (const other of index.contractsWithColumn(key)) {
      const theirs = tellingColumns(other).get(key);
      if (other !== contract && theirs && (type === undefined || theirs.type === undefined || theirs.type === type)) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, most], [b, more]) => more - most || (a.key < b.key ? -1 : 1));
}
