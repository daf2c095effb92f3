import type { LintDocument } from '../document.js';
import { dockerfileTrees } from './dockerfile-tree.js';
import { hclTrees } from './hcl-tree.js';
import { jsonTrees } from './json-tree.js';
import type { DocumentNode } from './node.js';
import { yamlTrees } from './yaml-tree.js';

/** Trees by the document they were read from: read once however many rules ask, and freed with the document. */
const TREES = new WeakMap<LintDocument, { readonly text: string; readonly trees: readonly DocumentNode[] }>();

/** The trees of a document's current text, one for each YAML document in it; none for other languages. */
export function documentTrees(document: LintDocument): readonly DocumentNode[] {
  const known = TREES.get(document);
  if (known?.text === document.text) return known.trees;
  const trees = read(document);
  TREES.set(document, { text: document.text, trees });
  return trees;
}

const READERS = new Map([
  ['json', jsonTrees],
  ['hcl', hclTrees],
  ['dockerfile', dockerfileTrees],
]);

function read(document: LintDocument): readonly DocumentNode[] {
  const { language } = document;
  // YAML needs no syntax tree, and the document makes one only when asked.
  if (language.id === 'yaml') return yamlTrees(document.text);
  const readTree = READERS.get(language.id);
  return readTree && document.tree ? readTree(document.tree) : [];
}
