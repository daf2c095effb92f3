import type { TextEdit } from '../document/edit.js';
import type { Severity } from '../knowledge/model.js';
import type { Detector } from '../lint/detector.js';
import { insertionEdit } from '../lint/document-matcher/insertion.js';
import type { DocumentNode } from '../lint/document-matcher/node.js';
import type { ProposedFix } from '../lint/finding.js';
import { descriptorsIn, isDraft, type Descriptor } from './descriptor.js';

/** The descriptors of one kind in a document, each with the severity of what is missing in a draft. */
export function* descriptorsOf(kind: string, context: Parameters<Detector>[0]): Generator<{ readonly descriptor: Descriptor; readonly softened: { readonly severity?: Severity } }> {
  for (const descriptor of descriptorsIn(context.document)) {
    if (descriptor.standard.kind === kind) yield { descriptor, softened: isDraft(descriptor) ? { severity: 'hint' } : {} };
  }
}

/** The same, without examples and tests: nobody misses anything there. */
export function* ownDescriptorsOf(kind: string, context: Parameters<Detector>[0]): ReturnType<typeof descriptorsOf> {
  const { pathClasses } = context.document;
  if (!pathClasses.has('example') && !pathClasses.has('test')) yield* descriptorsOf(kind, context);
}

/** Replaces what a scalar says and keeps its quotes. */
export function rewriteScalar({ span }: DocumentNode, value: string, text: string): TextEdit {
  const quote = /^["']/.exec(text.slice(span.start, span.end))?.[0] ?? '';
  return { ...span, text: `${quote}${value}${quote}` };
}

/** Names listed in a message: a few of many. */
const MOST_NAMES = 3;

/** `a, b and 4 more`. */
export function someOf(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES + 1 ? [...names.slice(0, MOST_NAMES), `${names.length - MOST_NAMES} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** Inserts several keys at the end of one mapping. */
export function insertKeys(mapping: DocumentNode, title: string, values: Readonly<Record<string, unknown>>, text: string): ProposedFix[] {
  const edits = Object.entries(values).flatMap(([key, value]) => insertInto([mapping], title, key, value, text).flatMap((fix) => fix.edits));
  const [first] = edits;
  // All stand at the end of the mapping, so they are one insertion.
  if (!first || edits.some(({ start, end }) => start !== first.start || end !== first.end)) return [];
  return [{ title, safe: false, edits: [{ ...first, text: edits.map((edit) => edit.text).join('') }] }];
}

/** Inserts a key into each of several mappings. */
export function insertInto(mappings: readonly DocumentNode[], title: string, key: string, value: unknown, text: string): ProposedFix[] {
  const edits = mappings.flatMap((node) => {
    const edit = node.kind === 'mapping' ? insertionEdit({ key, value }, node, text) : undefined;
    return edit ? [edit] : [];
  });
  return edits.length > 0 ? [{ title, safe: false, edits }] : [];
}

