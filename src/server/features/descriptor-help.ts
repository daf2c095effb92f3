import { CompletionItemKind, MarkupKind, type CompletionItem, type Hover, type Position } from 'vscode-languageserver';
import type { Finding } from '../../lint/finding.js';
import { DescriptorText, type FieldHelp } from '../../mesh/descriptor-help.js';
import { standardOfFile } from '../../mesh/descriptor-schema.js';
import type { Session } from '../session.js';
import { completionItems, type Suggestion } from '../suggestion.js';
import { yamlPlaceAt, type YamlPlace } from '../yaml-place.js';

/** The files completion is offered in; any other name would wake it in every YAML file. */
export const DESCRIPTOR_FILES = '**/*.{odps,odcs}.{yaml,yml}';

/** Longer texts are not judged at every key, in UTF-16 units. */
const LONGEST = 256 * 1024;

/** Whether an extension for YAML checks, completes and explains a file by the schema we ship for it. */
function isLeftToYaml({ yamlSchemas }: Session, uri: string): boolean {
  return yamlSchemas && standardOfFile(uri) !== undefined;
}

/** Whether a finding says what an extension for YAML underlines too. */
export function isToldByYaml(session: Session, uri: string, { rule }: Finding): boolean {
  return rule === 'mesh/schema' && isLeftToYaml(session, uri);
}

/** What can be written at a place of a descriptor. */
export function descriptorCompletion(session: Session, uri: string, position: Position): CompletionItem[] {
  const document = session.texts.plain(uri);
  if (!document || isLeftToYaml(session, uri) || document.getText().length > LONGEST) return [];
  const text = document.getText();
  const offset = document.offsetAt(position);
  const place = yamlPlaceAt(text, offset);
  const descriptor = place && DescriptorText.read(uri, withoutLine(text, offset));
  if (!place || !descriptor) return [];
  const suggestions = place.part === 'value' ? valueSuggestions(descriptor.at(place.path, offset)) : keySuggestions(descriptor.keysAt(place.path, offset), place);
  return completionItems(suggestions, document, place, 0, session.client.knowsCommands);
}

/** On a key of a descriptor what it means. */
export function descriptorHover(session: Session, uri: string, position: Position): Hover | null {
  const document = session.texts.plain(uri);
  if (!document || isLeftToYaml(session, uri) || document.getText().length > LONGEST) return null;
  const offset = document.offsetAt(position);
  const place = yamlPlaceAt(document.getText(), offset);
  if (!place?.hasColon || place.part !== 'key') return null;
  const help = DescriptorText.read(uri, document.getText())?.at([...place.path, place.word], offset);
  if (!help || help.meaning === '') return null;
  return { contents: { kind: MarkupKind.Markdown, value: cardOf(help) }, range: { start: document.positionAt(place.span.start), end: document.positionAt(place.span.end) } };
}

/** The line that is being written seldom parses, and what it says is to be replaced. */
function withoutLine(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? undefined : end);
  // A dash keeps the item, and so the place of those after it.
  return text.slice(0, start) + line.replace(/^(\s*(?:- +)?).*$/, '$1') + (end < 0 ? '' : text.slice(end));
}

function cardOf({ meaning, allowed, example, type }: FieldHelp): string {
  const values = allowed.length > 1 && type !== 'boolean' ? `One of ${allowed.map((word) => `\`${word}\``).join(', ')}.` : '';
  return [meaning, values, example === undefined ? '' : `For example \`${example}\``].filter((part) => part !== '').join('\n\n');
}

function valueSuggestions(help: FieldHelp | undefined): Suggestion[] {
  return (help?.allowed ?? []).map((label) => ({ label, kind: CompletionItemKind.EnumMember, inSchema: true, documentation: help?.meaning ?? '' }));
}

function keySuggestions(keys: readonly FieldHelp[], { siblings, hasColon }: YamlPlace): Suggestion[] {
  return keys
    .filter(({ name }) => !siblings.includes(name))
    .map((help) => ({ label: help.name, kind: CompletionItemKind.Property, inSchema: true, documentation: cardOf(help), ...(hasColon ? {} : { text: `${help.name}:${opening(help)}`, goesOn: help.allowed.length > 1 }) }));
}

/** What follows a key: the keys that must stand below it, with a value where only one is right. */
function opening({ type, required, allowed }: FieldHelp): string {
  if (type === 'array') return required.length === 0 ? '\n  - ' : `\n  - ${required.map(line).join('\n    ')}`;
  if (type === 'object') return required.length === 0 ? '\n  ' : `\n  ${required.map(line).join('\n  ')}`;
  return allowed.length === 1 ? ` ${allowed[0] ?? ''}` : ' ';
}

function line({ name, allowed, example }: FieldHelp): string {
  const value = allowed.length === 1 ? allowed[0] : name === 'version' ? example : undefined;
  return value === undefined ? `${name}: ` : `${name}: ${value}`;
}
