import { readLineageArguments } from '../../protocol/lineage.js';
import type { Host } from '../host.js';

/** `talklint.showLineage`: what feeds what, in an editor tab; from a lens, around the product it stands in. */
export function showLineage({ lineage }: Host, value: unknown): Promise<void> {
  return lineage.show(readLineageArguments(value));
}
