import { appendEdit } from '../document/append.js';
import type { TextEdit } from '../document/edit.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import { KindSet } from '../syntax/kind-set.js';
import { snakeCase } from './call-arguments.js';
import { cdkName, type Properties, type Source } from './constructs.js';

const IMPORTS = new KindSet(['import_specifier', 'import_from_statement']);
const NAMES = new KindSet(['identifier', 'member_expression', 'attribute']);

/**
 * The edit that writes one more property, named in camel case, into an object, dictionary or argument list, in its own
 * style; undefined where the properties are not written out there. `value` is code of the language.
 */
export function insertProperty(tree: FlatTree, props: Properties, name: string, value: string): TextEdit | undefined {
  const kind = tree.kindName(props.node);
  const isObject = kind === 'object' || kind === 'dictionary';
  if (!isObject && kind !== 'argument_list' && kind !== 'arguments') return undefined;
  const children = [...tree.namedChildren(props.node)];
  const last = children.at(-1);
  const { start, end } = tree.span(props.node);
  const entry = kind === 'argument_list' ? `${snakeCase(name)}=${value}` : kind === 'dictionary' ? `"${snakeCase(name)}": ${value}` : `${name}: ${value}`;
  const written = kind === 'arguments' ? `{ ${entry} }` : entry;
  if (last !== undefined) return appendEdit(tree.source, tree.span(last), end, written);
  return { start, end, text: isObject ? `{ ${written} }` : `(${written})` };
}

/** How a file can name something of the CDK, and what has to be added to its imports for that. */
export interface Spelling {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/**
 * How the file names a class of the CDK, given as `aws_lambda.Architecture` or `Duration`: through the module or the class where it
 * has imported one, else through one more name beside others imported from the module; undefined where it imports
 * nothing from there.
 */
export function spellingOf(source: Source, type: string): Spelling | undefined {
  const { tree } = source;
  const name = type.slice(type.lastIndexOf('.') + 1);
  const module = type.slice(0, Math.max(0, type.length - name.length - 1));
  for (const node of NAMES.nodesIn(tree)) {
    const known = cdkName(source, node);
    if (known === module) return { text: `${tree.text(node)}.${name}`, edits: [] };
    if (known === type) return { text: tree.text(node), edits: [] };
  }
  for (const node of IMPORTS.nodesIn(tree)) {
    const beside = importedBeside(tree, node, module);
    if (beside >= 0) return { text: name, edits: [{ start: tree.span(beside).end, end: tree.span(beside).end, text: `, ${name}` }] };
  }
  return undefined;
}

/** A name imported from the module, to put another one behind, or -1. */
function importedBeside(tree: FlatTree, node: number, module: string): number {
  const isPython = tree.kindName(node) === 'import_from_statement';
  const statement = isPython ? node : [...tree.ancestors(node)].find((up) => tree.kindName(up) === 'import_statement');
  const source = statement === undefined ? -1 : tree.childByField(statement, isPython ? 'module_name' : 'source');
  if (source < 0 || isTypeImport(tree, statement ?? -1)) return -1;
  const path = tree.text(source).replaceAll(/["']/g, '').replaceAll('-', '_');
  if (path.replace(/^(?:aws_cdk_lib|@aws_cdk|aws_cdk)(?:[/.]core)?[/.]?/, '') !== module || !/^@?aws_cdk/.test(path)) return -1;
  if (!isPython) return node;
  return [...tree.namedChildren(node)].findLast((child) => child !== source && ['dotted_name', 'aliased_import'].includes(tree.kindName(child))) ?? -1;
}

function isTypeImport(tree: FlatTree, statement: number): boolean {
  return /^import\s+type\b/.test(tree.text(statement));
}
