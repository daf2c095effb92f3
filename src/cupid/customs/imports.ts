import type { Observation, Slot } from '../custom.js';
import { textOf } from '../expressions.js';
import type { FileModel } from '../walk.js';
import { KindSet } from '../../syntax/kind-set.js';
import { isLanguage, isScript } from './observing.js';

const IMPORTS = new KindSet(['import_statement', 'import_from_statement']);
const EXPORTS = new KindSet(['export_statement']);
const RELATIVE = 'by a relative path';
const ALIAS = 'by an alias';
const ABSOLUTE = 'by the full name';
const DEFAULT = 'a default export';
const NAMED = 'named exports alone';
/** Where a framework looks for a default export. */
const ROUTED = /(^|\/)(pages|app|routes|views|stories|locales?|migrations|plugins|rules|commands)\/|\.(config|stories)\.\w+$|\.d\.\w+$/;

/** I11: how files of the project are imported from other folders. */
export const importPath: Slot = {
  id: 'I11',
  title: 'Idiomatic: an import by another kind of path than the others here',
  nextStep: 'Import it as the other files do.',
  things: 'imports of own files here are written',
  observe(file) {
    if (isScript(file)) return IMPORTS.nodesIn(file.tree).flatMap((node) => scriptPath(file, node));
    // What `__init__` hands on lies beside it.
    return isLanguage(file, 'python') && !/(^|\/)__init__\.py$/.test(file.document.path) ? IMPORTS.nodesIn(file.tree).flatMap((node) => pythonPath(file, node)) : [];
  },
  deviation: ({ style }) => `this one ${style}`,
};

function scriptPath({ tree }: FileModel, node: number): Observation[] {
  const source = tree.childByField(node, 'source');
  const path = textOf(tree, source).slice(1, -1);
  if (path.startsWith('../')) return [{ style: RELATIVE, node: source, name: path }];
  return /^([@~#]\/|~~\/|src\/)/.test(path) ? [{ style: ALIAS, node: source, name: path }] : [];
}

function pythonPath({ tree, document }: FileModel, node: number): Observation[] {
  const module = tree.childByField(node, 'module_name');
  const path = textOf(tree, module);
  if (module < 0) return [];
  if (path.startsWith('.')) return [{ style: RELATIVE, node: module, name: path }];
  const [top = ''] = path.split('.');
  return document.path.split('/').slice(0, -1).includes(top) ? [{ style: ABSOLUTE, node: module, name: path }] : [];
}

/** I13: what a file hands to others. */
export const exportForm: Slot = {
  id: 'I13',
  title: 'Idiomatic: a default export where the others here are named, or the other way round',
  nextStep: 'Export it as the other files do.',
  things: 'files here have',
  observe(file) {
    const { tree, document } = file;
    if (!isScript(file) || ROUTED.test(document.path)) return [];
    const nodes = EXPORTS.nodesIn(tree).filter((node) => !/^export\s+(type|interface|\*)/.test(tree.source.slice(tree.start[node], (tree.start[node] ?? 0) + 40)));
    const byDefault = nodes.find((node) => /^export\s+default\b/.test(tree.source.slice(tree.start[node], (tree.start[node] ?? 0) + 40)));
    const [named] = nodes;
    if (named === undefined) return [];
    return [{ style: byDefault === undefined ? NAMED : DEFAULT, node: byDefault ?? named, name: document.path.slice(document.path.lastIndexOf('/') + 1) }];
  },
  deviation: ({ style }) => (style === DEFAULT ? 'this one has a default export' : 'this one has none'),
};
