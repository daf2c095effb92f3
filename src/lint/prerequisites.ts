import type { Condition, DataTable, Where } from '../knowledge/model.js';
import type { Clause } from './rule-language/literals.js';

/** More packages than this are not worth looking for. */
const MOST = 6;

/**
 * What a text must hold so that the conditions of a matcher can come true. A name that is
 * imported needs its package, a frame needs its library. Sparing a look at texts without them keeps typing quick.
 */
export function prerequisitesOf(where: Where, table: (id: string) => DataTable | undefined): readonly Clause[] {
  return Object.values(where.variables).flatMap((condition) => {
    const words = wordsOf(condition, table);
    return words.length > 0 && words.length <= MOST ? [words] : [];
  });
}

function wordsOf({ imported, global, library, lookup }: Condition, table: (id: string) => DataTable | undefined): string[] {
  if (global !== undefined) return [];
  const names = imported ?? (lookup === undefined ? undefined : Object.keys(table(lookup)?.rows ?? {}));
  if (names !== undefined) return distinct(listOf(names).map(packageOf));
  return library === undefined ? [] : distinct(listOf(library));
}

/** `@aws-cdk/core` of `@aws-cdk/core.Stack`; `aws-cdk` of a pattern such as `aws-cdk*`. */
function packageOf(name: string): string {
  return (name.split('.')[0] ?? '').replace(/\*.*$/, '');
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/** Without words that hold another one: where that occurs, either may. An empty word says nothing. */
function distinct(words: readonly string[]): string[] {
  const all = [...new Set(words)];
  return all.includes('') ? [] : all.filter((word) => !all.some((other) => other !== word && word.includes(other)));
}
