import type { Hover, Position } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import type { Rule } from '../../knowledge/model.js';
import { SCHEMAS } from '../../knowledge/schemas.js';
import { readableTitle } from '../../radar/entries.js';
import type { ConfigDocument } from '../config-document.js';
import type { Folder } from '../folders.js';
import { markdownLinks } from '../links.js';
import { schemaAt } from '../schema-walk.js';
import type { Session } from '../session.js';
import { signalNames } from '../signal-names.js';
import { yamlPlaceAt, type YamlPlace } from '../yaml-place.js';

/** On the id of a rule or talk what it is, on a key what it means. */
export function configHover(session: Session, { folder, document }: ConfigDocument, position: Position): Hover | null {
  const place = yamlPlaceAt(document.getText(), document.offsetAt(position));
  if (!place || place.word === '') return null;
  const value = cardOf(session, folder, place) ?? (session.yamlSchemas || place.part !== 'key' ? undefined : schemaAt(SCHEMAS.config, [...place.path, place.word])?.description);
  if (value === undefined) return null;
  return { contents: { kind: MarkupKind.Markdown, value }, range: { start: document.positionAt(place.span.start), end: document.positionAt(place.span.end) } };
}

function cardOf(session: Session, folder: Folder, { path, part, word }: YamlPlace): string | undefined {
  const place = path.join('.');
  if ((place === 'rules' && part === 'key') || place === 'ignores.*.rule') return ruleCard(session, folder, word);
  // An item that is one word may still become a key, as far as the place can tell.
  return place === 'talks.*' ? talkCard(session, folder, word) : undefined;
}

function ruleCard(session: Session, { engine }: Folder, id: string): string | undefined {
  const rule = engine.knowledge.rules.find((candidate) => candidate.id === id);
  if (rule) return [`**${readableTitle(rule.title)}**`, `\`${id}\` · ${usually(rule)}`, rule.summary, markdownLinks(session, [['Why, and how to mend it', `rule/${id}`]])].filter((part) => part !== '').join('\n\n');
  const signal = signalNames().find((candidate) => candidate.id === id);
  return signal && [`**${signal.title}**`, 'A CUPID remark; `off` keeps it silent everywhere.', markdownLinks(session, [['What the talk says', 'talk/cdk-cupid']])].filter((part) => part !== '').join('\n\n');
}

function usually({ on, severity }: Rule): string {
  return on ? `${severity} unless changed` : 'off unless turned on';
}

function talkCard(session: Session, { engine }: Folder, id: string): string | undefined {
  const talk = engine.knowledge.talks.find((candidate) => candidate.id === id);
  return talk && [`**${talk.title}**`, talk.summary, markdownLinks(session, [['Read the talk', `talk/${id}`]])].filter((part) => part !== '').join('\n\n');
}
