import { CompletionItemKind, InsertTextMode, type CompletionItem, type Position } from 'vscode-languageserver';
import type { Knowledge } from '../../knowledge/model.js';
import { RULE_SECTIONS } from '../../knowledge/rule-page.js';
import { newRulePage } from '../../knowledge/rule-template.js';
import { SCHEMAS } from '../../knowledge/schemas.js';
import { TALK_SECTIONS } from '../../knowledge/simple-pages.js';
import type { PackPage } from '../pack-page.js';
import { schemaAt, type SchemaNode } from '../schema-walk.js';
import type { Session } from '../session.js';
import { completionItems, keySuggestions, ruleSuggestion, talkSuggestions, valueSuggestions, type Suggestion } from '../suggestion.js';
import { yamlPlaceAt, type YamlPlace } from '../yaml-place.js';

const FRONT_MATTER: Readonly<Record<string, SchemaNode>> = { rules: SCHEMAS.rule, talks: SCHEMAS.talk, radar: SCHEMAS.blip, tips: SCHEMAS.tip };
const SECTIONS: Readonly<Record<string, readonly string[]>> = { rules: RULE_SECTIONS, talks: TALK_SECTIONS };

/** What can be written at a place of a page: keys and values of its front matter, headings, or a whole page. */
export function pageCompletion(session: Session, page: PackPage, position: Position): CompletionItem[] {
  const text = page.document.getText();
  if (page.room === 'rules' && !text.trim().includes('\n') && !text.trim().startsWith('---')) return [wholePage(page)];
  const front = frontMatter(text);
  const offset = page.document.offsetAt(position);
  if (front && offset >= front.start && offset <= front.end) return frontCompletion(session, page, front, offset);
  return headingCompletion(page, position);
}

function wholePage({ document, id }: PackPage): CompletionItem {
  const range = { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
  return { label: 'rule', kind: CompletionItemKind.Snippet, detail: 'A rule that works, to be rewritten piece by piece', filterText: document.getText().trim() || 'rule', textEdit: { range, newText: newRulePage(id) }, insertTextMode: InsertTextMode.asIs };
}

/** The front matter without its dashes; while its end is not written yet it reaches to the title, or to the end. */
function frontMatter(text: string): { readonly start: number; readonly end: number } | undefined {
  const opening = /^\uFEFF?---\r?\n/.exec(text);
  if (!opening) return undefined;
  const start = opening[0].length;
  const close = /^(---\s*$|# )/m.exec(text.slice(start));
  return { start, end: close ? start + close.index : text.length };
}

function frontCompletion(session: Session, page: PackPage, front: { readonly start: number; readonly end: number }, offset: number): CompletionItem[] {
  const place = yamlPlaceAt(page.document.getText().slice(front.start, front.end), offset - front.start);
  const root = FRONT_MATTER[page.room];
  const schema = place && root && schemaAt(root, place.path);
  if (!place || !schema) return [];
  return completionItems(frontSuggestions(page, place, schema), page.document, place, front.start, session.client.knowsCommands);
}

function frontSuggestions({ folder, id }: PackPage, place: YamlPlace, schema: SchemaNode): Suggestion[] {
  if (place.part === 'key' && schema.type === 'object') return keySuggestions(schema, place);
  const path = place.path.join('.');
  const dash = place.part === 'key' && schema.type === 'array';
  const values = path === 'id' ? [{ label: id, kind: CompletionItemKind.Value, detail: 'as the file is named', inSchema: false }] : valuesOf(folder.engine.knowledge, dash ? `${path}.*` : path);
  const suggestions = values ?? valueSuggestions(schema);
  return dash ? suggestions.map((item) => ({ ...item, text: `- ${item.label}` })) : suggestions;
}

function valuesOf({ talks, languages, blips, rules }: Knowledge, path: string): Suggestion[] | undefined {
  switch (path) {
    case 'talk':
      return [...talkSuggestions(talks, true), { label: 'none', kind: CompletionItemKind.Value, detail: 'from no talk', inSchema: false }];
    case 'languages.*':
      return languages.map(({ id, title }) => ({ label: id, kind: CompletionItemKind.Value, detail: title, inSchema: false }));
    case 'blip':
    case 'related.*':
      return blips.map(({ id, title }) => ({ label: id, kind: CompletionItemKind.Reference, detail: title, inSchema: false }));
    case 'rules.*':
      return rules.map((rule) => ({ ...ruleSuggestion(rule), inSchema: false }));
    default:
      return undefined;
  }
}

/** In a line that begins with `#`, outside of fences, the sections that are still missing. */
function headingCompletion({ document, room }: PackPage, { line, character }: Position): CompletionItem[] {
  const lines = document.getText().split(/\r?\n/);
  const before = (lines[line] ?? '').slice(0, character);
  const fences = lines.slice(0, line).filter((text) => /^`{3,}/.test(text)).length;
  if (!/^#{1,2}( |$)/.test(before) || fences % 2 === 1) return [];
  const present = new Set(lines.filter((_, index) => index !== line).map((text) => /^## (.+?)\s*$/.exec(text)?.[1]));
  const range = { start: { line, character: 0 }, end: { line, character: (lines[line] ?? '').length } };
  return (SECTIONS[room] ?? []).filter((title) => !present.has(title)).map((title, index) => ({ label: title, kind: CompletionItemKind.Struct, filterText: `## ${title}`, sortText: String(index), textEdit: { range, newText: `## ${title}` } }));
}
