import { FrameTranslations, TRANSLATIONS_TABLE, type FrameTranslation } from '../radar/frame-translations.js';
import type { Card } from './card.js';
import type { Folder } from './folders.js';
import { escapeMarkdown, markdownLinks, talkLink } from './links.js';
import type { OpenText } from './open-text.js';
import type { Session } from './session.js';

const TALK = { talk: 'polars', anchor: 'expression-api' };
const tables = new WeakMap<Folder['engine'], FrameTranslations>();

/** On pandas code that is proven to work on a frame: how Polars says the same. */
export function translationCards(session: Session, { document, folder }: OpenText, offset: number): Card[] {
  const { tree, language } = document;
  if (!tree || language.id !== 'python') return [];
  const found = tableOf(folder.engine).at(tree, document.facts, offset);
  if (!found) return [];
  const links = markdownLinks(session, [...talkLink(folder, TALK), ['On the radar', 'blip/polars']]);
  return [{ ...found.span, markdown: [...found.translations.map(rowMarkdown), links].filter((part) => part !== '').join('\n\n') }];
}

function tableOf(engine: Folder['engine']): FrameTranslations {
  const table = tables.get(engine) ?? new FrameTranslations(engine.knowledge.data.find(({ id }) => id === TRANSLATIONS_TABLE));
  tables.set(engine, table);
  return table;
}

function rowMarkdown({ pandas, polars, note }: FrameTranslation): string {
  const inPolars = polars === '(nothing)' ? 'nothing to write' : `\`${polars}\``;
  return `**pandas** \`${pandas}\`\n\n**Polars** ${inPolars}${note === undefined ? '' : `  \n${escapeMarkdown(note)}`}`;
}
