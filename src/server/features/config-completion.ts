import { CompletionItemKind, type CompletionItem, type Position } from 'vscode-languageserver';
import type { Files } from '../../document/ports.js';
import { SCHEMAS } from '../../knowledge/schemas.js';
import { PACK_ROOMS } from '../../workspace/packs.js';
import type { ConfigDocument } from '../config-document.js';
import type { Folder } from '../folders.js';
import { schemaAt, type SchemaNode } from '../schema-walk.js';
import type { Session } from '../session.js';
import { signalNames } from '../signal-names.js';
import { completionItems, keySuggestions, ruleSuggestion, talkSuggestions, valueSuggestions, type Suggestion } from '../suggestion.js';
import { yamlPlaceAt, type YamlPlace } from '../yaml-place.js';

const SCHEMA: SchemaNode = SCHEMAS.config;
const SEVERITY_MEANINGS = { off: 'not reported', hint: 'three dots', info: 'blue squiggle', warning: 'yellow squiggle', error: 'red squiggle' };
/** How deep below the folder packs are looked for. */
const DEEPEST_PACK = 2;

/** What can be written at a place of the configuration. */
export async function configCompletion(session: Session, { folder, document }: ConfigDocument, position: Position): Promise<CompletionItem[]> {
  const place = yamlPlaceAt(document.getText(), document.offsetAt(position));
  if (!place) return [];
  const schema = schemaAt(SCHEMA, place.path);
  if (!schema) return [];
  const { knowledge } = await session.engine();
  const suggestions = await suggestionsAt(session, folder, place, schema, new Set(knowledge.rules.map(({ id }) => id)));
  return completionItems(suggestions.filter(({ inSchema }) => !inSchema || !session.yamlSchemas), document, place, 0, session.client.knowsCommands);
}

async function suggestionsAt(session: Session, folder: Folder, place: YamlPlace, schema: SchemaNode, builtIn: ReadonlySet<string>): Promise<Suggestion[]> {
  const path = place.path.join('.');
  const rules = () => ruleIds(folder, builtIn);
  if (path === 'rules' && place.part === 'key') return rules().filter(({ label }) => !place.siblings.includes(label)).map((rule) => ({ ...rule, ...(place.hasColon ? {} : { text: `${rule.label}: `, goesOn: true }) }));
  if (place.part === 'key' && schema.type === 'object') return keySuggestions(schema, place);
  // A list whose dash is not written yet is begun with the first item.
  const dash = place.part === 'key' && schema.type === 'array';
  const items = await valuesAt(session, folder, dash ? `${path}.*` : path, dash ? (schema.items ?? {}) : schema, rules);
  return dash ? items.map((item) => ({ ...item, text: `- ${item.label}` })) : items;
}

async function valuesAt(session: Session, folder: Folder, path: string, schema: SchemaNode, rules: () => Suggestion[]): Promise<Suggestion[]> {
  switch (path) {
    case 'talks.*':
      return talkSuggestions(folder.engine.knowledge.talks, false);
    case 'ignores.*.rule':
      return rules();
    case 'packs.*':
      return folder.path === undefined ? [] : packFolders(folder.path, session.files, DEEPEST_PACK).then((packs) => packs.map((label) => ({ label, kind: CompletionItemKind.Folder, inSchema: false })));
    default:
      return schema.type === 'object' ? [] : valueSuggestions(schema, SEVERITY_MEANINGS);
  }
}

/** Rules of packs are not in the schema, for it comes with the product. */
function ruleIds({ engine }: Folder, builtIn: ReadonlySet<string>): Suggestion[] {
  const rules = engine.knowledge.rules.map((rule) => ({ ...ruleSuggestion(rule), inSchema: builtIn.has(rule.id) })).sort((a, b) => (a.label < b.label ? -1 : 1));
  return [...rules, ...signalNames().map(({ id, title }) => ({ label: id, kind: CompletionItemKind.Reference, detail: title, documentation: 'A CUPID remark. `off` keeps it silent everywhere.', inSchema: true }))];
}

/** Folders below a folder that look like packs, relative to it. What cannot be read is none. */
async function packFolders(root: string, files: Files, depth: number): Promise<string[]> {
  const entries = await files.list(root).catch(() => []);
  const names = entries.filter(({ kind, path }) => kind === 'folder' && !/^\.|^node_modules$/.test(nameOf(path))).map(({ path }) => path);
  const found = await Promise.all(
    names.map(async (path) => {
      const inside = await files.list(path).catch(() => []);
      const isPack = inside.some((entry) => entry.kind === 'folder' && (PACK_ROOMS as readonly string[]).includes(nameOf(entry.path)));
      const deeper = depth > 1 ? await packFolders(path, files, depth - 1) : [];
      return [...(isPack ? [nameOf(path)] : []), ...deeper.map((name) => `${nameOf(path)}/${name}`)];
    }),
  );
  return found.flat().sort();
}

/** Paths may be URIs, whose names are escaped. */
function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return path.includes('://') ? decodeURIComponent(name) : name;
}
