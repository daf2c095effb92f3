import lunr from 'lunr';

/** Limits of a query: a pasted novel or a very long word with fuzzy matching could otherwise exhaust the memory. */
const LONGEST_QUERY = 200;
export const MOST_TOKENS = 8;
export const LONGEST_TOKEN = 32;

/** More parts than this are a sentence or a path, not a name someone writes in one piece. */
const MOST_JOINED = 4;

const WORD = /[\p{L}\p{N}+#]+/gu;
/** Words held together by the signs of names and code: `scikit-learn`, `@aws-cdk/core`, `pl.scan_csv`, `verify=False`. */
const COMPOUND = /[\p{L}\p{N}+#]+(?:[-_./:=][\p{L}\p{N}+#]+)+/gu;

/** Words of questions that say nothing about the subject. */
const QUESTION_WORDS = new Set(
  (
    'a about am an and any anyone are as at be been but by can could did do does doing for from get gets had has have how i if in into is it its just ' +
    'me my need of on one or our please shall should so some still tell than that the their them then there these they this those to us use used using ' +
    'was we were what when where whether which while who whom whose why will with would you your'
  ).split(' '),
);

/** Lower case without accents and compatibility forms, so that "Müller", "MULLER" and "muller" are one word. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase();
}

function clip(token: string): string {
  return token.length > LONGEST_TOKEN ? token.slice(0, LONGEST_TOKEN) : token;
}

/** The words of a text in order, folded; a sign that is neither letter, digit, `+` nor `#` ends a word. */
function words(text: string): string[] {
  return (fold(text).match(WORD) ?? []).map(clip);
}

/** The words of a text and, after them, the joined forms of its compounds: `scikit-learn` gives scikit, learn, scikitlearn. */
export function indexTokens(text: string): string[] {
  const joined = (fold(text).match(COMPOUND) ?? []).flatMap(joinedForms);
  return [...words(text), ...joined];
}

/** `pl.scan_csv` as `plscancsv` and, for each of its dotted parts, `scancsv`. */
function joinedForms(compound: string): string[] {
  const forms = [compound, ...compound.split(/[./:=]/)].map((part) => part.match(WORD) ?? []).filter((parts) => parts.length > 1 && parts.length <= MOST_JOINED);
  return [...new Set(forms.map((parts) => parts.join('')))].filter((form) => form.length <= LONGEST_TOKEN);
}

/** The tokens of a name: those of its text and the name written in one piece, if it is short enough. */
export function nameTokens(name: string): string[] {
  const parts = words(name);
  const whole = parts.join('');
  const tokens = indexTokens(name);
  return parts.length > 1 && parts.length <= MOST_JOINED && whole.length <= LONGEST_TOKEN && !tokens.includes(whole) ? [...tokens, whole] : tokens;
}

/** A name with nothing left to spell differently: "HiPlot", "hi-plot" and "Hi plot" are the same. */
export function compact(name: string): string {
  return words(name).join('');
}

/** The stem of a token, by Porter's algorithm for English as lunr ships it. */
export function stem(token: string): string {
  return lunr.stemmer(new lunr.Token(token, {})).toString();
}

/** The words a query is about, at most MOST_TOKENS; question words count only when there is nothing else. */
export function queryTokens(query: string): string[] {
  const all = [...new Set(words(query.slice(0, LONGEST_QUERY)))];
  const telling = all.filter((token) => !QUESTION_WORDS.has(token));
  return (telling.length > 0 ? telling : all).slice(0, MOST_TOKENS);
}
