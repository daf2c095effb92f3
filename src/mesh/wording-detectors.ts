import { isScalar, parseAllDocuments, visit, type Scalar } from 'yaml';
import type { Detector } from '../lint/detector.js';
import { find, isAbsent, textAt } from '../lint/document-matcher/path.js';
import { ownDescriptorsOf, insertInto, insertKeys } from './advice.js';
import { descriptorsIn } from './descriptor.js';

const PLACEHOLDER = /^(?:todo|tbd|fixme|xxx+|lorem ipsum|n\/?a|none|unknown|placeholder|\.{3}|<[^>]*>|\[[^\]]*\]|(?:the )?purpose(?: of .*)?|describe .* here|add (?:a )?(?:description|purpose)\b.*|description)\W*$/i;

/** A product or contract does not say what it is for, or still says what the template did. */
export const missingPurpose: Detector = function* (context) {
  for (const kind of ['DataProduct', 'DataContract']) {
    for (const { descriptor, softened } of ownDescriptorsOf(kind, context)) {
      const { root } = descriptor;
      const [purpose] = find(root, 'description.purpose');
      const written = textAt(root, 'description.purpose')?.trim();
      if (written !== undefined && written !== '' && !PLACEHOLDER.test(written)) continue;
      if (purpose && written === undefined && !isAbsent(root, 'description.purpose')) continue;
      const [description] = find(root, 'description');
      const [first] = root.entries;
      if (!first || (!description && root.open)) continue;
      const start = 'What people can do with this data, in a sentence or two.';
      const fixes = description?.node.kind === 'mapping' && !purpose ? insertInto([description.node], 'Add a purpose to fill in', 'purpose', start, context.document.text) : !description ? insertInto([root], 'Add a purpose to fill in', 'description', { purpose: start }, context.document.text) : [];
      yield { span: purpose?.node.span ?? description?.span ?? first.span, ...softened, fixes };
    }
  }
};

const USAGE_NOTES = { usage: 'How it is meant to be read or joined.', limitations: 'What it does not hold, and what it must not be used for.' };

/** It is written what the data is for, and not how to use it or where it ends. */
export const noUsageNote: Detector = function* (context) {
  for (const kind of ['DataProduct', 'DataContract']) {
    for (const { descriptor, softened } of ownDescriptorsOf(kind, context)) {
      const [description] = find(descriptor.root, 'description');
      // Where even the purpose is missing, that is said first.
      if (description?.node.kind !== 'mapping' || description.node.open || isAbsent(description.node, 'purpose')) continue;
      const { node } = description;
      const missing = Object.entries(USAGE_NOTES).filter(([key]) => isAbsent(node, key));
      if (missing.length === 0) continue;
      const fixes = missing.some(([key]) => find(node, key).length > 0) ? [] : insertKeys(node, 'Add sentences to fill in', Object.fromEntries(missing), context.document.text);
      yield { span: description.span, ...softened, variables: { MISSING: missing.map(([key]) => key).join(' and ') }, fixes };
    }
  }
};

/** What YAML 1.1 reads otherwise than YAML 1.2 (yaml.org/type: bool, int, timestamp). No parser in use takes `y` and `n` for truth values. */
const TRAPS: readonly { readonly pattern: RegExp; readonly reading: string }[] = [
  { pattern: /^(?:yes|no|on|off)$/i, reading: 'true or false' },
  { pattern: /^[-+]?0[0-7]+$/, reading: 'an octal number' },
  { pattern: /^[-+]?[1-9]\d*(?::[0-5]?\d)+(?:\.\d*)?$/, reading: 'a number to the base of 60' },
];
const DATE = /^\d{4}-\d\d-\d\d$/;
/** Keys whose text is no date to anybody who reads it, so that one would be a surprise. */
const TEXT_KEYS = new Set(['version', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'apiVersion', 'id', 'name']);

/** A plain value in a descriptor that older YAML parsers, PyYAML above all, read as something else. */
export const ambiguousScalar: Detector = function* ({ document }) {
  if (descriptorsIn(document).length === 0) return;
  const traps: { readonly node: Scalar; readonly reading: string }[] = [];
  for (const parsed of parseAllDocuments(document.text, { prettyErrors: false })) {
    if ('contents' in parsed && parsed.errors.length === 0) {
      visit(parsed, {
        Pair: (_, pair) => {
          const reading = isScalar(pair.value) && isScalar(pair.key) ? readingOf(pair.value, String(pair.key.value)) : undefined;
          if (reading !== undefined) traps.push({ node: pair.value as Scalar, reading });
        },
        Seq: (_, list) => {
          for (const item of list.items) {
            const reading = isScalar(item) ? readingOf(item, '') : undefined;
            if (reading !== undefined) traps.push({ node: item as Scalar, reading });
          }
        },
      });
    }
  }
  for (const { node, reading } of traps) {
    const [start, end] = node.range ?? [0, 0];
    const written = document.text.slice(start, end);
    yield { span: { start, end }, variables: { WORD: written, READING: reading }, fixes: [{ title: 'Put it in quotes', safe: true, edits: [{ start, end, text: JSON.stringify(written) }] }] };
  }
};

function readingOf({ source, type }: Scalar, key: string): string | undefined {
  if (type !== 'PLAIN' || source === undefined) return undefined;
  if (DATE.test(source) && TEXT_KEYS.has(key)) return 'a date';
  return TRAPS.find(({ pattern }) => pattern.test(source))?.reading;
}
