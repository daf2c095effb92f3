import type { Blip, Knowledge, Rule, Talk, Tip } from '../knowledge/model.js';
import { talkReferenceText } from '../knowledge/page.js';
import { renderMarkdown } from '../knowledge/render.js';
import type { ReaderPage } from '../protocol/model.js';
import { readableTitle } from '../radar/entries.js';
import { Slugger } from '../knowledge/slug.js';

const REFERENCE = /^(talk|rule|blip|tip)\/([^#]+)(?:#(.+))?$/;

type Content = Pick<ReaderPage, 'title' | 'subtitle' | 'html' | 'contents'>;

/** The page a reference such as `talk/polars#foundations` names, or undefined when there is none. */
export function readerPage(knowledge: Knowledge, reference: string): ReaderPage | undefined {
  const [, kind, id = '', anchor] = REFERENCE.exec(reference) ?? [];
  const content = contentOf(knowledge, kind, id);
  if (!content || (kind !== 'talk' && kind !== 'rule' && kind !== 'blip' && kind !== 'tip')) return undefined;
  return { reference, kind, ...content, ...(anchor === undefined ? {} : { anchor }) };
}

function contentOf(knowledge: Knowledge, kind: string | undefined, id: string): Content | undefined {
  const named = <Value extends { readonly id: string }>(values: readonly Value[], show: (value: Value) => Content): Content | undefined => {
    const found = values.find((value) => value.id === id);
    return found && show(found);
  };
  switch (kind) {
    case 'talk':
      return named(knowledge.talks, talkContent);
    case 'rule':
      return named(knowledge.rules, (rule) => ruleContent(knowledge, rule));
    case 'blip':
      return named(knowledge.blips, (blip) => blipContent(knowledge, blip));
    case 'tip':
      return named(knowledge.tips, (tip) => tipContent(knowledge, tip));
    default:
      return undefined;
  }
}

function talkContent(talk: Talk): Content {
  const contents = talk.sections.filter(({ depth }) => depth === 2).map(({ anchor, title }) => ({ anchor, title }));
  return { title: talk.title, subtitle: talk.speakers.join(', '), html: renderMarkdown(withoutTitle(talk.markdown)), contents };
}

function ruleContent(knowledge: Knowledge, rule: Rule): Content {
  const state = rule.on ? rule.severity : 'off unless turned on';
  const { evidence } = rule;
  const facts = [
    ...(rule.talk ? [`From the talk [${talkTitle(knowledge, rule.talk.talk)}](talklint:talk/${talkReferenceText(rule.talk)}).`] : []),
    ...(evidence ? [`**Evidence:** ${evidence.effect}. *Source:* ${evidence.source}`] : []),
  ];
  return { title: readableTitle(rule.title), subtitle: `${rule.id} · ${state}`, html: renderMarkdown(`${facts.join('\n\n')}\n\n${withoutTitle(rule.markdown)}`), contents: headings(rule.markdown) };
}

function blipContent(knowledge: Knowledge, blip: Blip): Content {
  const notes = blip.notes.map(({ date, text, source }) => `- **${date}:** ${text} *Source:* ${source}`);
  const talk = blip.radar !== undefined ? `From the radar \`${blip.radar.replaceAll('`', '')}\` of this workspace.` : `From the talk [${talkTitle(knowledge, blip.talk.talk)}](talklint:talk/${talkReferenceText(blip.talk)}).`;
  const since = notes.length > 0 ? `\n\n## Since the talk\n\n${notes.join('\n')}` : '';
  return { title: blip.title, subtitle: `${blip.ring} · ${blip.quadrant.replaceAll('-', ' ')}`, html: renderMarkdown(`${withoutTitle(blip.markdown)}\n\n${talk}${since}`), contents: [] };
}

function tipContent(knowledge: Knowledge, tip: Tip): Content {
  return { title: tip.title, subtitle: talkTitle(knowledge, tip.talk.talk), html: renderMarkdown(`${tip.markdown}\n\n[Open the talk](talklint:talk/${talkReferenceText(tip.talk)})`), contents: [] };
}

function talkTitle(knowledge: Knowledge, id: string): string {
  return knowledge.talks.find((talk) => talk.id === id)?.title ?? id;
}

/** The reader shows the title itself. */
function withoutTitle(markdown: string): string {
  return markdown.replace(/^\s*# .*(\r?\n|$)/, '');
}

function headings(markdown: string): { anchor: string; title: string }[] {
  const slugger = new Slugger();
  return [...withoutTitle(markdown).replace(/^(`{3,})[\s\S]*?^\1/gm, '').matchAll(/^## (.+)$/gm)].map(([, title = '']) => ({ anchor: slugger.slug(title.trim()), title: title.trim() }));
}
