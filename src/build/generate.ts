import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadPack } from '../knowledge/pack.js';
import { nodeFiles } from '../platform/node.js';
import { manifestOf } from './manifest.js';
import { readmeOf } from './readme.js';

/** Writes what follows from the sources into package.json and README.md; with `--check` only says what is stale. */
async function main(check: boolean): Promise<void> {
  const root = fileURLToPath(new URL('../../', import.meta.url)).replaceAll('\\', '/').replace(/\/$/, '');
  const { knowledge, problems } = await loadPack(`${root}/content`, nodeFiles);
  for (const { path, at, message } of problems) console.error(`${path}:${at.line + 1}:${at.character + 1}: ${message}`);
  const files: Readonly<Record<string, (text: string) => string>> = {
    'package.json': (text) => `${JSON.stringify(manifestOf(JSON.parse(text) as Record<string, unknown>, knowledge), null, 2)}\n`,
    'README.md': (text) => readmeOf(text, knowledge),
  };
  let stale = problems.length > 0;
  for (const [name, make] of Object.entries(files)) {
    const before = await readFile(`${root}/${name}`, 'utf8');
    const after = make(before);
    if (before === after) continue;
    if (check) {
      stale = true;
      console.error(`${name} is out of date; run "npm run generate" and commit it.`);
    } else await writeFile(`${root}/${name}`, after);
  }
  if (stale) process.exitCode = 1;
}

await main(process.argv.includes('--check'));
