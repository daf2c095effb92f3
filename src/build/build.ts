import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { loadPack } from '../knowledge/pack.js';
import { brokenReferences } from '../knowledge/references.js';
import { nodeFiles } from '../platform/node.js';
import { buildSearchIndex } from '../radar/search.js';
import { configSchema } from './config-schema.js';
import { editorSchema, fieldTables } from './descriptor-schemas.js';
import { GRAMMAR_SOURCES, readPinned } from './grammars.js';

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');
const dist = `${root}/dist`;

/** Nothing is fetched at run time and no text is run as code; what libraries bring along for that finds nothing to do it with. */
const WITHHELD = Object.fromEntries(['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'eval'].map((name) => [name, 'undefined']));
const NO_SOCKETS = Object.fromEntries(['net', 'http', 'https', 'tls', 'dgram', 'dns'].map((name) => [name, './src/build/no-network.ts']));

/** web-tree-sitter asks for its own address even when it is handed its bytes; CommonJS has no `import.meta`. */
const NODE_ADDRESS = { define: { ...WITHHELD, 'import.meta.url': 'bundleAddress' }, banner: { js: "const bundleAddress = require('node:url').pathToFileURL(__filename).href;" } };
const WORKER_ADDRESS = { define: { ...WITHHELD, 'import.meta.url': '"file:///talklint/"' }, external: ['module', 'fs/promises'] };

const SHARED: BuildOptions = { bundle: true, metafile: true, minify: true, target: 'es2023', legalComments: 'linked', logLevel: 'warning', absWorkingDir: root, define: WITHHELD };
/** Some libraries name their CommonJS form first, which loads parts of itself by computed names that no bundler can follow. */
const NODE: BuildOptions = { ...SHARED, platform: 'node', mainFields: ['module', 'main'], format: 'cjs', target: 'node20.19', external: ['vscode'], alias: NO_SOCKETS };
const BROWSER: BuildOptions = { ...SHARED, platform: 'browser' };

/** Every bundle of the product, by the name the house test knows it under. */
export const BUNDLES: Readonly<Record<string, BuildOptions>> = {
  extension: { ...NODE, entryPoints: ['src/extension/start.node.ts'], outfile: 'dist/extension.cjs' },
  'web/extension': { ...BROWSER, format: 'cjs', external: ['vscode'], entryPoints: ['src/extension/start.web.ts'], outfile: 'dist/web/extension.cjs' },
  server: { ...NODE, ...NODE_ADDRESS, entryPoints: ['src/server/main.node.ts'], outfile: 'dist/server.cjs' },
  'web/server': { ...BROWSER, ...WORKER_ADDRESS, conditions: ['worker'], format: 'iife', entryPoints: ['src/server/main.worker.ts'], outfile: 'dist/web/server.js' },
  cli: { ...NODE, ...NODE_ADDRESS, banner: { js: `#!/usr/bin/env node\n${NODE_ADDRESS.banner.js}` }, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.cjs' },
  'webview/radar': { ...BROWSER, format: 'esm', entryPoints: ['src/webview/radar.ts'], outfile: 'dist/webview/radar.js' },
  'webview/drawing': { ...BROWSER, format: 'esm', entryPoints: ['src/webview/drawing.ts'], outfile: 'dist/webview/drawing.js' },
  'webview/lineage': { ...BROWSER, format: 'esm', entryPoints: ['src/webview/lineage.ts'], outfile: 'dist/webview/lineage.js' },
  'webview/reader': { ...BROWSER, format: 'esm', entryPoints: ['src/webview/reader.ts'], outfile: 'dist/webview/reader.js' },
};

async function writeKnowledge(): Promise<void> {
  const { knowledge, problems } = await loadPack(`${root}/content`.replaceAll('\\', '/'), nodeFiles);
  const mistakes = [...problems.map(({ path, at, message }) => `${path}:${at.line + 1}:${at.character + 1}: ${message}`), ...brokenReferences(knowledge)];
  if (mistakes.length > 0) throw new Error(`content has mistakes:\n${mistakes.join('\n')}`);
  // Examples are for tests; they would be half of the file.
  const shipped = { ...knowledge, rules: knowledge.rules.map((rule) => ({ ...rule, examples: [] })) };
  await writeFile(`${dist}/content.json`, JSON.stringify(shipped));
  await writeFile(`${dist}/config.schema.json`, `${JSON.stringify(configSchema(knowledge), null, 1)}\n`);
  for (const table of await fieldTables()) await writeFile(`${dist}/${table.suffix}.schema.json`, `${JSON.stringify(editorSchema(table))}\n`);
  await writeFile(`${dist}/search.json`, JSON.stringify(buildSearchIndex(knowledge)));
}

async function main(only: readonly string[]): Promise<void> {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  await Promise.all(Object.entries(GRAMMAR_SOURCES).map(async ([file, pinned]) => writeFile(`${dist}/${file}`, await readPinned(`${root}/node_modules`, pinned))));
  await writeKnowledge();
  const chosen = Object.entries(BUNDLES).filter(([name]) => only.length === 0 || only.includes(name));
  const metafiles: Record<string, Metafile> = {};
  await Promise.all(
    chosen.map(async ([name, options]) => {
      metafiles[name] = (await build(options)).metafile ?? { inputs: {}, outputs: {} };
    }),
  );
  await writeFile(`${dist}/metafiles.json`, JSON.stringify(metafiles));
}

await main(process.argv.slice(2));
