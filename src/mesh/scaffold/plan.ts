import type { ProductPlan } from '../../protocol/model.js';
import { readRoot } from '../products.js';
import type { CheckedAnswers } from './answers.js';
import { FilePlanner, type PlanningHost } from './file-planner.js';
import { readRecord, writeRecord, type ScaffoldRecord } from './record.js';
import { planSharedFiles } from './shared-files.js';
import { resolveAnswers, type ResolvedAnswers, type ScaffoldSources } from './resolve.js';
import { contractPath, productFiles, productFolder, RECORD, type Decided, type TreeSources } from './tree.js';

/** What a plan needs from its host. */
export interface ScaffoldHost extends ScaffoldSources, PlanningHost, TreeSources {
  newId(): string;
  /** `YYYY-MM-DD`. */
  today(): string;
}

/**
 * What the scaffold would write for these answers, and nothing else: the dry run and the real run are this plan. Files
 * nobody edited are updated, edits are merged, and where that fails, or a file is somebody else's, the new text is put
 * beside it as `<name>.new`. Rejects with one sentence when an answer refers to nothing or the record is broken.
 */
export async function planProduct(answers: CheckedAnswers, host: ScaffoldHost): Promise<ProductPlan> {
  const resolved = await resolveAnswers(answers, host);
  const recordPath = `${productFolder(resolved)}/${RECORD}`;
  const recordText = await host.existing(recordPath);
  const record = recordText === undefined ? undefined : readRecord(recordText, recordPath);
  const decided = await decide(resolved, record, host);
  const texts = productFiles(resolved, decided, host);
  const planner = new FilePlanner(host, {
    hashes: record?.files ?? {},
    texts: record ? productFiles(record.answers, record.decided, host) : new Map(),
  });
  for (const [path, text] of texts) await planner.add(path, text);
  await planner.noteLeftOver(texts);
  await planSharedFiles(resolved, record?.answers, host, planner);
  planner.addMade(recordPath, writeRecord({ answers: resolved, decided, files: planner.hashes }), recordText);
  return { files: planner.files, notes: planner.notes };
}

/** Ids and the day, from the last run, else from descriptors that are there, else new. */
async function decide(
  answers: ResolvedAnswers,
  record: ScaffoldRecord | undefined,
  host: ScaffoldHost,
): Promise<Decided> {
  const idAt = async (path: string) => {
    const id = readRoot((await host.existing(`${productFolder(answers)}/${path}`)) ?? '')?.['id'];
    return typeof id === 'string' && id !== '' ? id : host.newId();
  };
  const contractIds: Record<string, string> = {};
  for (const { name } of answers.outputPorts) {
    contractIds[name] = record?.decided.contractIds[name] ?? (await idAt(contractPath(name)));
  }
  return {
    productId: record?.decided.productId ?? (await idAt('dataproduct.odps.yaml')),
    contractIds,
    day: record?.decided.day ?? host.today(),
  };
}
