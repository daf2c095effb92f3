import { readNotebook } from '../document/notebook.js';
import { applyEdits, compatibleEdits, type TextEdit } from '../document/edit.js';
import type { Finding } from '../lint/finding.js';
import { LARGEST_TEXT } from '../workspace/text.js';
import type { Reading } from './reading.js';

/** Fixes may uncover further ones; more rounds than this mean that they undo each other. */
const MOST_ROUNDS = 20;

/** A text with what the rules say about it. Dispose the reading. */
export interface Judged {
  readonly text: string;
  readonly reading: Reading;
  readonly findings: readonly Finding[];
}

export interface FixOutcome {
  /** How often a fix of each rule was applied; empty when the text stays as it was. */
  readonly applied: ReadonlyMap<string, number>;
  readonly judged: Judged;
  /** One sentence when safe fixes were not applied. */
  readonly problem?: string;
}

/**
 * Applies the safe fixes of a text, the first of each finding, until none is left. The text stays as it was when they
 * would break its syntax or come to no end. Disposes every reading but the one it returns.
 */
export async function fixText(first: Judged, judge: (text: string) => Promise<Judged>): Promise<FixOutcome> {
  const errors = first.reading.parseErrors;
  const applied = new Map<string, number>();
  let last = first;
  const giveUp = (problem: string): FixOutcome => {
    if (last !== first) last.reading.dispose();
    return { applied: new Map(), judged: first, problem };
  };
  for (let round = 0; ; round++) {
    const { text, rules, unmappable } = nextText(last);
    if (text === last.text) {
      if (last !== first) first.reading.dispose();
      return { applied, judged: last, ...(unmappable.length > 0 ? { problem: `the fixes of ${listed(unmappable)} touch what only IPython understands or several cells, so they were left out; mend that by hand.` } : {}) };
    }
    const names = listed(rules);
    if (round === MOST_ROUNDS || text.length > LARGEST_TEXT) return giveUp(`the fixes of ${names} come to no end, so the file was left as it was; mend the rule.`);
    if (last.reading.isNotebook && !readNotebook(text)) return giveUp(`the fixes of ${names} would break the notebook, so it was left as it was; mend the rule.`);
    const next = await judge(text);
    if (last !== first) last.reading.dispose();
    last = next;
    if (next.reading.parseErrors > errors) return giveUp(`the fixes of ${names} would break its syntax, so the file was left as it was; mend the rule.`);
    for (const rule of rules) applied.set(rule, (applied.get(rule) ?? 0) + 1);
  }
}

/** One round of fixes: the text after it, a rule's name for every fix applied, and the rules whose fixes cannot be placed. */
function nextText({ text, reading, findings }: Judged): { text: string; rules: readonly string[]; unmappable: readonly string[] } {
  const groups: { rule: string; edits: readonly TextEdit[] }[] = [];
  const unmappable: string[] = [];
  for (const finding of findings) {
    const [fix] = finding.fixes;
    if (!fix?.safe) continue;
    const edits = reading.editsOf(finding, fix);
    if (edits) groups.push({ rule: finding.rule, edits });
    else unmappable.push(finding.rule);
  }
  const chosen = compatibleEdits(groups.map(({ edits }) => edits));
  const isChosen = (edit: TextEdit) => chosen.some((other) => other.start === edit.start && other.end === edit.end && other.text === edit.text);
  return { text: applyEdits(text, chosen), rules: groups.filter(({ edits }) => edits.every(isChosen)).map(({ rule }) => rule), unmappable };
}

function listed(rules: readonly string[]): string {
  return [...new Set(rules)].sort().join(', ');
}
