import type { LintDocument } from '../document.js';
import { dockerfileTrees } from './dockerfile-tree.js';
import { hclTrees } from './hcl-tree.js';
import { jsonTrees } from './json-tree.js';
import type { DocumentNode } from './node.js';
import { yamlTrees } from './yaml-tree.js';

/** Trees by the document they were read from: read once however many rules ask, and freed with the document. */
const TREES = new WeakMap<LintDocument, { readonly text: string; readonly trees: readonly DocumentNode[] }>();

/** Texts are kept up to so many UTF-16 units; their trees take about twelve bytes for each. */
const MOST_SHARED = 3_000_000;
/** Trees of texts that are read twice: for what all files say together, and when each of them is checked. */
const SHARED = new Map<string, readonly DocumentNode[]>();
let sharedUnits = 0;

/** The trees of a YAML text, kept for whoever reads the same text soon after. */
export function sharedYamlTrees(text: string): readonly DocumentNode[] {
  const known = SHARED.get(text);
  if (known) return known;
  const trees = yamlTrees(text);
  SHARED.set(text, trees);
  sharedUnits += text.length;
  for (const oldest of SHARED.keys()) {
    if (sharedUnits <= MOST_SHARED) break;
    SHARED.delete(oldest);
    sharedUnits -= oldest.length;
  }
  return trees;
}

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
  if (language.id === 'yaml') return SHARED.get(document.text) ?? yamlTrees(document.text);
  const readTree = READERS.get(language.id);
  return readTree && document.tree ? readTree(document.tree) : [];
}
