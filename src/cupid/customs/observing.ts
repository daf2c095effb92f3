import type { FlatTree } from '../../syntax/flat-tree.js';
import { marksOf, type FunctionModel } from '../functions.js';
import type { FileModel } from '../walk.js';

/** Code that speaks to another language bears that language's names. */
const BINDINGS = /(^|\/)(ffi|bindings?|native|interop|pinvoke|c_api|capi|jni|cgo|wasm|sys)(\/|_|\.|$)|[_-]sys\/|[_.-]bindings?\./i;

export function isScript({ document }: FileModel): boolean {
  return ['typescript', 'tsx', 'javascript'].includes(document.language.id);
}

export function isLanguage({ document }: FileModel, ...ids: readonly string[]): boolean {
  return ids.includes(document.language.id);
}

/** Code that speaks to another language. */
export function isBinding({ document }: FileModel): boolean {
  return BINDINGS.test(document.path);
}

/** Functions whose names their authors chose freely. */
export function namedFreely(file: FileModel): FunctionModel[] {
  const { tree, roles } = file;
  if (isBinding(file)) return [];
  return file.functions.filter((owner) => !owner.isConstructor && !owner.isImposed && marksOf(tree, roles, owner.node) === '' && !isKey(tree, owner) && !/\bextern\b/.test(tree.source.slice(tree.start[owner.node], tree.start[owner.nameNode])));
}

/** A key of an object belongs to whoever reads the object. */
function isKey(tree: FlatTree, owner: FunctionModel): boolean {
  const around = tree.kindName(tree.parentOf(owner.nameNode) === owner.node ? tree.parentOf(owner.node) : tree.parentOf(owner.nameNode));
  return around === 'pair' || around === 'object' || owner.name.includes('.');
}

/** The node of a declared type's name, or -1. */
export function typeNameOf(tree: FlatTree, node: number): number {
  const name = tree.childByField(node, 'name');
  return name >= 0 && tree.isLeaf(name) ? name : -1;
}

const TYPES = new WeakMap<FlatTree, readonly number[]>();

/** Declared types, outside functions and not; looked up once for each tree. */
export function typesIn({ tree, roles }: FileModel): readonly number[] {
  let found = TYPES.get(tree);
  if (!found) {
    const nodes: number[] = [];
    for (let node = 0; node < tree.count; node++) if (roles.is(tree, node, 'type') && typeNameOf(tree, node) >= 0) nodes.push(node);
    found = nodes;
    TYPES.set(tree, found);
  }
  return found;
}

