import type { Language } from '../../src/knowledge/model.js';
import { dockerfileTree } from '../../src/syntax/dockerfile.js';
import type { FlatTree } from '../../src/syntax/flat-tree.js';
import { SyntaxRuntime } from '../../src/syntax/runtime.js';
import { readFile } from 'node:fs/promises';
import { root } from './engine.js';

const FILES: Readonly<Record<string, string>> = {
  bash: 'tree-sitter-bash/tree-sitter-bash.wasm',
  csharp: 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
  go: 'tree-sitter-go/tree-sitter-go.wasm',
  html: 'tree-sitter-html/tree-sitter-html.wasm',
  java: 'tree-sitter-java/tree-sitter-java.wasm',
  javascript: 'tree-sitter-javascript/tree-sitter-javascript.wasm',
  php: 'tree-sitter-php/tree-sitter-php.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  rust: 'tree-sitter-rust/tree-sitter-rust.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
};

const runtime = SyntaxRuntime.open({ load: (file) => readFile(`${root}/node_modules/${FILES[file]}`) }, { info: () => {}, warn: () => {}, error: () => {} });

/** A parser for one language; undefined for YAML, whose embedded shell is found without a tree. */
export async function parserOf(id: string): Promise<(text: string) => FlatTree | undefined> {
  if (id === 'dockerfile') return dockerfileTree;
  if (!(id in FILES)) return () => undefined;
  const language: Language = { id, title: id, grammar: id, editorIds: [], extensions: [], filenames: [], comments: { line: [], block: [] }, expando: '$', kinds: {}, effects: [], words: {}, limits: {}, sample: '' };
  const grammar = await (await runtime).grammar(language);
  return (text) => grammar.parseOnce(text);
}

/** What the parser could not make sense of. */
export function errorsIn(tree: FlatTree | undefined): string[] {
  if (!tree) return [];
  return Array.from({ length: tree.count }, (_, node) => node).flatMap((node) => (tree.kindName(node) === 'ERROR' ? [tree.text(node)] : []));
}
