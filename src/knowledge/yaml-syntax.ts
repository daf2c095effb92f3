import type { YAMLError } from 'yaml';
import type { Span } from '../document/position.js';

const SENTENCES: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'a second document begins here; a configuration is one document.',
  TAB_AS_INDENT: 'a tab indents this line; use spaces.',
  BAD_INDENT: 'this line is indented unlike the others of its list or mapping; align it.',
  MISSING_CHAR: 'something is missing here, such as a colon, a quote or a bracket; add it.',
  UNEXPECTED_TOKEN: 'this cannot stand here; mend the YAML.',
  BAD_SCALAR_START: 'a value cannot begin with this character; put it in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping cannot begin in this line; put it on a line of its own.',
};

/** What a YAML parser could not read, in one sentence that says what to do. */
export function syntaxSentence({ code, message }: YAMLError): string {
  return SENTENCES[code] ?? `${message.split('\n')[0] ?? message}; mend the YAML.`;
}

/** Where a syntax error is shown: errors may reach to the end of the text; what is underlined stays in its line. */
export function syntaxSpan(text: string, { pos: [start, end] }: YAMLError): Span {
  const rest = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? '';
  const stop = Math.min(end, start + rest.trimEnd().length);
  return { start, end: Math.max(stop, start) };
}
