import { listed } from '../expressions.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';
import { singular, wordsOf } from '../words.js';

const FEW = 3;

const VAGUE_NAMES = /^(do_?(it|stuff|work|something)|process_?(data|it|item|items|all)?|handle_?(it|data|all|stuff)?|manage|stuff|helper|util|utils|temp|tmp|foo|perform|execute_?it)$/i;

/** D6: a public name any program could have. */
export const vagueNamesSignal: SignalRule = {
  letter: 'D',
  id: 'D6',
  title: 'Domain-based: a name any program could have',
  grade: 'C',
  nextStep: 'Say what, in words of the domain.',
  onlyBeside: 'any',
  find(owner, file) {
    if (!owner.isPublic || owner.isImposed || !VAGUE_NAMES.test(owner.name)) return undefined;
    const words = termsNear(file);
    return { ...note(`\`${owner.name}\`: what, in words of the domain?`, [evidenceAt(file, owner.nameNode, owner.name)]), ...(words.length === 0 ? {} : { nextStep: `Say what, in words such as ${listed(words, 'or')}.` }) };
  },
};

/** Words of the glossary the file speaks of, else its first. */
function termsNear({ elsewhere: { glossary }, document, mentions }: FileModel): string[] {
  const names = glossary?.terms.map(({ name }) => name.toLowerCase()) ?? [];
  const spoken = new Set([document.path, ...mentions.keys()].flatMap(wordsOf).map(singular));
  const near = names.filter((name) => wordsOf(name).map(singular).every((word) => spoken.has(word)));
  return (near.length > 0 ? near : names).slice(0, FEW);
}
