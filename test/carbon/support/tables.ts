import { carbonTables, type CarbonTables } from '../../../src/carbon/estimate.js';
import { loadContent } from '../../support/engine.js';

export async function tables(): Promise<CarbonTables> {
  const { knowledge } = await loadContent();
  return carbonTables((id) => {
    const table = knowledge.data.find((candidate) => candidate.id === id);
    if (!table) throw new Error(`no table ${id}`);
    return table;
  });
}
