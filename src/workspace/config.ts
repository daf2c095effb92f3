import picomatch from 'picomatch';
import { DEFAULT_PATH_CLASSES } from '../facts/collect.js';
import { SEVERITIES, type PathClass, type Rule, type Severity } from '../knowledge/model.js';
import { readYaml, type YamlProblem } from '../knowledge/validate.js';

export const CONFIG_PATH = '.talklint/config.yaml';

/** What `.talklint/config.yaml` says; the same for editor and command line. */
export interface Config {
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly talks: readonly string[];
  readonly paths: Readonly<Record<PathClass, readonly string[]>>;
  readonly ignores: readonly { readonly rule: string; readonly path?: string; readonly reason: string }[];
  readonly packs: readonly string[];
}

export const NO_CONFIG: Config = { rules: {}, talks: [], paths: DEFAULT_PATH_CLASSES, ignores: [], packs: [] };

/** Reads the configuration; what is wrong is reported and the rest keeps its default. Positions count from 0. */
export function readConfig(text: string): { readonly config: Config; readonly problems: readonly YamlProblem[] } {
  const { value, problems } = readYaml(text, 'config');
  if (problems.length > 0 || typeof value !== 'object' || value === null) return { config: NO_CONFIG, problems };
  const data = value as Partial<Config>;
  return {
    config: {
      rules: data.rules ?? {},
      talks: data.talks ?? [],
      paths: { ...DEFAULT_PATH_CLASSES, ...data.paths },
      ignores: data.ignores ?? [],
      packs: data.packs ?? [],
    },
    problems,
  };
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
