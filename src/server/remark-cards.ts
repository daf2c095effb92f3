import type { Measure } from '../cupid/measures.js';
import { PROPERTY_NAMES, type Signal } from '../cupid/profile.js';
import { NEVER_CANCELLED } from '../document/ports.js';
import type { Card } from './card.js';
import { escapeMarkdown, markdownLinks, talkLink } from './links.js';
import type { OpenText } from './open-text.js';
import type { Remarks } from './remarks.js';
import type { Session } from './session.js';

const GRADES = {
  A: 'well supported by research',
  B: 'supported by one study',
  C: 'a convention, not measured',
} as const;

/** On the name of a function: what is said about it, what that rests on, how sure it is, and what to try. */
export function remarkCards(session: Session, text: OpenText, remarks: Remarks, offset: number): Card[] {
  return remarks
    .now(NEVER_CANCELLED)
    .filter(({ profile: { nameSpan } }) => nameSpan.start <= offset && offset <= nameSpan.end)
    .map(({ profile }) => ({
      ...profile.nameSpan,
      markdown: [...profile.signals.map((signal) => paragraph(text, signal)), markdownLinks(session, talkLink(text.folder, { talk: 'cdk-cupid' }))].filter((part) => part !== '').join('\n\n'),
    }));
}

/** On the name of a type: what can be said about it, which no lens says. */
export function typeCards(session: Session, text: OpenText, offset: number): Card[] {
  return text.folder.engine
    .typeRemarks(text.document, text.folder.config)
    .filter(({ nameSpan }) => nameSpan.start <= offset && offset <= nameSpan.end)
    .map((remark) => ({ ...remark.nameSpan, markdown: [paragraph(text, remark), markdownLinks(session, talkLink(text.folder, { talk: 'cdk-cupid' }))].filter((part) => part !== '').join('\n\n') }));
}

function paragraph(text: OpenText, signal: Pick<Signal, 'letter' | 'message' | 'grade' | 'nextStep' | 'evidence' | 'measured'>): string {
  const { letter, message, grade, nextStep, evidence } = signal;
  const places = evidence.map(({ span, label }) => `- line ${(text.placeOf(span)?.range.start.line ?? 0) + 1}: ${escapeMarkdown(label)}`);
  return `**${PROPERTY_NAMES[letter]}:** ${escapeMarkdown(message)} *(${GRADES[grade]})*\n\n${places.join('\n')}${comparisonText(text, signal)}\n\n*Next step:* ${nextStep}`;
}

/** What the figure counts, as the sentence goes on. */
const COUNTED: Readonly<Record<Measure, string>> = {
  parameters: 'More inputs',
  complexity: 'A higher cognitive complexity',
  lines: 'More lines',
  names: 'More different names',
  literals: 'Compared with more texts',
};

/** How the figure of a signal compares with code that was measured, with what that was and when. */
function comparisonText({ folder, document }: OpenText, signal: Pick<Signal, 'measured'>): string {
  const comparison = folder.engine.comparison(document, signal);
  if (!comparison || !signal.measured) return '';
  const title = document.language.id === 'tsx' ? 'TypeScript' : document.language.title;
  return `\n\n${COUNTED[signal.measured.measure]} than ${comparison.share} of 100 ${title} functions we measured *(${escapeMarkdown(comparison.source)} ${comparison.date})*`;
}
