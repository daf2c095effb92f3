/**
 * The arguments of the commands the server puts into lenses and code actions. They are read with care, because a key
 * binding or another extension may call a command with anything.
 */
import type { ProtocolRange } from './model.js';
import { isObject, readAll, readPosition, readRange } from './shape.js';

/** Stands for the reason in a template, as the user typed it. */
export const REASON = '${reason}';
/** Stands for the reason written as a JSON string, quotes included, which YAML reads too. */
export const REASON_QUOTED = '${reason:quoted}';

/** One text to put in place of `range`; a file that does not exist yet is created with it. */
export interface TemplateEdit {
  readonly uri: string;
  readonly range: ProtocolRange;
  readonly template: string;
}

/** `talklint.ignore`: asks for a reason, then applies all edits at once. */
export interface IgnoreArguments {
  readonly title: string;
  readonly placeholder: string;
  readonly edits: readonly TemplateEdit[];
  /** Strings a reason must not contain, such as the end of a block comment. */
  readonly forbidden?: readonly string[];
}

export interface ProfileEvidence {
  readonly label: string;
  readonly detail?: string;
  /** Where it was seen; the profile's own document unless `uri` names another. */
  readonly range: ProtocolRange;
  readonly uri?: string;
}

/** `talklint.showProfile`: the places behind a CUPID lens. */
export interface ProfileArguments {
  readonly title: string;
  readonly uri: string;
  readonly evidence: readonly ProfileEvidence[];
  /** The page that explains the property, such as `talk/cdk-cupid#predictable`. */
  readonly reference?: string;
}

/** `talklint.moveRegion`: a place in a cloud resource. */
export interface PlaceArguments {
  readonly uri: string;
  readonly position: ProtocolRange['start'];
}

/** The arguments of `talklint.moveRegion`, or undefined when the value has another shape. */
export function readPlaceArguments(value: unknown): PlaceArguments | undefined {
  if (!isObject(value)) return undefined;
  const position = readPosition(value['position']);
  return typeof value['uri'] === 'string' && position ? { uri: value['uri'], position } : undefined;
}

/** The arguments of `talklint.ignore`, or undefined when the value has another shape. */
export function readIgnoreArguments(value: unknown): IgnoreArguments | undefined {
  if (!isObject(value)) return undefined;
  const { title, placeholder } = value;
  const edits = readAll(value['edits'], readTemplateEdit);
  const forbidden = readAll(value['forbidden'] ?? [], (entry) => (typeof entry === 'string' ? entry : undefined));
  if (typeof title !== 'string' || typeof placeholder !== 'string' || !edits?.length || !forbidden) return undefined;
  return { title, placeholder, edits, forbidden };
}

/** The arguments of `talklint.showProfile`, or undefined when the value has another shape. */
export function readProfileArguments(value: unknown): ProfileArguments | undefined {
  if (!isObject(value)) return undefined;
  const { title, uri, reference } = value;
  const evidence = readAll(value['evidence'], readEvidence);
  if (typeof title !== 'string' || typeof uri !== 'string' || !evidence?.length) return undefined;
  return { title, uri, evidence, ...(typeof reference === 'string' && { reference }) };
}

function readTemplateEdit(value: unknown): TemplateEdit | undefined {
  if (!isObject(value)) return undefined;
  const { uri, template } = value;
  const range = readRange(value['range']);
  return typeof uri === 'string' && typeof template === 'string' && range ? { uri, range, template } : undefined;
}

function readEvidence(value: unknown): ProfileEvidence | undefined {
  if (!isObject(value)) return undefined;
  const { label, detail, uri } = value;
  const range = readRange(value['range']);
  if (typeof label !== 'string' || !range) return undefined;
  return { label, range, ...(typeof detail === 'string' && { detail }), ...(typeof uri === 'string' && { uri }) };
}
