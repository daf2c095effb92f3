import { CompletionItemKind, InsertTextMode, MarkupKind, type CompletionItem } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { talkReferenceText } from '../knowledge/page.js';
import type { Rule, Talk } from '../knowledge/model.js';
import { readableTitle } from '../radar/entries.js';
import type { SchemaNode } from './schema-walk.js';
import type { YamlPlace } from './yaml-place.js';

/** Something that can be written at a place of a YAML text. */
export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What is written when it differs from the label; further lines are indented as deep as the first. */
  readonly text?: string;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** True when more is to be chosen right after it. */
  readonly goesOn?: boolean;
  /** True for what an extension for YAML offers too, because it stands in our schema. */
  readonly inSchema: boolean;
}

/** The keys a schema has for a mapping, without those that stand there already. */
export function keySuggestions(schema: SchemaNode, { siblings, hasColon }: YamlPlace): Suggestion[] {
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !siblings.includes(name))
    .map(([name, node]) => ({ label: name, kind: CompletionItemKind.Property, inSchema: true, ...(hasColon ? {} : { text: `${name}:${opening(node)}`, goesOn: true }), ...(node.description === undefined ? {} : { documentation: node.description }) }));
}

/** What follows a key until its value can be typed. */
function opening(node: SchemaNode): string {
  if (node.type === 'object') return '\n  ';
  if (node.type !== 'array') return ' ';
  const [first] = Object.keys(node.items?.properties ?? {});
  return first === undefined ? '\n  - ' : `\n  - ${first}: `;
}

/** The values a schema lists. */
export function valueSuggestions({ enum: values = [], description }: SchemaNode, meanings: Readonly<Record<string, string>> = {}): Suggestion[] {
  return values.map(String).map((value) => ({ label: value, kind: CompletionItemKind.EnumMember, inSchema: true, ...(meanings[value] === undefined ? {} : { detail: meanings[value] }), ...(description === undefined ? {} : { documentation: description }) }));
}

export function ruleSuggestion(rule: Rule): Omit<Suggestion, 'inSchema'> {
  return { label: rule.id, kind: CompletionItemKind.Reference, detail: readableTitle(rule.title), documentation: rule.summary };
}

/** A talk, and with `sections` each of its sections. */
export function talkSuggestions(talks: readonly Talk[], sections: boolean): Suggestion[] {
  return talks.flatMap((talk) => [
    { label: talk.id, kind: CompletionItemKind.Reference, detail: talk.title, documentation: talk.summary, inSchema: true },
    ...(sections ? talk.sections.filter(({ depth }) => depth > 1).map(({ anchor, title }) => ({ label: talkReferenceText({ talk: talk.id, anchor }), kind: CompletionItemKind.Reference, detail: title, inSchema: false })) : []),
  ]);
}

/** Suggestions as the protocol wants them; `shift` is where the YAML begins in the document. */
export function completionItems(suggestions: readonly Suggestion[], document: TextDocument, place: YamlPlace, shift: number, knowsCommands: boolean): CompletionItem[] {
  const range = { start: document.positionAt(place.span.start + shift), end: document.positionAt(place.span.end + shift) };
  // Right behind a colon a value needs a space.
  const gap = place.part === 'value' && document.getText().charAt(place.span.start + shift - 1) === ':' ? ' ' : '';
  return suggestions.map(({ label, kind, text = label, detail, documentation, goesOn }, index) => ({
    label,
    kind,
    // Ours is the order of the schema, mildest first, not that of the alphabet.
    sortText: String(index).padStart(5, '0'),
    filterText: `${gap}${label}`,
    textEdit: { range, newText: `${gap}${text}` },
    insertTextMode: InsertTextMode.adjustIndentation,
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    ...(goesOn && knowsCommands ? { command: { title: 'Go on', command: 'editor.action.triggerSuggest' } } : {}),
  }));
}
