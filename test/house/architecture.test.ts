import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { root } from '../support/engine.js';

if (!existsSync(join(root, 'dist/metafiles.json'))) throw new Error('dist is missing; run "npm run build" first.');
const metafiles = JSON.parse(readFileSync(join(root, 'dist/metafiles.json'), 'utf8')) as Record<string, Metafile>;

/** For each room, the rooms it may import from. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  document: [],
  generated: [],
  protocol: [],
  knowledge: ['document', 'generated'],
  syntax: ['document', 'knowledge'],
  facts: ['document', 'knowledge', 'syntax'],
  lint: ['document', 'knowledge', 'syntax', 'facts'],
  cupid: ['document', 'knowledge', 'syntax', 'facts', 'lint'],
  carbon: ['document', 'knowledge', 'syntax', 'facts', 'lint'],
  mesh: ['document', 'generated', 'knowledge', 'syntax', 'facts', 'lint', 'protocol'],
  radar: ['document', 'knowledge', 'syntax', 'facts', 'protocol'],
  workspace: ['document', 'knowledge', 'syntax', 'facts', 'lint', 'cupid', 'carbon', 'mesh', 'radar'],
  platform: ['document'],
  server: ['document', 'knowledge', 'syntax', 'facts', 'lint', 'cupid', 'carbon', 'mesh', 'radar', 'workspace', 'protocol', 'platform'],
  cli: ['document', 'knowledge', 'syntax', 'facts', 'lint', 'cupid', 'carbon', 'mesh', 'radar', 'workspace', 'protocol', 'platform'],
  extension: ['protocol'],
  webview: ['protocol'],
};

/** Bytes of one page's script, minified: it is read anew whenever a hidden page is shown again. */
const PAGE_BUDGET = 180_000;

const HOSTS = new Set(['platform', 'server', 'cli', 'extension', 'webview', 'build']);

async function sources(folder = join(root, 'src')): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = await Promise.all(entries.filter((entry) => entry.isDirectory()).map((entry) => sources(join(folder, entry.name))));
  return [...entries.filter(({ name }) => name.endsWith('.ts')).map(({ name }) => join(folder, name)), ...nested.flat()];
}

const roomOf = (path: string) => path.slice(root.length + '/src/'.length).split('/')[0] ?? '';

async function importsOf(path: string): Promise<string[]> {
  return [...(await readFile(path, 'utf8')).matchAll(/^\s*(?:import|export)\b[^'"]*?from\s+'([^']+)'|^import '([^']+)'/gm)].map((match) => match[1] ?? match[2] ?? '');
}

describe('the house', () => {
  test('rooms import only from the rooms below them, type imports included', async () => {
    const wrong: string[] = [];
    for (const path of await sources()) {
      const room = roomOf(path);
      for (const specifier of await importsOf(path)) {
        if (!specifier.startsWith('.') || room === 'build' || specifier.endsWith('package.json')) continue;
        const target = roomOf(join(path, '..', specifier));
        if (target !== room && !MAY_IMPORT[room]?.includes(target)) wrong.push(`${path.slice(root.length + 1)} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('below the hosts nothing knows vscode, Node or a page', async () => {
    const wrong: string[] = [];
    for (const path of await sources()) {
      if (HOSTS.has(roomOf(path)) || path.endsWith('env.d.ts')) continue;
      const text = await readFile(path, 'utf8');
      if ((await importsOf(path)).some((specifier) => specifier === 'vscode' || specifier.startsWith('node:')) || /\b(document\.(querySelector|createElement)|window\.|process\.env|require\()/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').replace(/'[^'\n]*'|`[^`]*`|\/.+\/[a-z]*/g, ''))) wrong.push(path);
    }
    expect(wrong).toEqual([]);
  });

  test('only the extension imports vscode, and only two mains of the server know their process', async () => {
    const [vscode, node]: [string[], string[]] = [[], []];
    for (const path of await sources()) {
      const imports = await importsOf(path);
      if (imports.includes('vscode') && roomOf(path) !== 'extension') vscode.push(path);
      if (['server', 'extension', 'webview'].includes(roomOf(path)) && imports.some((specifier) => specifier.startsWith('node:')) && !path.endsWith('.node.ts')) node.push(path);
    }
    expect({ vscode, node }).toEqual({ vscode: [], node: [] });
  });

  test('one file knows the component library', async () => {
    const files: string[] = [];
    for (const path of await sources()) if ((await readFile(path, 'utf8')).includes('@vscode/webview-ui-toolkit')) files.push(path.slice(root.length + 1));
    expect(files).toEqual(['src/webview/controls.ts']);
  });

  test('bundles hold what belongs to them', () => {
    const rooms = (bundle: string) => new Set(Object.keys(metafiles[bundle]?.inputs ?? {}).flatMap((input) => /^src\/(\w+)\//.exec(input)?.[1] ?? []));
    for (const bundle of ['extension', 'web/extension']) expect([...rooms(bundle)].sort()).toEqual(expect.arrayContaining(['extension', 'protocol']));
    for (const bundle of ['extension', 'web/extension', 'webview/drawing', 'webview/radar', 'webview/reader']) expect([...rooms(bundle)].filter((room) => !['extension', 'protocol', 'webview', 'build'].includes(room))).toEqual([]);
    expect(rooms('web/server').has('platform')).toBe(false);
  });

  test('the page bundles stay small', () => {
    const sizes = Object.entries(metafiles).filter(([bundle]) => bundle.startsWith('webview/')).map(([bundle, { outputs }]) => [bundle, Math.max(...Object.values(outputs).map(({ bytes }) => bytes))] as const);
    expect(sizes.length).toBeGreaterThan(0);
    expect(sizes.filter(([, bytes]) => bytes >= PAGE_BUDGET)).toEqual([]);
  });

  test('no bundle can reach the network or run text as code', async () => {
    const found: string[] = [];
    for (const [bundle, { outputs }] of Object.entries(metafiles)) {
      for (const output of Object.keys(outputs)) {
        // The component library asks so for the global object where `globalThis` is missing, which is nowhere we run.
        const text = (await readFile(join(root, output), 'utf8')).replace('new Function("return this")()', '');
        for (const [what, pattern] of [
          ['fetch', /(?<![\w$.])fetch\s*\(/],
          ['XMLHttpRequest', /\bnew XMLHttpRequest\b/],
          ['WebSocket', /\bnew WebSocket\b/],
          ['EventSource', /\bnew EventSource\b/],
          ['sendBeacon', /\bsendBeacon\s*\(/],
          ['a network module', /require\(["'](node:)?(net|http|https|http2|tls|dgram|dns)["']\)/],
          // A method of that name, such as the one re2js has, is defined rather than called.
          ['eval', /(?<![\w$.])eval\s*\((?![\w$,\s]*\)\s*\{)|\bnew Function\s*\(/],
        ] as const) {
          if (pattern.test(text)) found.push(`${bundle}: ${what}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
});

describe('the manifest', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string; browser: string; bin: Record<string, string>; activationEvents: string[]; dependencies?: unknown; contributes: { commands: { command: string }[] }; scripts: Record<string, string> };

  test('names files the build leaves, and nothing to install at run time', () => {
    for (const path of [manifest.main, manifest.browser, ...Object.values(manifest.bin)]) expect(existsSync(join(root, path)), path).toBe(true);
    expect(manifest.dependencies).toBeUndefined();
  });

  test('wakes the extension for languages, and for folders with rules of their own', () => {
    expect(manifest.activationEvents.filter((event) => !event.startsWith('onLanguage:'))).toEqual(['workspaceContains:.talklint']);
  });

  test('every command it names is registered, and none beside', async () => {
    const ids = (await Promise.all(['src/extension/ids.ts', 'src/protocol/requests.ts'].map((path) => readFile(join(root, path), 'utf8')))).join('\n');
    const registered = [...ids.matchAll(/'(talklint\.\w+)'/g)].map(([, id = '']) => id).filter((id) => !['talklint.radar', 'talklint.reader', 'talklint.drawing', 'talklint.lineage', 'talklint.products'].includes(id));
    expect(manifest.contributes.commands.map(({ command }) => command).toSorted()).toEqual(registered.toSorted());
  });
});
