import type { Rule } from '../knowledge/model.js';
import { severityOf, NO_OVERRIDES, type Config } from '../workspace/config.js';
import type { Engine } from '../workspace/engine.js';
import type { CheckSettings } from './checker.js';
import { UsageError } from './context.js';
import { instead } from './nearest.js';

/** Ids of rules and talks asked for on the command line; an empty list asks for all. */
export interface RuleChoice {
  readonly rules: readonly string[];
  readonly talks: readonly string[];
  /** Rule groups, such as `mesh`. */
  readonly groups: readonly string[];
}

export const ALL_RULES: RuleChoice = { rules: [], talks: [], groups: [] };

/** Own findings of the engine judge what the other rules said, so those must run. */
const OWN_GROUP = 'talklint';

/**
 * The configuration with which only the chosen rules speak. A rule asked for by its id speaks even when it is off, and
 * a talk asked for even when the configuration chose others. Throws a UsageError when an id is unknown.
 */
export function settingsFor(engine: Engine, config: Config, choice: RuleChoice): Omit<CheckSettings, 'root' | 'named' | 'since'> {
  const { rules, talks } = engine.knowledge;
  for (const id of choice.rules) if (!rules.some((rule) => rule.id === id)) throw new UsageError(`there is no rule "${id}"${instead(id, rules.map((rule) => rule.id), 'see `talklint rules list`')}`);
  for (const id of choice.talks) if (!talks.some((talk) => talk.id === id)) throw new UsageError(`there is no talk "${id}"${instead(id, talks.map((talk) => talk.id), `the talks are ${talks.map((talk) => talk.id).join(', ')}`)}`);
  const wanted = rules.filter((rule) => isChosen(rule, choice));
  const isNarrow = wanted.length < rules.length;
  const asked: Config = { ...config, talks: choice.rules.length > 0 || choice.talks.length > 0 ? [] : config.talks };
  const severities = { ...config.rules };
  for (const rule of wanted) if (choice.rules.includes(rule.id) && severityOf(rule, asked, NO_OVERRIDES) === 'off') severities[rule.id] = rule.severity;
  if (isNarrow && !wanted.some(({ group }) => group === OWN_GROUP)) {
    const ids = new Set(wanted.map(({ id }) => id));
    for (const { id } of rules) if (!ids.has(id)) severities[id] = 'off';
  }
  return { config: { ...asked, rules: severities }, wanted: wanted.map(({ id }) => id) };
}

function isChosen(rule: Rule, { rules, talks, groups }: RuleChoice): boolean {
  const fits = (asked: readonly string[], value: string | undefined) => asked.length === 0 || (value !== undefined && asked.includes(value));
  return fits(rules, rule.id) && fits(talks, rule.talk?.talk) && fits(groups, rule.group);
}
