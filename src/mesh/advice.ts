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

/** Names listed in a message: a few of many. */
const MOST_NAMES = 3;

/** `a, b and 4 more`. */
export function someOf(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES + 1 ? [...names.slice(0, MOST_NAMES), `${names.length - MOST_NAMES} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

/** Inserts a key into each of several mappings. */
export function insertInto(mappings: readonly DocumentNode[], title: string, key: string, value: unknown, text: string): ProposedFix[] {
  const edits = mappings.flatMap((node) => {
    const edit = node.kind === 'mapping' ? insertionEdit({ key, value }, node, text) : undefined;
    return edit ? [edit] : [];
  });
  return edits.length > 0 ? [{ title, safe: false, edits }] : [];
}

