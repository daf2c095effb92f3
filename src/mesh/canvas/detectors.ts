import { newlineOf } from '../../document/append.js';
import type { TextEdit } from '../../document/edit.js';
import type { Detection, Detector } from '../../lint/detector.js';
import type { ProposedFix } from '../../lint/finding.js';
import { someOf } from '../advice.js';
import { yearAfter } from '../calendar.js';
import { CANVAS_BOXES, isCanvas } from './boxes.js';
import { readCanvas, type Canvas, type FrontMatterValue } from './read.js';

/** The marks of a text to be written, as a whole or anywhere in it. */
const PLACEHOLDER = /\b(?:TODO|TBD|FIXME|XXX)\b|\blorem ipsum\b|^\W*(?:\.{3}|…|\?{2,}|<[^<>]*>|\[(?: |to be filled in|your .*|name .*)\]|to be (?:defined|filled in|written)|fill (?:me|this) in)\W*$/i;

function canvasOf({ document }: Parameters<Detector>[0]): Canvas | undefined {
  return isCanvas(document.path) ? readCanvas(document.text) : undefined;
}

/** Boxes without an answer, and boxes that are gone: once each for a canvas. */
export const emptyBox: Detector = function* (context) {
  const canvas = canvasOf(context);
  if (!canvas) return;
  const empty = canvas.boxes.filter(({ answers }) => answers.every(({ text }) => text.trim() === ''));
  const [first, ...others] = empty;
  if (first) {
    const related = others.map(({ title, heading }) => ({ path: context.document.path, span: heading, message: `No answer under ${title}` }));
    const message = others.length === 0 ? {} : { message: `No answer yet in ${empty.length} of the ${CANVAS_BOXES.length} boxes; the first is ${first.title}.` };
    yield { span: first.heading, ...message, variables: { BOX: first.title }, related };
  }
  const { text } = context.document;
  const lacking = CANVAS_BOXES.filter(({ title }) => canvas.missing.includes(title));
  if (lacking.length === 0) return;
  const newline = newlineOf(text);
  const end = text.trimEnd().length;
  const added = lacking.map(({ title, question }) => ['', '', `## ${title}`, '', `> ${question}`, '', 'TODO'].join(newline)).join('');
  yield { span: canvas.top, message: `The canvas has no box for ${someOf(canvas.missing)}; add it, and where it does not apply say why.`, fixes: [{ title: 'Add the missing boxes', safe: false, edits: [{ start: end, end, text: added }] }] };
};

/** A box still holds the words of a template: once for each box. */
export const placeholder: Detector = function* (context) {
  for (const { title, answers } of canvasOf(context)?.boxes ?? []) {
    const left = answers.flatMap(({ text, span }) => placeholderIn(text, span.start)).at(0);
    if (left) yield { span: { start: left.start, end: left.end }, variables: { BOX: title, WORD: left.text } };
  }
};

function placeholderIn(text: string, start: number): TextEdit[] {
  let offset = start;
  for (const line of text.split('\n')) {
    const found = PLACEHOLDER.exec(line);
    if (found) return [{ start: offset + found.index, end: offset + found.index + found[0].trimEnd().length, text: found[0].trim() }];
    offset += line.length + 1;
  }
  return [];
}

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** The next review is past or not planned, or nobody is to do it. */
export const review: Detector = function* (context) {
  const canvas = canvasOf(context);
  if (!canvas) return;
  const { frontMatter, top } = canvas;
  const owner = frontMatter.get('owner');
  if (!owner || owner.text.trim() === '' || PLACEHOLDER.test(owner.text)) yield { span: owner?.span ?? top, severity: 'info', message: 'The canvas does not say who looks after it; name somebody as owner in the front matter.' };
  yield* judgeReview(canvas, context.host.today());
};

function* judgeReview({ frontMatter, top }: Canvas, today: string): Generator<Detection> {
  const next = frontMatter.get('nextReview');
  if (!next || !DAY.test(next.text)) {
    const instead = next ? `"${next.text}" is no day; write it` : 'The canvas does not say when it is gone through again; write nextReview';
    // One finding for each place: where the owner is missing too, that is said at the top.
    if (next || frontMatter.has('owner')) yield { span: next?.span ?? top, severity: 'info', message: `${instead} as ${yearAfter(today)}.` };
  } else if (next.text < today) yield { span: next.span, variables: { DAY: next.text }, fixes: reviewedFix(frontMatter.get('reviewed'), next, today) };
}

function reviewedFix(reviewed: FrontMatterValue | undefined, next: FrontMatterValue, today: string): ProposedFix[] {
  const edit = ({ span }: FrontMatterValue, day: string): TextEdit => ({ ...span, text: `"${day}"` });
  return [{ title: `It was reviewed today; again on ${yearAfter(today)}`, safe: false, edits: [...(reviewed ? [edit(reviewed, today)] : []), edit(next, yearAfter(today))] }];
}
