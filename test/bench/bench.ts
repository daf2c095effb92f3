import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/engine.js';
import { benchAcrossFiles } from './across-files.js';
import { makeCorpus } from './corpus.js';
import { benchKeystrokes } from './keystrokes.js';
import { benchProducts } from './products.js';
import { benchProfiles } from './profiles.js';
import { benchScan } from './scan.js';
import { benchSearch } from './search.js';
import { benchStartUp } from './startup.js';

async function versionOf(name: string): Promise<string> {
  return `${name} ${(JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version}`;
}

/** Speed and memory, always beside a named program in the same run: the ratio is what counts. */
async function main(only: readonly string[]): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'talklint-bench-'));
  try {
    const peers = await Promise.all(['@ast-grep/cli', 'eslint', 'lunr', 'web-tree-sitter', 'yaml', 'zod'].map(versionOf));
    console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}; ${peers.join(', ')}`);
    const corpus = await makeCorpus(join(scratch, 'corpus'));
    const parts: Readonly<Record<string, () => Promise<void>>> = { scan: () => benchScan(corpus, scratch), keystrokes: () => benchKeystrokes(corpus), profiles: () => benchProfiles(corpus), start: () => benchStartUp(scratch), files: () => benchAcrossFiles(corpus), search: benchSearch, products: () => benchProducts(scratch) };
    for (const [name, part] of Object.entries(parts)) if (only.length === 0 || only.includes(name)) await part();
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
