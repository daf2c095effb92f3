import { SIGNAL_IDS } from '../cupid/signals.js';
import type { Knowledge } from '../knowledge/model.js';
import { SCHEMAS } from '../knowledge/schemas.js';
import { readableTitle } from '../radar/entries.js';

/**
 * The schema of `.talklint/config.yaml` for other tools: ids of rules and talks are filled in as suggestions, not as the only
 * ones, because packs of a folder bring their own.
 */
export function configSchema({ rules, talks }: Knowledge): object {
  const { properties, ...rest } = SCHEMAS.config;
  const severities = properties.rules.additionalProperties;
  const known = rules.map((rule) => [rule.id, { ...severities, description: readableTitle(rule.title) }] as const);
  const signals = [...SIGNAL_IDS].map((id) => [`cupid/${id}`, { ...severities, description: 'A CUPID remark; `off` keeps it silent.' }] as const);
  const ids = [...known, ...signals].map(([id]) => id);
  const one = (list: readonly string[], description: string) => ({ description, anyOf: [{ enum: list }, { type: 'string', minLength: 1 }] });
  const ignored = properties.ignores.items;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Talklint configuration',
    ...rest,
    properties: {
      ...properties,
      rules: { ...properties.rules, properties: Object.fromEntries([...known, ...signals]) },
      talks: { ...properties.talks, items: one(talks.map(({ id }) => id), 'The id of a talk.') },
      ignores: { ...properties.ignores, items: { ...ignored, properties: { ...ignored.properties, rule: one(ids, ignored.properties.rule.description) } } },
    },
  };
}
