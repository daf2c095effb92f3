import type { FlatTree } from '../syntax/flat-tree.js';
import { KindSet } from '../syntax/kind-set.js';
import { textOf } from './expressions.js';

/** A name a file takes from elsewhere. */
export interface ImportSummary {
  /** The name here; `*` where everything is taken over, as by `from m import *` and C#'s `using`. */
  readonly local: string;
  /** Where from, as the language writes it: `./sensor.js`, `..sensors`, `city.bikes`, `example.org/bikes/sensor`, `crate::sensor`. */
  readonly module: string;
  /** The name there; `*` where the local name stands for the whole module. */
  readonly name: string;
  /** When the file is loaded, not when something in it runs, or only for types. */
  readonly atOnce: boolean;
}

type Taken = Omit<ImportSummary, 'atOnce'>;

const WHOLE = '*';

/** The imports of a file, in the order of the text; those of types alone are left out. */
export function importsOf(language: string, tree: FlatTree): ImportSummary[] {
  const reader = READERS[language];
  return reader ? reader.kinds.nodesIn(tree).flatMap((node) => reader.read(tree, node).map((taken) => ({ ...taken, atOnce: isAtOnce(tree, node) }))) : [];
}

/** Stands at the top of the file. */
function isAtOnce(tree: FlatTree, node: number): boolean {
  const parent = tree.parentOf(node);
  return tree.parentOf(parent) < 0 || (tree.kindName(node) === 'variable_declarator' && tree.parentOf(tree.parentOf(parent)) < 0);
}

/** The package or namespace a file says it belongs to; empty where it says none. */
export function packageOf(language: string, tree: FlatTree): string {
  const pattern = PACKAGES[language];
  return pattern ? (pattern.exec(tree.source)?.[1] ?? '') : '';
}

const PACKAGES: Readonly<Record<string, RegExp>> = {
  java: /^\s*package\s+([\w.]+)\s*;/m,
  csharp: /^\s*namespace\s+([\w.]+)/m,
};

interface Reader {
  readonly kinds: KindSet;
  readonly read: (tree: FlatTree, node: number) => Taken[];
}

const SCRIPT: Reader = { kinds: new KindSet(['import_statement', 'export_statement', 'variable_declarator']), read: scriptImport };

const READERS: Readonly<Record<string, Reader>> = {
  typescript: SCRIPT,
  tsx: SCRIPT,
  javascript: SCRIPT,
  python: { kinds: new KindSet(['import_statement', 'import_from_statement']), read: pythonImport },
  java: { kinds: new KindSet(['import_declaration']), read: javaImport },
  csharp: { kinds: new KindSet(['using_directive']), read: csharpImport },
  go: { kinds: new KindSet(['import_spec']), read: goImport },
  rust: { kinds: new KindSet(['use_declaration']), read: rustImport },
};

function scriptImport(tree: FlatTree, node: number): Taken[] {
  if (tree.kindName(node) === 'variable_declarator') return requireImport(tree, node);
  const source = tree.childByField(node, 'source');
  if (source < 0 || /^(import|export)\s+type\b/.test(tree.text(node))) return [];
  const module = tree.text(source).slice(1, -1);
  if (tree.kindName(node) === 'export_statement' && /^export\s*\*\s*from/.test(tree.text(node))) return [{ local: WHOLE, module, name: WHOLE }];
  const found: Taken[] = [];
  for (let i = node; i < (tree.next[node] ?? 0); i++) {
    const kind = tree.kindName(i);
    if (kind === 'import_specifier' || kind === 'export_specifier') {
      const name = textOf(tree, tree.childByField(i, 'name'));
      found.push({ local: textOf(tree, tree.childByField(i, 'alias')) || name, module, name });
    } else if (kind === 'namespace_import') found.push({ local: textOf(tree, firstNamed(tree, i)), module, name: WHOLE });
    else if (kind === 'identifier' && tree.kindName(tree.parentOf(i)) === 'import_clause') found.push({ local: tree.text(i), module, name: 'default' });
  }
  return found;
}

/** `const s = require('./s')` and `const { a, b: c } = require('./s')` */
function requireImport(tree: FlatTree, node: number): Taken[] {
  const module = /^require\(\s*['"]([^'"]+)['"]\s*\)/.exec(textOf(tree, tree.childByField(node, 'value')))?.[1];
  const target = tree.childByField(node, 'name');
  if (module === undefined) return [];
  if (tree.kindName(target) === 'identifier') return [{ local: tree.text(target), module, name: 'default' }];
  return [...tree.namedChildren(target)].flatMap((child) => {
    const name = textOf(tree, tree.childByField(child, 'key')) || tree.text(child);
    return /^[\w$]+$/.test(name) ? [{ local: textOf(tree, tree.childByField(child, 'value')) || name, module, name }] : [];
  });
}

function pythonImport(tree: FlatTree, node: number): Taken[] {
  const isFrom = tree.kindName(node) === 'import_from_statement';
  const module = isFrom ? tree.childByField(node, 'module_name') : -1;
  const from = textOf(tree, module);
  const found: Taken[] = [];
  for (const child of tree.namedChildren(node)) {
    if (child === module) continue;
    if (tree.kindName(child) === 'wildcard_import') found.push({ local: WHOLE, module: from, name: WHOLE });
    const alias = tree.childByField(child, 'alias');
    const name = alias >= 0 ? textOf(tree, tree.childByField(child, 'name')) : tree.text(child);
    const local = alias >= 0 ? tree.text(alias) : name;
    if (tree.kindName(child) !== 'wildcard_import') found.push(isFrom ? { local, module: from, name } : { local, module: name, name: WHOLE });
  }
  return found;
}

function javaImport(tree: FlatTree, node: number): Taken[] {
  const match = /^import\s+(?:static\s+)?([\w.]+?)(\.\*)?\s*;/.exec(tree.text(node));
  const path = match?.[1];
  if (path === undefined) return [];
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (match?.[2] !== undefined) return [{ local: WHOLE, module: path, name: WHOLE }];
  return [{ local: last, module: path.slice(0, path.lastIndexOf('.')), name: last }];
}

function csharpImport(tree: FlatTree, node: number): Taken[] {
  const match = /using\s+(?:static\s+)?(?:(\w+)\s*=\s*)?([\w.]+)\s*;/.exec(tree.text(node));
  const path = match?.[2];
  if (path === undefined) return [];
  const alias = match?.[1];
  return [alias === undefined ? { local: WHOLE, module: path, name: WHOLE } : { local: alias, module: path.slice(0, path.lastIndexOf('.')), name: path.slice(path.lastIndexOf('.') + 1) }];
}

function goImport(tree: FlatTree, node: number): Taken[] {
  const path = tree.childByField(node, 'path');
  if (path < 0) return [];
  const module = tree.text(path).slice(1, -1);
  const alias = textOf(tree, tree.childByField(node, 'name'));
  return [{ local: alias || (module.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? module), module, name: WHOLE }];
}

/** `use crate::a::{b::C, d as e, self};` opened up. */
function rustImport(tree: FlatTree, node: number): Taken[] {
  const argument = tree.childByField(node, 'argument');
  return argument < 0 ? [] : rustPaths(tree.text(argument).replace(/\s+/g, ' ')).flatMap(({ path, alias }) => {
    const parts = path.split('::');
    const name = parts.pop() ?? '';
    if (name === WHOLE) return [{ local: WHOLE, module: parts.join('::'), name: WHOLE }];
    if (name === 'self') return [{ local: alias ?? parts.at(-1) ?? '', module: parts.slice(0, -1).join('::'), name: parts.at(-1) ?? '' }];
    return parts.length === 0 ? [] : [{ local: alias ?? name, module: parts.join('::'), name }];
  });
}

function rustPaths(text: string): { readonly path: string; readonly alias: string | undefined }[] {
  const open = text.indexOf('{');
  if (open < 0) {
    const [path = '', alias] = text.split(' as ');
    return [{ path: path.trim(), alias: alias?.trim() }];
  }
  const head = text.slice(0, open).trim();
  const inner = text.slice(open + 1, text.lastIndexOf('}'));
  return splitOutside(inner).flatMap((part) => rustPaths(part)).map(({ path, alias }) => ({ path: `${head}${path}`, alias }));
}

/** Parts between commas that stand in no bracket. */
function splitOutside(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}') depth--;
    else if (text[i] === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return [...parts, text.slice(start).trim()].filter((part) => part !== '');
}

function firstNamed(tree: FlatTree, node: number): number {
  return tree.namedChildren(node).next().value ?? -1;
}
