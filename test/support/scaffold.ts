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
    version: '1.2.3',
    descriptors: [...files].filter(([path]) => /\.od[pc]s\.ya?ml$/.test(path)).map(([path, text]) => ({ path, text })),
    existing: (path) => Promise.resolve(files.get(path)),
    readText: (path) => Promise.resolve(files.get(path) ?? ''),
    newId: () => `id-${files.size}-${++next}`,
    hash: (text) => Promise.resolve(createHash('sha256').update(text).digest('hex')),
    today: () => '2026-11-24',
  };
}

/** Ten different sets of answers, numbered from 0; each product reads the one before. */
export function givenAnswers(i: number): object {
  const columns = i === 0 ? 'columns.csv' : ['columns.csv', 'columns.sql', `out ${i - 1}`][i % 3];
  return {
    domain: i % 2 === 0 ? 'mobility' : 'Énergie & météo',
    name: `Größe ${i}`,
    purpose: 'no: "quotes" # and {{slots}}',
    classification: ['public', 'internal', 'confidential', 'restricted'][i % 4],
    personalData: i % 2 === 0,
    serviceLevel: ['hourly', 'daily', 'weekly'][i % 3],
    transformation: ['polars', 'sql', 'none'][i % 3],
    team: { name: 'Crew', owner: 'ada', type: 'platform' },
    ci: ['github', 'gitlab', 'none'][i % 3],
    backstage: i % 2 === 0,
    openLineage: i % 2 === 1,
    ...(i % 2 === 0 ? { codeOwner: '@example/crew' } : {}),
    inputPorts:
      i === 0
        ? [{ external: 'Sensor feed', contract: 'sensor-1', version: '2.0.0' }]
        : [`Größe ${i - 1}/out ${i - 1}@1.0.0`],
    outputPorts: [{ name: `out ${i}`, kind: ['table', 'file', 'topic', 'api'][i % 4], columns }, `more ${i}`],
  };
}
