import { MarkupKind, type Hover } from 'vscode-languageserver';
import type { Rule } from '../../knowledge/model.js';
import type { Finding } from '../../lint/finding.js';
import { DetectionTable } from '../../radar/detection.js';
import { mentionsIn } from '../../radar/mentions.js';
import { answer } from '../answer.js';
import type { Card } from '../card.js';
import { configDocument } from '../config-document.js';
import type { Folder } from '../folders.js';
import { escapeMarkdown, markdownLinks, talkLink, type Link } from '../links.js';
import { measuredCards } from '../measured-cards.js';
import { remarkCards, typeCards } from '../remark-cards.js';
import { remarksOf } from '../remarks.js';
import type { Session } from '../session.js';
import { translationCards } from '../translation-cards.js';
import { wordCards } from '../word-cards.js';
import { carbonCards } from './carbon.js';
import { configHover } from './config-hover.js';
import { descriptorHover } from './descriptor-help.js';

/** On a flagged place the rule, on a function with a lens what lies behind it, on a type what no lens says, on a cloud resource, a local file of a page or the triggers of a workflow the figures, on pandas code its form in Polars, on a known import or package the tip, on a technology or term that a comment or Markdown names its blip. */
export function registerHover(session: Session): void {
  const tables = new WeakMap<Folder['engine'], DetectionTable>();
  const tableOf = ({ engine }: Folder): DetectionTable => {
    const table = tables.get(engine) ?? new DetectionTable(engine.knowledge);
    tables.set(engine, table);
    return table;
  };
  session.connection.onHover((params, token) =>
    answer(session, token, null, async (): Promise<Hover | null> => {
      const { uri } = params.textDocument;
      const settings = await session.settingsOf(uri);
      if (!settings.enable) return null;
      const own = await configDocument(session, uri);
      if (own) return configHover(session, own, params.position);
      const text = await session.texts.get(uri);
      const folder = text?.folder ?? (await session.folderOf(uri));
      const cards: Card[] = [];
      if (text) {
        const findings = await text.findings(settings, token);
        const carbon = settings.carbon === 'off' ? [] : await carbonCards(session, text, uri, params.position);
        const remarks = settings.lens === 'off' ? undefined : await remarksOf(session, text, settings);
        const offset = text.offsetAt(uri, params.position);
        cards.push(...ruleCards(session, folder, findings, offset), ...(remarks ? [...remarkCards(session, text, remarks, offset), ...typeCards(session, text, offset)] : []), ...carbon);
        if (cards.length === 0 && text.document.language.id === 'yaml') {
          const help = descriptorHover(session, uri, params.position);
          if (help) return help;
        }
        if (settings.hover && cards.length === 0) cards.push(...(await measuredCards(text, uri, params.position)));
        if (settings.hover) cards.push(...translationCards(session, text, offset));
        if (settings.hover && cards.length === 0) cards.push(...tipCards(session, folder, tableOf(folder), { path: text.document.path, text: text.document.text, tree: text.document.tree, language: text.document.language.id }, offset));
        if (settings.hover && cards.length === 0 && text.document.tree) cards.push(...wordCards(session, folder, text.document, offset));
        return hoverOf(cards, (card) => text.rangeIn(uri, card));
      }
      const plain = session.texts.plain(uri);
      if (!plain || !settings.hover) return null;
      const path = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
      const offset = plain.offsetAt(params.position);
      cards.push(...tipCards(session, folder, tableOf(folder), { path, text: plain.getText() }, offset));
      if (cards.length === 0 && plain.languageId === 'markdown') cards.push(...wordCards(session, folder, { text: plain.getText(), tree: undefined }, offset));
      return hoverOf(cards, ({ start, end }) => ({ start: plain.positionAt(start), end: plain.positionAt(end) }));
    }),
  );
}

function hoverOf(cards: readonly Card[], rangeOf: (card: Card) => Hover['range']): Hover | null {
  const [first] = cards;
  if (!first) return null;
  const range = rangeOf(first);
  return { contents: { kind: MarkupKind.Markdown, value: cards.map(({ markdown }) => markdown).join('\n\n---\n\n') }, ...(range ? { range } : {}) };
}

function ruleCards(session: Session, folder: Folder, findings: readonly Finding[], offset: number): Card[] {
  return findings
    .filter(({ span }) => span.start <= offset && offset <= span.end)
    .flatMap((finding) => {
      const rule = folder.engine.knowledge.rules.find(({ id }) => id === finding.rule);
      return rule ? [{ ...finding.span, markdown: ruleMarkdown(session, folder, rule, finding) }] : [];
    });
}

/** The editor shows the message itself above this. */
function ruleMarkdown(session: Session, folder: Folder, rule: Rule, finding: Finding): string {
  const { evidence } = rule;
  return [
    rule.summary,
    ...(finding.details === undefined ? [] : [finding.details]),
    ...(evidence ? [`*${KIND_WORDS[evidence.kind]}:* ${evidence.effect}. *Source:* ${evidence.source}`] : []),
    markdownLinks(session, [[`Why, and how to mend it`, `rule/${rule.id}`], ...talkLink(folder, rule.talk)]),
  ].filter((part) => part !== '').join('\n\n');
}

const KIND_WORDS = { measured: 'Measured', data: 'Data', paper: 'Research', vendor: 'Documentation', spec: 'Specification', convention: 'Convention' } as const;
function tipCards(session: Session, folder: Folder, table: DetectionTable, source: Parameters<typeof mentionsIn>[0], offset: number): Card[] {
  const mention = mentionsIn(source).find(({ span }) => span.start <= offset && offset <= span.end);
  if (!mention) return [];
  const [tip] = table.tips(mention.key);
  const [blip] = table.blips(mention.key);
  if (tip) {
    const more: Link[] = tip.blip === undefined ? [] : [['On the radar', `blip/${tip.blip}`]];
    return [{ ...mention.span, markdown: [`**${escapeMarkdown(tip.title)}**`, tip.markdown.replace(/^# .*\n+/, '').trim(), markdownLinks(session, [...talkLink(folder, tip.talk), ...more])].filter((part) => part !== '').join('\n\n') }];
  }
  if (!blip) return [];
  const [paragraph = ''] = blip.markdown.replace(/^# .*\n+/, '').trim().split(/\n\s*\n/);
  return [{ ...mention.span, markdown: [`**${escapeMarkdown(blip.title)}** · ${blip.ring}`, paragraph, markdownLinks(session, [['On the radar', `blip/${blip.id}`], ...talkLink(folder, blip.talk)])].filter((part) => part !== '').join('\n\n') }];
}
