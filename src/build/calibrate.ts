import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { MEASURES, PERCENTILES, percentilesOf, type Measured } from '../cupid/measures.js';
import { isProfiled } from '../cupid/profiler.js';
import { NEVER_CANCELLED, type Log } from '../document/ports.js';
import { PathClassifier } from '../facts/collect.js';
import { loadPack } from '../knowledge/pack.js';
import { nodeClock, nodeFiles } from '../platform/node.js';
import { Engine } from '../workspace/engine.js';
import { listFiles } from '../workspace/enumerate.js';
import { whyForeign } from '../workspace/foreign-text.js';
import { readTextFile } from '../workspace/text.js';
import { GRAMMAR_SOURCES, readPinned } from './grammars.js';

/*
 * Measures the functions of well-kept public code and writes content/data/cupid-<language>.json:
 * `npm run calibrate -- go ../gin ../cobra`. A folder is a git checkout, an unpacked npm package, or an unpacked Debian
 * source package (`attr-25.3.0`); `name@version=folder` says what it is where it does not show. Tests, examples, generated
 * and vendored code are left out, as `talklint profile` leaves them out. The code itself is not part of the project.
 */

const COMMIT_SHOWN = 10;
const run = promisify(execFile);
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

interface Source {
  readonly folder: string;
  /** With its version: `gin-gonic/gin@dcaa4296d1`. */
  readonly name: string;
}

async function sourceOf(argument: string): Promise<Source> {
  const named = /^([^=]+@[^=]+)=(.+)$/.exec(argument);
  const folder = resolve(named?.[2] ?? argument).replaceAll('\\', '/');
  const name = named?.[1] ?? (await fromGit(folder)) ?? (await fromPackage(folder)) ?? /^(.+)-(\d[\w.+~-]*)$/.exec(basename(folder))?.slice(1).join('@');
  if (name === undefined) throw new Error(`${argument}: what this is and its version do not show; write name@version=${argument}.`);
  return { folder, name };
}

async function fromGit(folder: string): Promise<string | undefined> {
  try {
    const git = async (...args: string[]) => (await run('git', ['-C', folder, ...args])).stdout.trim();
    const repository = /([^/:]+\/[^/]+?)(\.git)?$/.exec(await git('config', 'remote.origin.url'))?.[1];
    return repository === undefined || resolve(await git('rev-parse', '--show-toplevel')) !== folder ? undefined : `${repository}@${(await git('rev-parse', 'HEAD')).slice(0, COMMIT_SHOWN)}`;
  } catch {
    return undefined;
  }
}

async function fromPackage(folder: string): Promise<string | undefined> {
  try {
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { name?: string; version?: string };
    return name === undefined || version === undefined ? undefined : `${name}@${version}`;
  } catch {
    return undefined;
  }
}

async function measureFolder(engine: Engine, { folder }: Source, language: string): Promise<Measured[]> {
  const classifier = new PathClassifier();
  const accepts = (path: string) => tableOf(engine.languages.find(path)?.id) === language;
  const { files } = await listFiles(folder, nodeFiles, accepts, NEVER_CANCELLED);
  const found: Measured[] = [];
  for (const file of files) {
    const path = file.slice(folder.length + 1);
    const read = await readTextFile(file, nodeFiles);
    const classes = classifier.classesOf(path);
    if (!('text' in read) || classes.size > 0 || whyForeign(path, read.text) !== undefined) continue;
    const document = await engine.open({ path, text: read.text });
    if (document) found.push(...engine.measure(document));
    document?.dispose();
  }
  return found;
}

/** JSX is measured with TypeScript. */
function tableOf(language: string | undefined): string | undefined {
  return language === 'tsx' ? 'typescript' : language;
}

async function main([language, ...folders]: readonly string[]): Promise<void> {
  const { knowledge } = await loadPack('content', nodeFiles);
  const page = knowledge.languages.find(({ id }) => id === language);
  if (language === undefined || !page || !isProfiled(page)) throw new Error(`name a language CUPID knows: ${knowledge.languages.filter(isProfiled).map(({ id }) => id).join(', ')}.`);
  if (folders.length === 0) throw new Error('say which code to measure: npm run calibrate -- <language> <folder>….');
  const grammars = { load: async (file: string) => readPinned('node_modules', GRAMMAR_SOURCES[file] ?? { source: file, sha256: '' }) };
  const engine = await Engine.create(knowledge, { clock: nodeClock, grammars, log: silent });
  const measured: Measured[] = [];
  const packages: Record<string, number> = {};
  for (const source of await Promise.all(folders.map(sourceOf))) {
    const found = await measureFolder(engine, source, language);
    packages[source.name] = found.length;
    for (const one of found) measured.push(one);
  }
  await engine.dispose();
  const rows = Object.fromEntries(MEASURES.map((measure) => [measure, percentilesOf(measured.map((one) => one[measure]))]));
  const names = Object.keys(packages).join(', ');
  const head = { source: `${measured.length.toLocaleString('en')} functions of ${names}, measured with npm run calibrate.`, date: new Date().toISOString().slice(0, 10), functions: packages, percentiles: PERCENTILES };
  const lines = Object.entries(head).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const table = Object.entries(rows).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  await writeFile(`content/data/cupid-${language}.json`, `{\n${lines.join(',\n')},\n "rows": {\n${table.join(',\n')}\n }\n}\n`);
  process.stdout.write(`cupid-${language}: ${JSON.stringify(packages)}\n${table.join('\n')}\n`);
}

await main(process.argv.slice(2));
