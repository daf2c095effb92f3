import { createHash } from 'node:crypto';
import { readAnswers, type CheckedAnswers } from '../../src/mesh/scaffold/answers.js';
import type { ScaffoldHost } from '../../src/mesh/scaffold/plan.js';

/** Answers that are known to do. */
export function answersOf(given: object): CheckedAnswers {
  const read = readAnswers({ ...given }, []);
  if ('mistakes' in read) throw new Error(read.mistakes.join(' '));
  return read.answers;
}

/** A host over files in memory. */
export function hostInMemory(
  templates: Readonly<Record<string, string>>,
  files: ReadonlyMap<string, string> = new Map(),
): ScaffoldHost {
  let next = 0;
  return {
    templates,
    descriptors: [...files].filter(([path]) => /\.od[pc]s\.ya?ml$/.test(path)).map(([path, text]) => ({ path, text })),
    existing: (path) => Promise.resolve(files.get(path)),
    readText: (path) => Promise.resolve(files.get(path) ?? ''),
    newId: () => `id-${files.size}-${++next}`,
    hash: (text) => Promise.resolve(createHash('sha256').update(text).digest('hex')),
    today: () => '2026-11-24',
  };
}
