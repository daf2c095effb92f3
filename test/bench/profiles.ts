import { performance } from 'node:perf_hooks';
import { testEngine } from '../support/engine.js';
import type { Corpus } from './corpus.js';
import { milliseconds, percentile, row } from './measure.js';

const LINES = 500;
const FILES = 12;
const ROUNDS = 25;
/** Rounds in which the compiler is still at work. */
const WARM_UP = 8;

/** What CUPID says about a file again after an edit, beside parsing the same files from nothing and after the edit. */
export async function benchProfiles(corpus: Corpus): Promise<void> {
  const engine = await testEngine();
  const texts = corpus.texts.map((text) => text.split('\n').slice(0, LINES)).filter((lines) => lines.length === LINES).slice(0, FILES).map((lines) => lines.join('\n'));
  const times = { whole: [] as number[], edit: [] as number[], profile: [] as number[] };
  let functions = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, text] of texts.entries()) {
      const fresh = await timed(async () => {
        const document = await engine.open({ path: `src/file${i}.ts`, text });
        return document?.tree && document;
      });
      const document = fresh.value;
      if (!document) throw new Error('no grammar for TypeScript');
      engine.profile(document);
      const edited = await timed(() => (document.update(`const edited = ${round};\n${text}`), document.tree));
      const profiled = await timed(() => engine.profile(document));
      document.dispose();
      functions += round === 0 ? profiled.value.length : 0;
      if (round < WARM_UP) continue;
      times.whole.push(fresh.took);
      times.edit.push(edited.took);
      times.profile.push(profiled.took);
    }
  }
  console.log(`\nCUPID again after an edit, ${texts.length} files of ${LINES} lines of TypeScript, ${functions} functions, ${ROUNDS - WARM_UP} rounds`);
  console.log(row(['', 'p50', 'p95', 'longest']));
  const show = (name: string, list: readonly number[]) => console.log(row([name, milliseconds(percentile(list, 0.5)), milliseconds(percentile(list, 0.95)), milliseconds(Math.max(...list))]));
  show('talklint, what CUPID says', times.profile);
  show('tree-sitter, the whole file', times.whole);
  show('tree-sitter, after the edit', times.edit);
  console.log(`  ratio of the medians to parsing the whole file ${(percentile(times.profile, 0.5) / percentile(times.whole, 0.5)).toFixed(2)}`);
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly took: number; readonly value: T }> {
  const started = performance.now();
  const value = await work();
  return { took: performance.now() - started, value };
}
