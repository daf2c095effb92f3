import type { Span } from '../document/position.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import type { Mention } from './mentions.js';

/** `py:` keys of absolute imports: every dotted prefix of the module, and each name taken from it. */
export function pythonImports(tree: FlatTree): Mention[] {
  const mentions: Mention[] = [];
  for (let node = 0; node < tree.count; node++) {
    if (!tree.isNamed(node)) continue;
    const kind = tree.kindName(node);
    if (kind === 'import_statement') for (const child of tree.namedChildren(node)) mentions.push(...dottedPrefixes(tree, moduleOf(tree, child)));
    else if (kind === 'import_from_statement') mentions.push(...fromImport(tree, node));
  }
  return mentions;
}

/** The dotted name in `import a.b` and `import a.b as c`. */
function moduleOf(tree: FlatTree, node: number): number {
  return tree.kindName(node) === 'aliased_import' ? tree.childByField(node, 'name') : node;
}

function fromImport(tree: FlatTree, statement: number): Mention[] {
  const module = tree.childByField(statement, 'module_name');
  // `from . import x` names a file of the project itself.
  if (module < 0 || tree.kindName(module) !== 'dotted_name') return [];
  const mentions = dottedPrefixes(tree, module);
  const whole = mentions.at(-1)?.key;
  if (whole === undefined) return mentions;
  for (const child of tree.namedChildren(statement)) {
    const name = child === module ? -1 : moduleOf(tree, child);
    if (name >= 0 && tree.kindName(name) === 'dotted_name') mentions.push({ key: `${whole}.${tree.text(name)}`, span: tree.span(name) });
  }
  return mentions;
}

/** `a.b.c` as `py:a`, `py:a.b`, `py:a.b.c`, each with the span from the beginning. Blanks around dots are allowed. */
function dottedPrefixes(tree: FlatTree, module: number): Mention[] {
  if (module < 0 || tree.kindName(module) !== 'dotted_name') return [];
  const start = tree.start[module] ?? 0;
  let key = 'py:';
  return [...tree.namedChildren(module)].map((part) => {
    key += `${key === 'py:' ? '' : '.'}${tree.text(part)}`;
    return { key, span: { start, end: tree.end[part] ?? start } };
  });
}

const IMPORTING_CALLS = new Set(['require', 'import']);

/** `npm:` keys of imports, re-exports, `require` and `import()`, whatever file of the package they reach for. */
export function scriptImports(tree: FlatTree): Mention[] {
  const mentions: Mention[] = [];
  for (let node = 0; node < tree.count; node++) {
    const source = tree.isNamed(node) ? importedString(tree, node) : -1;
    const mention = source < 0 ? undefined : packageMention(tree, source);
    if (mention) mentions.push(mention);
  }
  return mentions;
}

/** The string node an import names its module with, or -1. */
function importedString(tree: FlatTree, node: number): number {
  switch (tree.kindName(node)) {
    case 'import_statement':
    case 'export_statement':
    case 'import_require_clause':
      return tree.childByField(node, 'source');
    case 'call_expression': {
      if (!IMPORTING_CALLS.has(tree.text(tree.childByField(node, 'function')))) return -1;
      const argument = [...tree.namedChildren(tree.childByField(node, 'arguments'))][0];
      return argument !== undefined && tree.kindName(argument) === 'string' ? argument : -1;
    }
    default:
      return -1;
  }
}

/** A specifier that names a package: not a path, an address, a built-in `node:` module or a `#` alias. */
const PACKAGE = /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*(?=\/|$)/i;

function packageMention(tree: FlatTree, string: number): Mention | undefined {
  const { start, end }: Span = tree.span(string);
  const name = PACKAGE.exec(tree.source.slice(start + 1, end - 1))?.[0];
  return name === undefined ? undefined : { key: `npm:${name}`, span: { start: start + 1, end: start + 1 + name.length } };
}
