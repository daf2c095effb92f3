import { performance } from 'node:perf_hooks';
import { WorkspaceIndex } from '../../src/cupid/workspace-index.js';
import { NEVER_CANCELLED } from '../../src/document/ports.js';
import { nodeClock } from '../../src/platform/node.js';
import { Engine } from '../../src/workspace/engine.js';
import { loadContent, packageGrammars } from '../support/engine.js';
import type { Corpus } from './corpus.js';
import { milliseconds, percentile, row } from './measure.js';

const FILES = 1000;
const CHANGES = 60;
const LINES = 500;
const ROUNDS = 60;

/** Indexing a folder for CUPID, changing one file of it, and profiling a text beside it; each beside parsing the same texts. */
export async function benchAcrossFiles({ texts }: Corpus): Promise<void> {
  const { knowledge } = await loadContent();
  const engine = await Engine.create(knowledge, { clock: nodeClock, grammars: packageGrammars, log: { info: () => {}, warn: () => {}, error: () => {} } });
  const files = Array.from({ length: FILES }, (_, i) => ({ path: `src/part${Math.floor(i / texts.length)}/${String(i % texts.length).padStart(4, '0')}.ts`, text: texts[i % texts.length] ?? '' }));
  const cold = await indexAll(engine, files);
  console.log(`\nCUPID across files: ${FILES} files of TypeScript (${Math.round(files.reduce((sum, { text }) => sum + text.length, 0) / 1000)} kB)`);
  console.log(row(['', 'parsing', 'and indexing', 'ratio']));
  console.log(row(['cold', milliseconds(cold.parsing), milliseconds(cold.parsing + cold.indexing), ((cold.parsing + cold.indexing) / cold.parsing).toFixed(2)]));
  const changed = await changeOne(engine, files, cold.index);
  show('one file changed, and its answer anew', changed);
  show(`re-profiling ${LINES} lines`, await profileAgain(engine, texts, cold.index));
  await engine.dispose();
}

interface Pairs {
  readonly parsing: readonly number[];
  readonly all: readonly number[];
}

function show(name: string, { parsing, all }: Pairs): void {
  const [a, b] = [percentile(parsing, 0.5), percentile(all, 0.5)];
  console.log(row([`${name}, p50`, milliseconds(a), milliseconds(b), (b / a).toFixed(2)]));
  console.log(row([`${name}, p95`, milliseconds(percentile(parsing, 0.95)), milliseconds(percentile(all, 0.95)), '']));
}

async function indexAll(engine: Engine, files: readonly { readonly path: string; readonly text: string }[]) {
  const index = new WorkspaceIndex();
  let [parsing, indexing] = [0, 0];
  for (const file of files) {
    const started = performance.now();
    const document = await engine.open(file);
    if (!document?.tree) throw new Error('no grammar for TypeScript');
    const parsed = performance.now();
    const summary = engine.summarise(document);
    if (summary) index.set(summary);
    parsing += parsed - started;
    indexing += performance.now() - parsed;
    document.dispose();
  }
  index.isWhole = true;
  return { index, parsing, indexing };
}

/** A function is added, so that other names may mean something else, and what the workspace says about the file is asked. */
async function changeOne(engine: Engine, files: readonly { readonly path: string; readonly text: string }[], index: WorkspaceIndex): Promise<Pairs> {
  const step = Math.max(1, Math.floor(files.length / CHANGES));
  const pairs = { parsing: [] as number[], all: [] as number[] };
  for (const { path, text } of files.filter((_, i) => i % step === 0)) {
    const started = performance.now();
    const document = await engine.open({ path, text: `${text}\nexport function added(): number {\n  return Date.now();\n}\n` });
    if (!document?.tree) throw new Error('no grammar for TypeScript');
    pairs.parsing.push(performance.now() - started);
    const summary = engine.summarise(document);
    if (summary) index.answer(summary);
    pairs.all.push(performance.now() - started);
    document.dispose();
  }
  return pairs;
}

async function profileAgain(engine: Engine, texts: readonly string[], index: WorkspaceIndex): Promise<Pairs> {
  const lines = texts.toSorted((a, b) => b.length - a.length).flatMap((text) => text.split('\n')).slice(0, LINES);
  let text = lines.join('\n');
  const document = await engine.open({ path: 'src/part0/edited.ts', text });
  if (!document) throw new Error('no language page claims TypeScript');
  const pairs = { parsing: [] as number[], all: [] as number[] };
  for (let i = 0; i < ROUNDS; i++) {
    text = `${text}\nexport const edit${i} = () => Math.max(${i}, 1);`;
    const started = performance.now();
    document.update(text);
    void document.tree;
    pairs.parsing.push(performance.now() - started);
    engine.profile(document, undefined, NEVER_CANCELLED, index);
    pairs.all.push(performance.now() - started);
  }
  document.dispose();
  return pairs;
}
