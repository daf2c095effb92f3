import { applyEdits, modify, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { FunctionProfile, Signal } from '../cupid/profile.js';
import type { TextEdit } from '../document/edit.js';
import { LineIndex, type Position } from '../document/position.js';

export const ACCEPTED_PATH = '.talklint/accepted.json';

/** A CUPID remark somebody agreed to live with, until what it rests on changes. */
export interface Accepted {
  /** As configuration names signals: `cupid/P1`. */
  readonly signal: string;
  /** Relative to the folder, with `/`. */
  readonly file: string;
  readonly function: string;
  /** What the remark rested on when it was accepted, as `fingerprintOf` writes it. */
  readonly evidence: string;
  readonly reason: string;
}

export interface AcceptedText {
  readonly accepted: readonly Accepted[];
  readonly problems: readonly { readonly at: Position; readonly message: string }[];
}

const FIELDS = ['signal', 'file', 'function', 'evidence', 'reason'] as const;

/** Reads `.talklint/accepted.json`. Never throws: a mistake takes away the one entry it stands in. */
export function readAccepted(text: string): AcceptedText {
  const errors: ParseError[] = [];
  const tree = parseTree(text.replace(/^\uFEFF/, ' '), errors);
  const lines = new LineIndex(text);
  const problem = (offset: number, message: string) => ({ at: lines.positionAt(offset), message });
  const [error] = errors;
  if (error) return { accepted: [], problems: [problem(error.offset, 'this is no valid JSON, so nothing is accepted; mend it.')] };
  const list = tree && member(tree, 'accepted');
  if (list?.type !== 'array') return { accepted: [], problems: [problem(0, 'the list "accepted" is missing; write { "version": 1, "accepted": [] }.')] };
  const accepted: Accepted[] = [];
  const problems: { at: Position; message: string }[] = [];
  for (const node of list.children ?? []) {
    const missing = FIELDS.find((field) => typeof member(node, field)?.value !== 'string' || member(node, field)?.value === '');
    if (missing === undefined) accepted.push(Object.fromEntries(FIELDS.map((field) => [field, String(member(node, field)?.value)])) as unknown as Accepted);
    else problems.push(problem(node.offset, `this entry has no ${missing}; ${missing === 'reason' ? 'say why this is fine.' : 'accept the remark anew, or remove the entry.'}`));
  }
  return { accepted, problems };
}

function member(node: Node, name: string): Node | undefined {
  return node.type === 'object' ? node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1] : undefined;
}

/**
 * The edit that adds an entry to the text of the file, or makes the file where there is none. `reason` stands in the
 * result as it is, so it must be a JSON string. Undefined when the text is no valid file of this kind.
 */
export function acceptEdit(text: string | undefined, entry: Omit<Accepted, 'reason'>, reason: string): TextEdit | undefined {
  const placeholder = 'reason goes here';
  const written = text?.trim() ? text : '{\n  "version": 1,\n  "accepted": []\n}\n';
  const { accepted, problems } = readAccepted(written);
  if (problems.length > 0) return undefined;
  const edits = modify(written, ['accepted', accepted.length], { ...entry, reason: placeholder }, { isArrayInsertion: true, formattingOptions: { insertSpaces: true, tabSize: 2, eol: written.includes('\r\n') ? '\r\n' : '\n' } });
  const added = applyEdits(written, edits);
  // Ours is the last entry; another one may have said the same.
  const at = added.lastIndexOf(`"${placeholder}"`);
  const result = added.slice(0, at) + reason + added.slice(at + placeholder.length + 2);
  return { start: 0, end: text?.length ?? 0, text: result };
}

/** What a signal rests on, in eight hexadecimal digits (FNV-1a, 32 bit): the same wherever the code moves, another once it says something else. */
export function fingerprintOf({ evidence }: Signal): string {
  const text = evidence.map(({ label }) => label).sort().join('\n');
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Whether a remark about a function of a file was accepted as it is now. */
export function isAcceptedIn(accepted: readonly Accepted[], path: string, { name }: FunctionProfile, signal: Signal): boolean {
  return accepted.some((entry) => entry.file === path && entry.function === name && entry.signal === `cupid/${signal.id}` && entry.evidence === fingerprintOf(signal));
}
