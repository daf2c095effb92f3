import type { ContractFacts } from '../descriptor-facts.js';

/** The usual words for how far data may go, from the least to the most protected; ODCS leaves the word open. */
export const SENSITIVITIES = ['public', 'internal', 'confidential', 'restricted'] as const;

export type Sensitivity = (typeof SENSITIVITIES)[number];

/** The highest classification among the columns of a contract; undefined where no column has one of the usual words. */
export function sensitivityOf(contract: ContractFacts | undefined): Sensitivity | undefined {
  if (!contract) return undefined;
  if (!KNOWN.has(contract)) KNOWN.set(contract, highestIn(contract));
  return KNOWN.get(contract);
}

const KNOWN = new WeakMap<ContractFacts, Sensitivity | undefined>();

function highestIn({ tables }: ContractFacts): Sensitivity | undefined {
  const levels = tables.flatMap(({ columns }) => columns.map(({ classification }) => SENSITIVITIES.findIndex((word) => word === classification?.trim().toLowerCase())));
  return SENSITIVITIES[levels.reduce((highest, level) => Math.max(highest, level), -1)];
}

/** The higher of two; undefined only where neither is known. */
export function higher(a: Sensitivity | undefined, b: Sensitivity | undefined): Sensitivity | undefined {
  return isHigher(b, a) ? b : a;
}

/** Whether the first is known, and known to be above the second or the second is unknown. */
export function isHigher(a: Sensitivity | undefined, b: Sensitivity | undefined): boolean {
  return a !== undefined && (b === undefined || SENSITIVITIES.indexOf(a) > SENSITIVITIES.indexOf(b));
}
