import { SIGNAL_IDS } from '../cupid/signals.js';
import type { Knowledge } from '../knowledge/model.js';
import type { ConfigProblem, ConfigText } from './config-text.js';
import { nearest } from '../document/nearest.js';

/** What a configuration may name. */
export interface ConfigSurroundings {
  /** Ids of rules and, as `cupid/P1`, of CUPID signals. */
  readonly rules: ReadonlySet<string>;
  readonly talks: ReadonlySet<string>;
  /** Packs the configuration names that are no folders. */
  readonly missingPacks: ReadonlySet<string>;
}

/** What of some knowledge a configuration may name. */
export function namesIn({ rules, talks }: Knowledge): Pick<ConfigSurroundings, 'rules' | 'talks'> {
  return { rules: new Set([...rules.map(({ id }) => id), ...[...SIGNAL_IDS].map((id) => `cupid/${id}`)]), talks: new Set(talks.map(({ id }) => id)) };
}

type Path = readonly (string | number)[];

/** What is written as it should be and yet has no effect: names of nothing, and globs that fit nothing. */
export function meaningProblems(text: ConfigText, surroundings: ConfigSurroundings): ConfigProblem[] {
  const { rules = {}, talks = [], paths = {}, ignores = [], packs = [] } = text.data;
  const found: ConfigProblem[] = [];
  const rule = (id: string, path: Path, part: 'key' | 'value') => found.push(...unknownName(text, 'rule', id, surroundings.rules, path, part));
  for (const id of Object.keys(rules)) rule(id, ['rules', id], 'key');
  for (const [index, talk] of talks.entries()) if (talk !== undefined) found.push(...unknownName(text, 'talk', talk, surroundings.talks, ['talks', index], 'value'));
  for (const [kind, globs = []] of Object.entries(paths)) for (const [index, glob] of globs.entries()) found.push(...uselessGlob(text, glob, ['paths', kind, index]));
  for (const [index, ignore] of ignores.entries()) {
    if (!ignore) continue;
    rule(ignore.rule, ['ignores', index, 'rule'], 'value');
    found.push(...uselessGlob(text, ignore.path, ['ignores', index, 'path']));
  }
  for (const [index, pack] of packs.entries()) {
    if (pack !== undefined && surroundings.missingPacks.has(pack)) found.push(problemAt(text, ['packs', index], 'value', `there is no folder "${pack}"; mend the path, or make the folder.`));
  }
  return found;
}

function problemAt(text: ConfigText, path: Path, part: 'key' | 'value', message: string, replacement?: string, rule: ConfigProblem['rule'] = 'talklint/broken-config'): ConfigProblem {
  return text.problem({ rule, kind: 'meaning', span: text.spanOf(path, part), message, ...(replacement === undefined ? {} : { replacement }) });
}

function unknownName(text: ConfigText, kind: 'rule' | 'talk', id: string, known: ReadonlySet<string>, path: Path, part: 'key' | 'value'): ConfigProblem[] {
  if (known.has(id)) return [];
  const meant = nearest(id, known);
  const advice = meant === undefined ? 'mend or remove it.' : `did you mean "${meant}"?`;
  return [problemAt(text, path, part, `there is no ${kind} "${id}"; ${advice}`, meant, kind === 'rule' ? 'talklint/unknown-rule' : undefined)];
}

function uselessGlob(text: ConfigText, glob: string | undefined, path: Path): ConfigProblem[] {
  const useless = glob === undefined ? undefined : whyItFitsNothing(glob);
  return useless ? [problemAt(text, path, 'value', `no file fits "${glob ?? ''}": ${useless.reason}`, useless.instead)] : [];
}

/** Why no path can fit a glob, and what was probably meant. Paths are relative to the folder of the project, with `/`. */
function whyItFitsNothing(glob: string): { readonly reason: string; readonly instead?: string } | undefined {
  if (/^[a-z]:[\\/]/i.test(glob) || glob.startsWith('~')) return { reason: 'write the path relative to the folder of the project.' };
  // A backslash before a special character takes its meaning away; any other was meant as a separator.
  if (/\\(?![*?[\](){}!+@\\])/.test(glob)) return { reason: 'write "/" between the parts of a path.', instead: glob.replaceAll('\\', '/') };
  if (glob.startsWith('/')) return { reason: 'paths are relative to the folder of the project, so leave the first "/" out.', instead: glob.replace(/^\/+/, '') };
  if (/(^|\/)\.\.(\/|$)/.test(glob)) return { reason: 'it leads out of the folder of the project.' };
  if (/[^*]\/$/.test(glob)) return { reason: 'it names a folder; add "**" for all files in it.', instead: `${glob}**` };
  return undefined;
}
