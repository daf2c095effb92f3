import { fileURLToPath } from 'node:url';
import type { Grammars, Log } from '../../src/document/ports.js';
import { loadPack } from '../../src/knowledge/pack.js';
import { nodeFiles } from '../../src/platform/node.js';
import { Engine } from '../../src/workspace/engine.js';
import { readFile } from 'node:fs/promises';
import { GRAMMAR_SOURCES } from '../../src/build/grammars.js';

export const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '').replaceAll('\\', '/');

const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Grammars straight from the packages that ship them, so that tests need no build. */
export const packageGrammars: Grammars = {
  load: async (file) => {
    const source = GRAMMAR_SOURCES[file];
    if (source === undefined) throw new Error(`no package ships ${file}`);
    return readFile(`${root}/node_modules/${source}`);
  },
};

const content = loadPack(`${root}/content`, nodeFiles);

export function loadContent() {
  return content;
}

let engine: Promise<Engine> | undefined;

/** One engine with the real content, shared by the tests of a file. */
export function testEngine(): Promise<Engine> {
  engine ??= content.then(({ knowledge }) => Engine.create(knowledge, { grammars: packageGrammars, log: silentLog }));
  return engine;
}
