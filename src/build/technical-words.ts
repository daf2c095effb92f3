import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { singular, wordsOf } from '../cupid/words.js';

/*
 * Makes content/data/technical-words.json: how common a word is among software projects. A word most projects use is a
 * word of the trade; one that hardly any other project uses may be a word of a project's own domain. Call it with the
 * folders of checked out projects, one each:
 *   npm run technical-words -- <folder>…
 */

const CODE = /\.(ts|tsx|js|jsx|mjs|py|java|go|rs|cs)$/;
const PROSE = /\.(md|mdx|rst)$/;
const FOREIGN = /(^|\/)(node_modules|\.git|vendor|third_party|dist|build|locales?|i18n|translations)(\/|$)|\.min\.|\.d\.ts$/;
const LARGEST = 200_000;
const SHORTEST = 3;
/** Words of fewer projects say nothing about the trade. */
const LEAST_SHARE = 0.03;
/** A word counts for a project when so many of its files use it: one chance mention is none. */
const FEWEST_FILES = 2;
const STEPS = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.06, LEAST_SHARE];

async function* filesIn(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (FOREIGN.test(path)) continue;
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile() && (CODE.test(path) || PROSE.test(path)) && (await stat(path)).size <= LARGEST) yield path;
  }
}

async function wordsOfProject(folder: string): Promise<Set<string>> {
  const files = new Map<string, number>();
  for await (const path of filesIn(folder)) {
    const names = new Set((await readFile(path, 'utf8')).match(/[A-Za-z_][A-Za-z0-9_]{2,40}/g) ?? []);
    const words = new Set([...names].flatMap(wordsOf).map(singular));
    for (const word of words) if (word.length >= SHORTEST && word.length <= 20) files.set(word, (files.get(word) ?? 0) + 1);
  }
  return new Set([...files].filter(([, count]) => count >= FEWEST_FILES).map(([word]) => word));
}

async function main(folders: readonly string[]): Promise<void> {
  const projects = new Map<string, number>();
  for (const folder of folders) for (const word of await wordsOfProject(folder)) projects.set(word, (projects.get(word) ?? 0) + 1);
  const shares = [...projects].map(([word, count]) => ({ word, share: count / folders.length })).filter(({ share }) => share >= LEAST_SHARE);
  const rows = STEPS.map((step, i) => {
    const words = shares.filter(({ share }) => share >= step && share < (STEPS[i - 1] ?? 2)).map(({ word }) => word);
    return `  ${JSON.stringify(String(Math.round(step * 100)))}: ${JSON.stringify({ words: words.sort().join(' ') })}`;
  });
  const source = `Own count: in how many of ${folders.length} public projects (${folders.map((folder) => basename(folder)).join(', ')}) at least two files of code or documentation use a word, in the singular. The number of a row is the smallest share of projects in per cent; words below ${LEAST_SHARE * 100} per cent are left out. Made by src/build/technical-words.ts.`;
  await writeFile('content/data/technical-words.json', `{\n "source": ${JSON.stringify(source)},\n "date": "${new Date().toISOString().slice(0, 10)}",\n "rows": {\n${rows.join(',\n')}\n }\n}\n`);
}

await main(process.argv.slice(2));
