import { singular, wordsOf } from './words.js';
import { LineIndex, type Position, type Span } from '../document/position.js';
import type { TextEdit } from '../document/edit.js';

/** Where a glossary may lie, relative to the folder; the first that exists counts. */
export const GLOSSARY_PATHS = ['glossary.md', 'docs/glossary.md', '.talklint/glossary.md', 'GLOSSARY.md', 'docs/GLOSSARY.md'] as const;

/** One word of the domain, as its people wrote it down. */
export interface Term {
  readonly name: string;
  readonly meaning: string;
  /** Words that are not to be used for it. */
  readonly not: readonly string[];
  /** The line, in UTF-16 units. */
  readonly span: Span;
}

/** What `glossary.md` says. */
export interface Glossary {
  readonly terms: readonly Term[];
  /** Words somebody looked at and found to be none of the domain, in lower case. */
  readonly rejected: readonly string[];
}

export interface GlossaryProblem {
  readonly span: Span;
  readonly at: Position;
  readonly message: string;
}

const REJECTED = 'Not domain words';
const ENTRY = /^\s*(?:[-*]\s+)?\*\*([^*\n]+)\*\*\s*(?:[—–:]|-{1,2}\s)\s*(.*)$/;
const NOT = /(?:^|\s)\*{0,2}Not:\*{0,2}\s*(.*?)\.?\s*$/;
const DRAFT = /^\s*(?:[-*]\s+)?\*\*([^*\n]+)\*\*\s*(.*)$/;

/**
 * Reads a glossary: lines such as `**Customer** — who pays. Not: client, user.` Other lines are the reader's own
 * business. Never throws: a mistake takes away what it stands in.
 */
export function readGlossary(text: string): { readonly glossary: Glossary; readonly problems: readonly GlossaryProblem[] } {
  const lines = new LineIndex(text);
  const terms: Term[] = [];
  const drafts: { readonly span: Span; readonly message: string }[] = [];
  const rejected: string[] = [];
  let heading = '';
  for (const { span, line } of linesOf(text)) {
    heading = /^#{1,6}\s+(.*?)\s*#*\s*$/.exec(line)?.[1] ?? heading;
    if (heading.toLowerCase() === REJECTED.toLowerCase()) rejected.push(...rejectedIn(line));
    else if (ENTRY.test(line)) terms.push(termOf(line, span));
    else if (NOT.test(line) && DRAFT.test(line)) drafts.push({ span, message: 'this word has no dash before its meaning; write **Word** — meaning. Not: other words.' });
  }
  const mistakes = [...drafts, ...mistakesIn(terms)].sort((a, b) => a.span.start - b.span.start);
  return { glossary: { terms, rejected }, problems: mistakes.map(({ span, message }) => ({ span, message, at: lines.positionAt(span.start) })) };
}

function* linesOf(text: string): Generator<{ readonly span: Span; readonly line: string }> {
  let start = 0;
  let isCode = false;
  for (const whole of text.split('\n')) {
    const line = whole.replace(/\r$/, '');
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
    else if (!isCode) yield { span: { start, end: start + line.length }, line };
    start += whole.length + 1;
  }
}

function rejectedIn(line: string): string[] {
  return /^\s*[-*]\s+(.*)$/.exec(line)?.[1]?.split(',').map((word) => word.replace(/[*`.]/g, '').trim().toLowerCase()).filter((word) => word !== '') ?? [];
}

function termOf(line: string, span: Span): Term {
  const [, name = '', rest = ''] = ENTRY.exec(line) ?? [];
  const not = NOT.exec(rest)?.[1];
  const words = not?.split(/[,;]/).map((word) => word.replace(/[*`"“”]/g, '').trim()).filter((word) => word !== '');
  return { name: name.trim(), meaning: rest.replace(NOT, '').trim(), not: words ?? [], span };
}

function mistakesIn(terms: readonly Term[]): { readonly span: Span; readonly message: string }[] {
  const names = new Map<string, Term>();
  const synonyms = new Map<string, Term>();
  const found: { readonly span: Span; readonly message: string }[] = [];
  for (const term of terms) {
    const key = keyOf(term.name);
    if (names.has(key)) found.push({ span: term.span, message: `"${term.name}" is explained twice; keep one of the two.` });
    else names.set(key, term);
  }
  for (const term of terms) {
    for (const word of term.not) {
      const key = keyOf(word);
      const [meant, other] = [names.get(key), synonyms.get(key)];
      if (meant) found.push({ span: term.span, message: `"${word}" is a word of this glossary and stands under "Not:" of "${term.name}" too; decide for one.` });
      else if (other && other !== term) found.push({ span: term.span, message: `"${word}" stands under "Not:" of both "${other.name}" and "${term.name}"; nobody can tell which is meant.` });
      else synonyms.set(key, term);
    }
  }
  return found;
}

/** Words in the singular, joined by spaces: `Order Lines` and `orderLine` are one. */
function keyOf(name: string): string {
  return wordsOf(name).map(singular).join(' ');
}

/** A word of a name that the glossary lists under "Not:". */
export interface WrongWord {
  readonly term: Term;
  /** As the glossary writes it. */
  readonly word: string;
  /** Its first and last word within the name, counted from 0. */
  readonly from: number;
  readonly to: number;
}

const FOUND = new WeakMap<Glossary, readonly { readonly term: Term; readonly word: string; readonly parts: readonly string[] }[]>();

/** Before a word these make a thing of the machine: the client of HTTP is no customer. */
const OF_THE_MACHINE = /^(http|https|rest|api|rpc|grpc|graphql|tcp|udp|web|websocket|socket|sql|db|database|redis|kafka|mail|smtp|ssh|ftp|aws|git|docker|os|system|server|dom|test|mock|fake|stub)$/;

/** The first word of a name that the glossary says is not to be used. */
export function wrongWordIn(glossary: Glossary, words: readonly string[]): WrongWord | undefined {
  let wrong = FOUND.get(glossary);
  if (!wrong) {
    wrong = glossary.terms.flatMap((term) => term.not.map((word) => ({ term, word, parts: wordsOf(word).map(singular) }))).filter(({ parts }) => parts.length > 0);
    FOUND.set(glossary, wrong);
  }
  const own = words.map(singular);
  for (let from = 0; from < own.length; from++) {
    const found = OF_THE_MACHINE.test(own[from - 1] ?? '') ? undefined : wrong.find(({ parts }) => parts.every((part, i) => own[from + i] === part));
    if (found) return { term: found.term, word: found.word, from, to: from + found.parts.length - 1 };
  }
  return undefined;
}

/** Where accepted words have not been explained yet. */
const TO_EXPLAIN = 'say here what it means.';

/**
 * The edits that add accepted and rejected words to a glossary, in the words' order; the rest of the text stays. An empty
 * or missing text becomes a glossary with a heading.
 */
export function glossaryEdits(text: string | undefined, accepted: readonly string[], rejected: readonly string[]): TextEdit[] {
  const eol = text?.includes('\r\n') ? '\r\n' : '\n';
  const entries = accepted.map((word) => `**${word.slice(0, 1).toUpperCase()}${word.slice(1)}** — ${TO_EXPLAIN}`).join(`${eol}${eol}`);
  const refused = rejected.map((word) => `- ${word}`).join(eol);
  if (text === undefined || text.trim() === '') {
    const parts = ['# Glossary', ...(entries === '' ? [] : [entries]), ...(refused === '' ? [] : [`## ${REJECTED}`, refused])];
    return [{ start: 0, end: text?.length ?? 0, text: `${parts.join(`${eol}${eol}`)}${eol}` }];
  }
  const section = sectionIn(text);
  const edits: TextEdit[] = [];
  if (entries !== '') edits.push(inserted(text, section ? section.start : text.length, entries, eol, section !== undefined));
  if (refused !== '') edits.push(section ? continued(text, section.end, refused, eol) : inserted(text, text.length, `## ${REJECTED}${eol}${eol}${refused}`, eol, false));
  // Two insertions at the end of a text are one.
  const [first, second] = edits;
  return first && second && first.start === second.start ? [{ ...first, text: `${first.text.trimEnd()}${eol}${eol}${second.text.trimStart()}` }] : edits;
}

/** From the heading of the refused words to the next heading or the end. */
function sectionIn(text: string): Span | undefined {
  const all = [...linesOf(text)];
  const begin = all.findIndex(({ line }) => new RegExp(`^#{1,6}\\s+${REJECTED}\\s*#*\\s*$`, 'i').test(line));
  if (begin < 0) return undefined;
  const next = all.slice(begin + 1).find(({ line }) => /^#{1,6}\s/.test(line));
  return { start: all[begin]?.span.start ?? 0, end: next?.span.start ?? text.length };
}

/** A paragraph of its own before `at`. */
function inserted(text: string, at: number, piece: string, eol: string, isBefore: boolean): TextEdit {
  const before = text.slice(0, at);
  const gap = /(\r?\n){2}$/.test(before) || before.trim() === '' ? '' : before.endsWith('\n') ? eol : eol + eol;
  return { start: at, end: at, text: `${gap}${piece}${isBefore ? eol + eol : eol}` };
}

/** More lines after the last of a section. */
function continued(text: string, end: number, piece: string, eol: string): TextEdit {
  const at = text.slice(0, end).trimEnd().length;
  const isHeading = /^#{1,6}\s[^\n]*$/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
  return { start: at, end: at, text: `${isHeading ? eol + eol : eol}${piece}${at === text.length ? eol : ''}` };
}

/** Whether the glossary says anything about a word, for or against. */
export function isDecided(glossary: Glossary, word: string): boolean {
  const key = keyOf(word);
  return glossary.rejected.some((each) => keyOf(each) === key) || glossary.terms.some(({ name, not }) => keyOf(name).split(' ').includes(key) || not.some((each) => keyOf(each) === key));
}
