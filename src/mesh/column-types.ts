import { columnKey, columnsByKey } from './columns.js';
import type { ColumnFacts, ContractFacts } from './descriptor-facts.js';
import type { DescriptorIndex } from './descriptor-index.js';

/** Types between which no reader has to convert. */
const FAMILIES: Readonly<Record<string, string>> = { integer: 'number', number: 'number', date: 'time', timestamp: 'time', time: 'time', string: 'string', boolean: 'boolean' };
/** Names of two words or more mean the same thing wherever they stand; `id` and `status` do not. */
const TELLING = /^[a-z\d]+(?:_[a-z\d]+)+$/;
const SHORTEST = 6;
/** So many other contracts have to agree. */
const FEWEST_CONTRACTS = 2;

/** The type columns of the same name have in all other contracts, where that is another one; undefined where some agree, or they do not agree among themselves. */
export function usualType({ name, type }: ColumnFacts, contract: ContractFacts, index: DescriptorIndex): string | undefined {
  const [key, own] = [columnKey(name), familyOf(type)];
  if (own === undefined || key.length < SHORTEST || !TELLING.test(key)) return undefined;
  const others = new Set<string>();
  let usual: string | undefined;
  for (const other of index.contractsWithColumn(key)) {
    // Versions of one contract count once.
    if (other.isSample || idOf(other) === idOf(contract)) continue;
    for (const column of columnsByKey(other).get(key) ?? []) {
      const family = familyOf(column.type);
      if (family === undefined) continue;
      if (family === own || (usual !== undefined && family !== usual)) return undefined;
      usual = family;
      others.add(idOf(other));
    }
  }
  return others.size >= FEWEST_CONTRACTS ? usual : undefined;
}

function familyOf(type: string | undefined): string | undefined {
  return type === undefined ? undefined : FAMILIES[type];
}

function idOf({ id, key }: ContractFacts): string {
  return id ?? key;
}
