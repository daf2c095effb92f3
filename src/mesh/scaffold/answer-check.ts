import type { ProductAnswers } from '../../protocol/model.js';
import type { KnownProduct } from '../products.js';
import { folderName, isDeviceName, LONGEST_SLUG } from '../slug.js';

export const DEFAULT_FOLDER = 'products';

const LONGEST_ANSWER = 500;

const LABELS: Readonly<Record<keyof ProductAnswers, string>> = {
  folder: 'The folder',
  domain: 'The domain',
  name: 'The name',
  purpose: 'The purpose',
  outputPort: 'The output port',
  owner: 'The owner',
};

/**
 * Why an answer will not do, in one sentence; undefined when it will. `known` are the products of the workspace: a domain
 * must be spelled as they spell it, and two names must not lead to one folder. The same domain and name once more are
 * fine, because the scaffold may be run again.
 */
export function checkAnswer(field: keyof ProductAnswers, answers: Partial<ProductAnswers>, known: readonly KnownProduct[]): string | undefined {
  const text = tidy(answers[field] ?? '');
  const label = LABELS[field];
  if (text === '') return `${label} is missing; write one.`;
  if (text.length > LONGEST_ANSWER) return `${label} has ${text.length} characters; use at most ${LONGEST_ANSWER}.`;
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) return `${label} holds a line break or a character that cannot be written; use one line of text.`;
  switch (field) {
    case 'folder':
      return folderMistake(text);
    case 'domain':
      return slugMistake(label, text) ?? domainMistake(text, known);
    case 'name':
      return slugMistake(label, text) ?? nameMistake(text, tidy(answers.domain ?? ''), known);
    case 'outputPort':
      return slugMistake(label, text);
    default:
      return undefined;
  }
}

/** An answer as it is written: composed characters, no space around. */
export function tidy(answer: string): string {
  return answer.normalize('NFC').trim();
}

function folderMistake(folder: string): string | undefined {
  const parts = folder.split('/');
  if (/[\\:*?"<>|]/.test(folder) || parts.some((part) => part === '' || part === '.' || part === '..' || /[. ]$/.test(part) || isDeviceName(part.toLowerCase()))) {
    return 'The folder must be a path below the workspace folder, such as products; write it with / and without dots.';
  }
  return undefined;
}

function slugMistake(label: string, text: string): string | undefined {
  const slug = folderName(text);
  if (slug === '') return `${label} needs a letter or a digit, because a file is named after it.`;
  if (slug.length > LONGEST_SLUG) return `${label} becomes a file name of ${slug.length} characters; use at most ${LONGEST_SLUG}.`;
  if (isDeviceName(slug)) return `${label} becomes the file name "${slug}", which Windows keeps for itself; choose another.`;
  return undefined;
}

function domainMistake(domain: string, known: readonly KnownProduct[]): string | undefined {
  const other = known.find((product) => product.domain !== domain && folderName(product.domain) === folderName(domain));
  const same = known.some((product) => product.domain === domain);
  return other && !same ? `${other.path} spells this domain "${other.domain}"; spell it the same.` : undefined;
}

function nameMistake(name: string, domain: string, known: readonly KnownProduct[]): string | undefined {
  const other = known.find((product) => folderName(product.domain) === folderName(domain) && product.name !== name && folderName(product.name) === folderName(name));
  return other && `"${other.name}" in ${other.path} would share its folder with this name; choose another.`;
}
