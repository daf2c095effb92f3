import type { AnswerTexts } from '../../protocol/product-answers.js';
import type { KnownProduct } from '../products.js';
import { folderName, isDeviceName, LONGEST_SLUG } from '../slug.js';

const LONGEST_ANSWER = 500;

const LABELS: Readonly<Record<keyof AnswerTexts, string>> = {
  folder: 'The folder',
  domain: 'The domain',
  name: 'The name',
  purpose: 'The purpose',
  outputPort: 'The output port',
  owner: 'The owner',
  team: 'The team',
  source: 'The source',
  contract: 'The contract',
};

/**
 * Why an answer will not do, in one sentence; undefined when it will. `known` are the products of the workspace: a
 * domain must be spelled as they spell it, and two names must not lead to one folder. The same domain and name once
 * more are fine, because the scaffold may be run again.
 */
export function checkAnswer(
  field: keyof AnswerTexts,
  answers: Partial<AnswerTexts>,
  known: readonly KnownProduct[],
): string | undefined {
  const text = tidy(answers[field] ?? '');
  const label = LABELS[field];
  const mistake = lineMistake(label, text);
  if (mistake !== undefined) return mistake;
  switch (field) {
    case 'folder':
      return folderMistake(text);
    case 'domain':
      return slugMistake(label, text) ?? domainMistake(text, known);
    case 'name':
      return slugMistake(label, text) ?? nameMistake(text, tidy(answers.domain ?? ''), known);
    case 'outputPort':
    case 'source':
      return slugMistake(label, text);
    default:
      return undefined;
  }
}

/** An answer as it is written: composed characters, no space around. */
export function tidy(answer: string): string {
  return answer.normalize('NFC').trim();
}

/** Why a text is no line that can be written; `label` begins the sentence. */
export function lineMistake(label: string, text: string): string | undefined {
  if (text === '') return `${label} is missing; write one.`;
  if (text.length > LONGEST_ANSWER) return `${label} has ${text.length} characters; use at most ${LONGEST_ANSWER}.`;
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) {
    return `${label} holds a line break or a character that cannot be written; use one line of text.`;
  }
  return undefined;
}

/** Why no file can be named after a text; `label` begins the sentence. */
export function slugMistake(label: string, text: string): string | undefined {
  const slug = folderName(text);
  if (slug === '') return `${label} needs a letter or a digit, because a file is named after it.`;
  if (slug.length > LONGEST_SLUG) {
    return `${label} becomes a file name of ${slug.length} characters; use at most ${LONGEST_SLUG}.`;
  }
  if (isDeviceName(slug)) {
    return `${label} becomes the file name "${slug}", which Windows keeps for itself; choose another.`;
  }
  return undefined;
}

/** Why a name will not do beside others, since files are named after them; `what` all of them are, in the plural. */
export function sharedName(name: string, others: readonly string[], what: string): string | undefined {
  const slug = folderName(name);
  const other = others.find((taken) => folderName(taken) === slug);
  return other === undefined
    ? undefined
    : `Two ${what} would share the file name "${slug}": "${other}" and "${tidy(name)}"; rename one.`;
}

function folderMistake(folder: string): string | undefined {
  const isRefused = (part: string) => /^(\.{0,2}|.*[. ])$/.test(part) || isDeviceName(part.toLowerCase());
  return /[\\:*?"<>|]/.test(folder) || folder.split('/').some(isRefused)
    ? 'The folder must be a path below the workspace folder, such as products; write it with / and without dots.'
    : undefined;
}

function domainMistake(domain: string, known: readonly KnownProduct[]): string | undefined {
  const alike = known.filter((product) => folderName(product.domain) === folderName(domain));
  const [other] = alike;
  return other === undefined || alike.some((product) => product.domain === domain)
    ? undefined
    : `${other.path} spells this domain "${other.domain}"; spell it the same.`;
}

function nameMistake(name: string, domain: string, known: readonly KnownProduct[]): string | undefined {
  const other = known.find(
    (product) =>
      folderName(product.domain) === folderName(domain) &&
      product.name !== name &&
      folderName(product.name) === folderName(name),
  );
  return other && `"${other.name}" in ${other.path} would share its folder with this name; choose another.`;
}
