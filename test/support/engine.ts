import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Grammars, Log } from '../../src/document/ports.js';
import { loadPack } from '../../src/knowledge/pack.js';
import { nodeClock, nodeFiles } from '../../src/platform/node.js';
import type { Example } from '../../src/knowledge/model.js';
import { Engine } from '../../src/workspace/engine.js';
import { exampleFiles } from '../../src/workspace/example-files.js';
import { Neighbourhood } from '../../src/workspace/neighbourhood.js';
import { GRAMMAR_SOURCES, readPinned } from '../../src/build/grammars.js';

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '').replaceAll('\\', '/');

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Grammars straight from the packages that ship them, so that tests need no build. */
export const packageGrammars: Grammars = {
  load: async (file) => {
    const pinned = GRAMMAR_SOURCES[file];
    if (pinned === undefined) throw new Error(`no package ships ${file}`);
    return readPinned(`${root}/node_modules`, pinned);
  },
};

/** A file that pages name with `asset=`. */
export function readAsset(path: string): Promise<Uint8Array> {
  return readFile(`${root}/test/assets/${path}`);
}

/** The files of an example as the rules ask for them. Dispose it. */
export async function neighbourhoodOf(example: Example, engine: Engine): Promise<Neighbourhood> {
  return new Neighbourhood('', { files: await exampleFiles(example, readAsset), clock: nodeClock, open: (input) => engine.open(input), classesOf: (path) => engine.classesOf(path) });
}

declare module 'vitest' {
  interface ProvidedContext {
    /** A file with what `loadPack` makes of `content/`. */
    content: string;
  }
}

const content = readContent();

/** In a test run `content/` was read once for all files. */
async function readContent(): ReturnType<typeof loadPack> {
  const cache = process.env['VITEST'] === undefined ? undefined : (await import('vitest')).inject('content');
  return cache === undefined ? loadPack(`${root}/content`, nodeFiles) : (JSON.parse(await readFile(cache, 'utf8')) as Awaited<ReturnType<typeof loadPack>>);
}

export function loadContent() {
  return content;
}

let engine: Promise<Engine> | undefined;

/** One engine with the real content, shared by the tests of a file. */
export function testEngine(): Promise<Engine> {
  engine ??= content.then(({ knowledge }) => Engine.create(knowledge, { clock: nodeClock, grammars: packageGrammars, log: silentLog }));
  return engine;
}
