import type { ColumnFacts, ContractFacts } from './descriptor-facts.js';
import { perVersion, type DescriptorIndex } from './descriptor-index.js';

/** Types between which no reader has to convert. */
const FAMILIES: Readonly<Record<string, string>> = { integer: 'number', number: 'number', date: 'time', timestamp: 'time', time: 'time', string: 'string', boolean: 'boolean' };
/** Names of two words or more mean the same thing wherever they stand; `id` and `status` do not. */
const TELLING = /^[a-z\d]+(?:_[a-z\d]+)+$/;
const SHORTEST = 6;
/** So many other contracts have to agree. */
const FEWEST_CONTRACTS = 2;

type Types = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

const typesIn = perVersion(read);

/** Tells the type columns of a name have in most other contracts; undefined where a column has it too, or most do not agree. */
export function typesOf(index: DescriptorIndex): (column: ColumnFacts, contract: ContractFacts) => string | undefined {
  const types = typesIn(index);
  return ({ name, type }, contract) => {
    const own = type === undefined ? undefined : FAMILIES[type];
    const families = own === undefined ? undefined : types.get(keyOf(name));
    if (!families || own === undefined) return undefined;
    const others = [...families].map(([family, contracts]) => ({ family, count: [...contracts].filter((id) => id !== idOf(contract)).length })).sort((a, b) => b.count - a.count);
    const [most] = others;
    const agreeing = others.find(({ family }) => family === own)?.count ?? 0;
    return most && most.family !== own && agreeing === 0 && most.count >= FEWEST_CONTRACTS && others.filter(({ count }) => count > 0).length === 1 ? most.family : undefined;
  };
}

function read(index: DescriptorIndex): Types {
  const types = new Map<string, Map<string, Set<string>>>();
  for (const contract of index.contracts.filter(({ isSample }) => !isSample)) {
    for (const { name, type } of contract.tables.flatMap(({ columns }) => columns)) {
      const [key, family] = [keyOf(name), FAMILIES[type ?? '']];
      if (family === undefined || key.length < SHORTEST || !TELLING.test(key)) continue;
      const families = types.get(key) ?? new Map<string, Set<string>>();
      types.set(key, families);
      families.set(family, (families.get(family) ?? new Set()).add(idOf(contract)));
    }
  }
  return types;
}

/** Versions of one contract count once. */
function idOf({ id, key }: ContractFacts): string {
  return id ?? key;
}

/** `customerId` and `CUSTOMER_ID` are `customer_id`; of columns inside others the last part. */
function keyOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').replaceAll(/[- ]/g, '_').toLowerCase();
}
