import type { LintDocument } from '../lint/document.js';
import { isTemplate, type DocumentNode, type MappingNode } from '../lint/document-matcher/node.js';
import { find, textAt } from '../lint/document-matcher/path.js';
import { documentTrees } from '../lint/document-matcher/trees.js';
import type { Span } from '../document/position.js';
import { standardOf, standardOfFile, type Standard } from './descriptor-schema.js';

/** A file that describes a data product or a data contract. */
export interface Descriptor {
  readonly standard: Standard;
  readonly root: MappingNode;
  /** What `apiVersion` says; undefined when it is missing, no text, or filled in later. */
  readonly declared: string | undefined;
  /** The release it is read by: the declared one, or else the newest known in full. */
  readonly release: string;
}

/**
 * The descriptors in a document: by the name of the file, or by `kind` together with an `apiVersion` such as v1.0.0, for
 * other tools use the same kinds.
 */
export function descriptorsIn(document: LintDocument): Descriptor[] {
  return descriptorsAmong(documentTrees(document), document.path);
}

/** The same for the trees of a file. */
export function descriptorsAmong(trees: readonly DocumentNode[], path: string): Descriptor[] {
  const named = standardOfFile(path);
  return trees.flatMap((root) => {
    if (root.kind !== 'mapping') return [];
    const declared = textAt(root, 'apiVersion');
    const told = declared !== undefined && /^v\d+\.\d+\.\d+/.test(declared) ? standardOf(textAt(root, 'kind')) : undefined;
    const standard = told ?? named;
    return standard ? [{ standard, root, declared, release: declared ?? standard.versions.at(-1) ?? '' }] : [];
  });
}

/** Whether the standards speak of nothing more than a plan or a draft here; what is missing then is only a hint. */
export function isDraft({ root }: Descriptor): boolean {
  return ['proposed', 'draft'].includes(textAt(root, 'status') ?? 'draft');
}

/** A node as plain data. Where the text does not tell, as in a template, there is an empty text. */
export function plainValue(node: DocumentNode): unknown {
  switch (node.kind) {
    case 'mapping':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
    case 'list':
      return node.items.map((item) => plainValue(item.node));
    case 'scalar':
      return node.value;
    case 'unknown':
      return '';
  }
}

export interface PlaceInDescriptor {
  readonly node: DocumentNode;
  /** The key of the value; the first entry where the value is an item of a list. */
  readonly name: Span;
}

/** The place a path of keys and item numbers leads to. Nothing where the text does not tell. */
export function placeIn(root: DocumentNode, path: readonly string[]): PlaceInDescriptor | undefined {
  const [place] = find(root, path.map((step) => step.replaceAll(/[.*\\]/g, '\\$&')).join('.'));
  return place && { node: place.node, name: place.span };
}

/** Whether something of a node is filled in later, so that neither its keys nor its values can be judged. */
export function isTold(node: DocumentNode): boolean {
  switch (node.kind) {
    case 'mapping':
      return !node.open && node.entries.every(({ value }) => value.kind !== 'unknown' && !(value.kind === 'scalar' && isTemplate(value.value)));
    case 'list':
      return !node.open;
    case 'scalar':
      return !isTemplate(node.value);
    case 'unknown':
      return false;
  }
}
