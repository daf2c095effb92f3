import type { ErrorObject } from 'ajv';
import { isScalar, parse, parseAllDocuments } from 'yaml';
import type { TextEdit } from '../document/edit.js';
import type { Detection, Detector } from '../lint/detector.js';
import type { LintDocument } from '../lint/document.js';
import { insertionEdit } from '../lint/document-matcher/insertion.js';
import { documentTrees } from '../lint/document-matcher/trees.js';
import type { ProposedFix } from '../lint/finding.js';
import { syntaxSentence, syntaxSpan } from '../knowledge/yaml-syntax.js';
import { descriptorsIn, isTold, placeIn, plainValue, type Descriptor, type PlaceInDescriptor } from './descriptor.js';
import { keysOf, schemaErrors, schemasAt, standardOfFile, type SchemasAtPlace } from './descriptor-schema.js';
import { violationsAt, type Violation } from './schema-sentences.js';

/** A descriptor breaks the release of the standard it declares, or is no YAML. */
export const descriptorSchemaDetector: Detector = function* ({ document }) {
  const descriptors = descriptorsIn(document);
  if (descriptors.length === 0 && standardOfFile(document.path)) yield* syntaxErrors(document);
  for (const descriptor of descriptors) yield* judge(descriptor, document.text);
};

/** A text that is filled in later is no YAML yet. */
function* syntaxErrors(document: LintDocument): Generator<Detection> {
  if (/\{\{|\{%/.test(document.text) || documentTrees(document).length > 0) return;
  const errors = parseAllDocuments(document.text, { prettyErrors: false, uniqueKeys: (a, b) => isScalar(a) && isScalar(b) && a.value === b.value && a.value !== '<<' }).flatMap((parsed) => parsed.errors);
  const repeated = errors.filter(({ code }) => code === 'DUPLICATE_KEY');
  for (const error of repeated) {
    const [start] = error.pos;
    const [key = ''] = /^[^:\r\n]*/.exec(document.text.slice(start)) ?? [];
    yield { span: { start, end: start + key.trimEnd().length }, message: `"${key.trimEnd()}" stands here a second time; keep one of them, for tools differ in which one they read.` };
  }
  // What follows a syntax error may only be its consequence.
  const [first] = errors;
  if (first && repeated.length === 0) yield { span: syntaxSpan(document.text, first), message: `This is no YAML: ${syntaxSentence(first)}` };
}

function* judge(descriptor: Descriptor, text: string): Generator<Detection> {
  const { standard, root, declared, release } = descriptor;
  const value = plainValue(root);
  const errors = schemaErrors(value, standard.suffix, release);
  if (!errors) {
    yield unknownRelease(descriptor);
    return;
  }
  if (errors.length === 0) return;
  const fitting = declared === undefined ? undefined : standard.versions.slice(standard.versions.indexOf(release) + 1).find((later) => schemaErrors({ ...(value as object), apiVersion: later }, standard.suffix, later)?.length === 0);
  const version = placeIn(root, ['apiVersion']);
  if (fitting !== undefined && version) {
    yield { span: version.node.span, severity: 'warning', message: `This file is written as ${fitting} of the standard but declares ${release}; declare ${fitting}.`, fixes: [replacement(version.node.span, `Declare ${fitting}`, fitting, false)] };
    return;
  }
  for (const violation of violations(descriptor, value, errors)) {
    const detection = detectionOf(descriptor, value, violation, text);
    if (detection) yield detection;
  }
}

function unknownRelease({ standard, root, release }: Descriptor): Detection {
  const span = placeIn(root, ['apiVersion'])?.node.span ?? root.span;
  const newest = standard.versions.at(-1) ?? '';
  if (standard.newer.includes(release)) return { span, severity: 'hint', message: `${release} of the ${standard.standard} is newer than what Talklint knows in full, so this file is not checked against it.` };
  const fixes = [replacement(span, `Declare ${newest}`, newest, false)];
  if (standard.older.includes(release)) return { span, severity: 'warning', message: `${release} of the standard is too old to be checked, and tools are dropping it; move the file to ${newest}.`, fixes };
  return { span, message: `"${release}" is no release of the ${standard.standard}; declare ${standard.versions.join(', ')}.`, fixes };
}

function replacement(span: { readonly start: number; readonly end: number }, title: string, text: string, safe: boolean): ProposedFix {
  return { title, safe, edits: [{ ...span, text }] };
}

/** All errors in words, those of one place together. */
function violations({ standard, release }: Descriptor, value: unknown, errors: readonly ErrorObject[]): Violation[] {
  const byPath = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    // That a conditional part failed is told by what failed in it.
    if (error.keyword !== 'if') byPath.set(error.instancePath, [...(byPath.get(error.instancePath) ?? []), error]);
  }
  return [...byPath].flatMap(([pointer, list]) => {
    const path = pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    return violationsAt({ standard, path, value: valueAt(value, path), schemas: schemasAt(value, standard.suffix, release, path) }, list);
  });
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, step) => (typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[step] : undefined), value);
}

function detectionOf(descriptor: Descriptor, value: unknown, violation: Violation, text: string): Detection | undefined {
  const { root, standard, release } = descriptor;
  const place = placeIn(root, violation.path) ?? placeIn(root, violation.path.slice(0, -1));
  const around = placeIn(root, violation.path.slice(0, -1));
  if (!place || !isTold(place.node) || (around && !isTold(around.node))) return undefined;
  const whole = violation.path.length === 0 ? { start: root.span.start, end: root.entries[0]?.span.end ?? root.span.end } : place.name;
  const isLeaf = place.node.kind === 'scalar' && place.node.span.end > place.node.span.start;
  const span = violation.at === 'value' && isLeaf ? place.node.span : whole;
  const missing = violation.missing && skeleton(place, violation.missing, schemasAt(value, standard.suffix, release, violation.path), text);
  return { span, message: violation.message, fixes: [...valueFixes(violation, span, text), ...(missing ? [missing] : [])] };
}

function valueFixes({ meant, quotes }: Violation, span: { readonly start: number; readonly end: number }, text: string): ProposedFix[] {
  const written = text.slice(span.start, span.end);
  if (meant !== undefined) return [replacement(span, `Replace by ${meant}`, /^["']/.test(written) ? `${written[0]}${meant}${written[0]}` : meant, false)];
  if (quotes === 'add') return [replacement(span, 'Put it in quotes', JSON.stringify(written), true)];
  if (quotes === 'remove' && /^(["']).*\1$/.test(written)) return [replacement(span, 'Remove the quotes', written.slice(1, -1), true)];
  return [];
}

/** Keys whose value nobody but the writer can know, and which a copied example would make wrong. */
const UNGUESSABLE = new Set(['id', 'contractId']);

/** The missing keys with a value to start from: a word the standard allows, or its example. */
function skeleton({ node }: PlaceInDescriptor, missing: readonly string[], schemas: SchemasAtPlace, text: string): ProposedFix | undefined {
  if (node.kind !== 'mapping') return undefined;
  const known = keysOf(schemas);
  const edits = missing.flatMap((key): TextEdit[] => {
    const value = UNGUESSABLE.has(key) ? undefined : startValue(known.get(key) ?? {});
    const edit = value === undefined ? undefined : insertionEdit({ key, value }, node, text);
    return edit ? [edit] : [];
  });
  const [first] = edits;
  if (!first) return undefined;
  // All stand at the end of the mapping, so they are one insertion.
  if (edits.some(({ start, end }) => start !== first.start || end !== first.end)) return undefined;
  return { title: edits.length === 1 ? 'Add the missing key, with an example to change' : 'Add the missing keys, with examples to change', safe: false, edits: [{ ...first, text: edits.map((edit) => edit.text).join('') }] };
}

function startValue(schema: Readonly<Record<string, unknown>>): unknown {
  const allowed = schema['enum'];
  const [example] = (schema['examples'] ?? []) as readonly string[];
  if (example !== undefined) return parse(example) as unknown;
  return Array.isArray(allowed) ? allowed.at(-1) : undefined;
}
