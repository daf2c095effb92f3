import { calleeOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import type { FileModel } from '../walk.js';
import { wordsOf } from '../words.js';
import { isInside, within } from './layout.js';
import { familyOf, hasWord } from './shape.js';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** What calls begin with that say what is done. Words that promise an answer or a check are left out: a block taken out may give none. */
const VERBS = set('add append apply assign attach book build cancel charge clear close collect copy count create delete deliver draw emit enqueue expand extend fill flush hold insert join link load log mark merge move notify open order pay place plan post prepare price print publish push put queue read record refund register release remove render rent replace report reserve reset resolve restore return save schedule send ship show sort split start stop store sum track transfer update upload visit warn write');
/** What any program could say. */
const COMMON = set('all any args arg arr array bool buf buffer cb ctx cur current data dict elem element err error false fn func get idx index info int item items iter key keys len length line list map max min msg name names new next none null num number obj object opts options out param params prev range ref res result results ret self set size str string sum temp tmp total true type undefined val value values var with');
/** What is done to a list, said as what it is done for. */
const MECHANICS: Readonly<Record<string, string>> = { append: 'collect', push: 'collect', extend: 'collect' };
/** Not the name of a thing. */
const NO_NOUN = /(ed|ing|ly|able|ance)$/;
/** Names that begin so may change what they are given. */
const CHANGING = set('add append apply collect fill insert push put record register remove replace reset restore save store track update write clear delete move merge extend load mark build start stop resolve assign attach sort link copy');
const SHORTEST = 3;
const NOUNS_TRIED = 2;

/**
 * A name for a block in words of its own: what its first telling call does, and the noun it mentions most often that
 * the function's own name does not say. Undefined where it says neither, or the names are taken.
 */
export function blockName(owner: FunctionModel, file: FileModel, block: number, changes: boolean): string | undefined {
  const { tree, roles } = file;
  const calls = owner.nodes('call').filter((node) => isInside(tree, node, block));
  const telling = calls.find((call) => !isAsked(file, call, block));
  const done = telling === undefined ? undefined : wordsOf(calleeOf(tree, roles, telling).name)[0];
  const verb = done !== undefined && VERBS.has(done) ? (MECHANICS[done] ?? done) : undefined;
  if (verb === undefined || owner.words.includes(verb) || (changes && !CHANGING.has(verb))) return undefined;
  const counts = new Map<string, number>();
  for (const node of within(tree, block, (candidate) => tree.isLeaf(candidate) && roles.is(tree, candidate, 'identifier') && !calls.some((call) => calleeOf(tree, roles, call).node === candidate))) {
    for (const word of wordsOf(tree.text(node))) if (word.length >= SHORTEST && !NO_NOUN.test(word) && !VERBS.has(word) && !COMMON.has(word) && !owner.words.includes(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const nouns = [...counts].filter(([, count]) => count > 1).sort(([, a], [, b]) => b - a).map(([noun]) => noun);
  const names = nouns.slice(0, NOUNS_TRIED).map((noun) => (familyOf(file) === 'python' ? `${verb}_${noun}` : `${verb}${noun.charAt(0).toUpperCase()}${noun.slice(1)}`));
  // What the block calls is often named so already.
  return names.find((name) => !hasWord(tree.source.replaceAll('.', ' '), name));
}

/** Whether a call stands in a condition, or in what a loop goes over. */
function isAsked({ tree, roles }: FileModel, call: number, block: number): boolean {
  let child = call;
  for (const up of tree.ancestors(call)) {
    const isHeader = tree.childByField(up, 'condition') === child || (roles.is(tree, up, 'loop') && tree.childByField(up, 'body') !== child);
    if (isHeader) return true;
    if (up === block) return false;
    child = up;
  }
  return false;
}
