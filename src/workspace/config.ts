import picomatch from 'picomatch';
import { DEFAULT_PATH_CLASSES } from '../facts/collect.js';
import { SEVERITIES, type PathClass, type Rule, type Severity } from '../knowledge/model.js';
import type { Glossary } from '../cupid/glossary.js';
import type { Accepted } from './accepted.js';
import { meaningProblems, type ConfigSurroundings } from './config-meaning.js';
import type { ConfigProblem, ConfigText } from './config-text.js';

export const CONFIG_PATH = '.talklint/config.yaml';

/** What `.talklint/config.yaml`, `.talklint/accepted.json` and the glossary say; the same for editor and command line. */
export interface Config {
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly talks: readonly string[];
  readonly paths: Readonly<Record<PathClass, readonly string[]>>;
  readonly ignores: readonly { readonly rule: string; readonly path?: string; readonly reason: string }[];
  readonly packs: readonly string[];
  readonly accepted: readonly Accepted[];
  /** The words of the domain, where somebody wrote them down. */
  readonly glossary?: Glossary;
}

export const NO_CONFIG: Config = { rules: {}, talks: [], paths: DEFAULT_PATH_CLASSES, ignores: [], packs: [], accepted: [] };

/** What the text of a configuration says, before it is known whether what it names exists. */
export function configOf({ data }: ConfigText, accepted: readonly Accepted[] = []): Config {
  const paths = Object.entries(data.paths ?? {}).map(([kind, globs]) => [kind, written(globs)] as const);
  return {
    rules: data.rules ?? {},
    talks: written(data.talks),
    // A list of which nothing is left counts as not written.
    paths: { ...DEFAULT_PATH_CLASSES, ...Object.fromEntries(paths.filter(([, globs]) => globs.length > 0)) },
    ignores: written(data.ignores),
    packs: written(data.packs),
    accepted,
  };
}

function written<Value>(list: readonly (Value | undefined)[] = []): Value[] {
  return list.filter((value): value is Value => value !== undefined);
}

/** What a configuration comes to where these rules, talks and packs exist, and every mistake in it, in order. Never throws. */
export function checkConfig(text: ConfigText, surroundings: ConfigSurroundings, accepted: readonly Accepted[] = []): { readonly config: Config; readonly problems: readonly ConfigProblem[] } {
  const config = configOf(text, accepted);
  const problems = [...text.problems, ...meaningProblems(text, surroundings)].sort((a, b) => a.span.start - b.span.start);
  // A talk nobody knows would leave nothing to say.
  return { config: { ...config, talks: config.talks.filter((talk) => surroundings.talks.has(talk)) }, problems };
}

/** A user's own settings, which outrank the configuration of the folder. */
export interface Overrides {
  readonly rules: Readonly<Record<string, string>>;
  readonly talks: readonly string[];
}

export const NO_OVERRIDES: Overrides = { rules: {}, talks: [] };

function isSeverity(value: string | undefined): value is Severity | 'off' {
  return value === 'off' || (SEVERITIES as readonly string[]).includes(value ?? '');
}

/** How severe a rule's findings are, all settings considered. */
export function severityOf(rule: Rule, config: Config, overrides: Overrides): Severity | 'off' {
  const talks = overrides.talks.length > 0 ? overrides.talks : config.talks;
  if (talks.length > 0 && rule.talk && !talks.includes(rule.talk.talk)) return 'off';
  const chosen = overrides.rules[rule.id] ?? config.rules[rule.id];
  if (isSeverity(chosen)) return chosen;
  return rule.on ? rule.severity : 'off';
}

/** Whether the configuration ignores a rule for a path. */
export function isIgnored(config: Config, rule: string, path: string): boolean {
  return config.ignores.some((ignore) => ignore.rule === rule && (ignore.path === undefined || picomatch(ignore.path, { dot: true })(path)));
}
