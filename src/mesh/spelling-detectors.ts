import type { Detector } from '../lint/detector.js';
import { someOf } from './advice.js';
import { perVersion } from './descriptor-index.js';
import { usualType } from './column-types.js';
import { isSlipOf } from './near-words.js';
import { yamlScalar } from './template.js';
import { ownInWorkspace } from './workspace.js';

/** A spelling counts as the usual one when so many descriptors have it. */
const FEWEST_USES = 2;

/** How many descriptors name each domain; examples and tests are not asked. */
const domainUses = perVersion((index): ReadonlyMap<string, number> => {
  const uses = new Map<string, number>();
  for (const { domain, isSample } of [...index.products, ...index.contracts]) if (domain && !isSample) uses.set(domain.text, (uses.get(domain.text) ?? 0) + 1);
  return uses;
});

/** The domain is spelt almost as more of the others spell it. */
export const domainSpelling: Detector = function* (context) {
  const known = ownInWorkspace(context);
  if (!known) return;
  const { index, facts } = known;
  const uses = domainUses(index);
  for (const { domain } of [...facts.products, ...facts.contracts]) {
    if (!domain) continue;
    const own = uses.get(domain.text) ?? 0;
    const usual = [...uses].filter(([other, count]) => other !== domain.text && count >= FEWEST_USES && count > own && isSlipOf(domain.text, other)).sort(([, a], [, b]) => b - a)[0]?.[0];
    if (usual === undefined) continue;
    yield { span: domain.place.span, variables: { DOMAIN: domain.text, USUAL: usual }, fixes: [{ title: `Change to ${usual}`, safe: false, edits: [{ ...domain.place.span, text: yamlScalar(usual) }] }] };
  }
};

/** Columns have another type here than columns of the same name in more of the other contracts: once for each table. */
export const typeDiffers: Detector = function* (context) {
  const known = ownInWorkspace(context);
  if (!known) return;
  for (const contract of known.facts.contracts) {
    for (const { columns } of contract.tables) {
      const odd = columns.flatMap((column) => {
        const type = usualType(column, contract, known.index);
        return type === undefined ? [] : [{ column, type }];
      });
      const [first] = odd;
      if (!first) continue;
      const named = odd.map(({ column, type }) => `${column.name} (${column.type ?? ''} here, ${type} elsewhere)`);
      yield { span: first.column.place.span, message: `${someOf(named)}: the type differs from that of other contracts.` };
    }
  }
};
