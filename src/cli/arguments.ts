import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './context.js';
import { instead } from './nearest.js';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads options and positional arguments. Throws a UsageError that names the option. */
export function readArguments<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    const sentence = message.replace(/\.? To specify.*$/, '').replace(/\.$/, '');
    const unknown = /^Unknown option '(--?[^']*)'/.exec(sentence)?.[1];
    const advice = 'see `talklint --help`';
    throw new UsageError(`${sentence}${unknown === undefined ? `; ${advice}.` : instead(unknown, Object.keys(options).map((name) => `--${name}`), advice)}`);
  }
}

/** One of the allowed words, or a UsageError that lists them. */
export function oneOf<Word extends string>(option: string, value: string, allowed: readonly Word[]): Word {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new UsageError(`${option} must be one of ${allowed.join(', ')}, not "${value}"${instead(value, allowed)}`);
  return found;
}

/** A whole number from 1 to `most`, or a UsageError. */
export function wholeNumber(option: string, value: string, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > most) throw new UsageError(`${option} must be a whole number from 1 to ${most}, not "${value}".`);
  return number;
}

/** What to do out of the actions of a command; throws a UsageError that lists them. */
export function actionOf<Action extends string>(command: string, value: string | undefined, actions: readonly Action[]): Action {
  const found = actions.find((action) => action === value);
  if (found !== undefined) return found;
  const list = actions.join(', ');
  throw new UsageError(value === undefined ? `say what to do: talklint ${command} with one of ${list}.` : `talklint ${command} has no "${value}"${instead(value, actions, `it has ${list}`)}`);
}

export const FORMATS = ['text', 'json'] as const;
/** How findings are told. */
export const REPORT_FORMATS = [...FORMATS, 'sarif', 'github'] as const;
