import { reindented } from './indent.js';
import { compileRegex } from './regex.js';
import { RuleError } from './rule-error.js';
import { SEPARATORS, wordsOfName, type Separator } from './words-of-name.js';

/** The code a metavariable stands for, and how far the line it begins in is indented. */
export interface BoundCode {
  readonly text: string;
  readonly indent: number;
}

/** The texts of the variables a rule defines under `transform`, given what the match bound. */
export type Transform = (codeOf: (name: string) => BoundCode | undefined) => Readonly<Record<string, string>>;

interface Step {
  /** The variable the step reads. */
  readonly source: string;
  apply(text: string): string;
}

type Mapping = Readonly<Record<string, unknown>>;

const NOTHING = {};

/** Compiles the value of `transform`: new variables made of others by `replace`, `substring` or `convert`. Throws a RuleError. */
export function compileTransform(transform: Mapping): Transform {
  const steps = new Map(Object.entries(transform).map(([name, value]) => [name, readStep(name, value)]));
  if (steps.size === 0) return () => NOTHING;
  const order = inOrder(steps);
  return (codeOf) => {
    const made: Record<string, string> = {};
    for (const name of order) {
      const step = steps.get(name);
      if (!step) continue;
      // What nothing was bound to becomes nothing.
      const code = codeOf(step.source) ?? { text: made[step.source] ?? '', indent: 0 };
      made[name] = reindented(step.apply(code.text), code.indent, 0);
    }
    return made;
  };
}

/** Every step after the one it reads. */
function inOrder(steps: ReadonlyMap<string, Step>): string[] {
  const order: string[] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const step = steps.get(name);
    if (!step || order.includes(name)) return;
    if (path.includes(name)) throw new RuleError(`the transform of "${name}" refers to itself; break the circle.`);
    visit(step.source, [...path, name]);
    order.push(name);
  };
  for (const name of steps.keys()) visit(name, []);
  return order;
}

function readStep(name: string, value: unknown): Step {
  const data = typeof value === 'string' ? readShortForm(name, value) : value;
  const [[kind, settings] = [], ...more] = isMapping(data) ? Object.entries(data) : [];
  if (kind === undefined || !isMapping(settings) || more.length > 0) throw new RuleError(`the transform of "${name}" must be one of replace, substring and convert with its settings.`);
  switch (kind) {
    case 'replace':
      return replaceStep(name, settings);
    case 'substring':
      return substringStep(name, settings);
    case 'convert':
      return convertStep(name, settings);
    case 'rewrite':
      throw new RuleError(`the transform of "${name}" uses rewrite, which does not exist here; use replace, substring or convert.`);
    default:
      throw new RuleError(`"${kind}" is no transform; use replace, substring or convert.`);
  }
}

function replaceStep(name: string, settings: Mapping): Step {
  const { replace, by } = settings;
  if (typeof replace !== 'string' || typeof by !== 'string') throw new RuleError(`replace in the transform of "${name}" needs "replace" and "by" as texts.`);
  const regex = compileRegex(replace);
  return { source: sourceOf(name, settings), apply: (text) => regex.replaceAll(text, by) };
}

function substringStep(name: string, settings: Mapping): Step {
  const { startChar = 0, endChar } = settings;
  if (!Number.isInteger(startChar) || (endChar !== undefined && !Number.isInteger(endChar))) throw new RuleError(`startChar and endChar in the transform of "${name}" must be whole numbers.`);
  return { source: sourceOf(name, settings), apply: (text) => Array.from(text).slice(Number(startChar), endChar === undefined ? undefined : Number(endChar)).join('') };
}

const CASES: Readonly<Record<string, (text: string, words: () => string[]) => string>> = {
  lowerCase: (text) => text.toLowerCase(),
  upperCase: (text) => text.toUpperCase(),
  capitalize: (text) => capitalized(text),
  camelCase: (_, words) => words().map((word, i) => (i === 0 ? word.toLowerCase() : capitalized(word))).join(''),
  pascalCase: (_, words) => words().map(capitalized).join(''),
  snakeCase: (_, words) => words().join('_').toLowerCase(),
  kebabCase: (_, words) => words().join('-').toLowerCase(),
};

function convertStep(name: string, settings: Mapping): Step {
  const { toCase, separatedBy } = settings;
  const convert = typeof toCase === 'string' && Object.hasOwn(CASES, toCase) ? CASES[toCase] : undefined;
  if (!convert) throw new RuleError(`toCase in the transform of "${name}" must be one of ${Object.keys(CASES).join(', ')}.`);
  const separators = separatedBy === undefined ? SEPARATORS : separatedBy;
  if (!Array.isArray(separators) || !separators.every(isSeparator)) throw new RuleError(`separatedBy in the transform of "${name}" must be a list of ${SEPARATORS.join(', ')}.`);
  return { source: sourceOf(name, settings), apply: (text) => convert(text, () => wordsOfName(text, separators)) };
}

function isSeparator(value: unknown): value is Separator {
  return (SEPARATORS as readonly unknown[]).includes(value);
}

function capitalized(text: string): string {
  const [first = '', ...rest] = Array.from(text);
  return first.toUpperCase() + rest.join('');
}

function sourceOf(name: string, { source }: Mapping): string {
  const variable = typeof source === 'string' ? /^\${1,3}([A-Z][A-Z0-9_]*)$/.exec(source) : null;
  if (!variable) throw new RuleError(`the source in the transform of "${name}" must be a metavariable such as $NAME.`);
  return variable[1] ?? '';
}

/** `replace($A, replace='x', by='y')`: the name of a transform, its source and its settings. */
function readShortForm(name: string, written: string): Mapping {
  const form = /^\s*(\w+)\s*\(\s*(\$+\w+)\s*(?:,([\s\S]*))?\)\s*$/.exec(written);
  if (!form) throw new RuleError(`the transform of "${name}" is written like replace($A, replace='x', by='y').`);
  const settings: Record<string, unknown> = { source: form[2] };
  const rest = (form[3] ?? '').replaceAll(/\s*(\w+)\s*=\s*("[^"]*"|'[^']*'|\[[^\]]*\]|[^,\s]+)\s*(?:,|$)/g, (_, key: string, value: string) => {
    settings[key] = readSetting(value);
    return '';
  });
  if (rest.trim() !== '') throw new RuleError(`"${rest.trim()}" in the transform of "${name}" is not understood; write settings as key='value'.`);
  return { [form[1] ?? '']: settings };
}

function readSetting(value: string): unknown {
  if (/^['"]/.test(value)) return value.slice(1, -1);
  if (value.startsWith('[')) return value.slice(1, -1).split(',').map((item) => item.trim());
  return /^-?\d+$/.test(value) ? Number(value) : value;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
