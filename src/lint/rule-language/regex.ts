import { RE2JS } from 're2js';
import { RuleError } from './rule-error.js';

/** A regular expression whose matching takes time proportional to the text, whatever the expression. */
export interface LinearRegex {
  /** Whether the expression occurs anywhere in the text. */
  test(text: string): boolean;
  /** The text with every occurrence replaced; `$1`, `$name` and `${name}` in `by` stand for groups, `$$` for a dollar, as in Rust's regex crate. */
  replaceAll(text: string, by: string): string;
}

/** Larger expressions are refused: compiled, each repetition is written out. */
const LONGEST = 2000;
const compiled = new Map<string, LinearRegex>();

/**
 * Compiles an expression of the rule language: RE2's syntax, which is that of ast-grep's engine without look-around and
 * back references. Matching never backtracks, so an expression from a workspace cannot hang the editor. Throws a
 * RuleError that says what is wrong.
 */
export function compileRegex(source: string): LinearRegex {
  const known = compiled.get(source);
  if (known) return known;
  if (source.length > LONGEST) throw new RuleError(`a regular expression is longer than ${LONGEST} characters; split it.`);
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(source);
  } catch (cause) {
    throw new RuleError(`the regular expression "${source}" is not valid (${cause instanceof Error ? cause.message : String(cause)}); mend it. Look-around and back references do not exist here.`);
  }
  const result: LinearRegex = { test: (text) => regex.test(text), replaceAll: (text, by) => replaceAll(regex, text, by) };
  compiled.set(source, result);
  return result;
}

const GROUP = /\$(?:\$|(\w+)|\{(\w+)\})/g;

function replaceAll(regex: RE2JS, text: string, by: string): string {
  const matcher = regex.matcher(text);
  const names = regex.namedGroups();
  let result = '';
  let last = 0;
  while (matcher.find()) {
    const group = (name: string): string => {
      const known = /^\d+$/.test(name) ? Number(name) <= regex.groupCount() : Object.hasOwn(names, name);
      return known ? (matcher.group(/^\d+$/.test(name) ? Number(name) : name) ?? '') : '';
    };
    result += text.slice(last, matcher.start()) + by.replace(GROUP, (_, bare: string | undefined, braced: string | undefined) => (bare ?? braced) === undefined ? '$' : group(bare ?? braced ?? ''));
    last = matcher.end();
  }
  return result + text.slice(last);
}
