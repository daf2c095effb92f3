import { merge } from 'node-diff3';
import type { PlannedFile, ProductPlan } from '../../protocol/model.js';
import { readRoot } from '../products.js';
import { folderName } from '../slug.js';
import type { DataProductAnswers } from './answers.js';
import { readRecord, writeRecord, type ScaffoldRecord } from './record.js';
import { resolveAnswers, type ResolvedAnswers, type ScaffoldSources } from './resolve.js';
import { productFiles, productFolder, type Decided } from './tree.js';

/** What a plan needs from its host. */
export interface ScaffoldHost extends ScaffoldSources {
  /** The text at a path relative to the workspace folder; what is there but cannot be read as text is an empty text. */
  existing(path: string): Promise<string | undefined>;
  newId(): string;
  /** SHA-256 of the UTF-8 text, in hexadecimal. */
  hash(text: string): Promise<string>;
  /** `YYYY-MM-DD`. */
  today(): string;
  readonly templates: Readonly<Record<string, string>>;
}

/** The record of what was generated, within the folder of a product. */
const RECORD = '.mesh/scaffold.json';

/**
 * What the scaffold would write for these answers, and nothing else: the dry run and the real run are this plan. Files
 * nobody edited are updated, edits are merged, and where that fails, or a file is somebody else's, the new text is put
 * beside it as `<name>.new`. Rejects with one sentence when an answer refers to nothing or the record is broken.
 */
export async function planProduct(answers: DataProductAnswers, host: ScaffoldHost): Promise<ProductPlan> {
  const resolved = await resolveAnswers(answers, host);
  const recordPath = `${productFolder(resolved)}/${RECORD}`;
  const recordText = await host.existing(recordPath);
  const record = recordText === undefined ? undefined : readRecord(recordText, recordPath);
  const decided = await decide(resolved, record, host);
  const texts = productFiles(resolved, decided, host.templates);
  const planner = new FilePlanner(host, record, record ? productFiles(record.answers, record.decided, host.templates) : new Map());
  for (const [path, text] of texts) await planner.add(path, text);
  for (const path of Object.keys(record?.files ?? {})) {
    if (!texts.has(path) && !texts.has(path.replace(/\.new$/, '')) && (await host.existing(path)) !== undefined) planner.notes.push(`${path} no longer follows from the answers; delete it if nothing needs it.`);
  }
  const text = writeRecord({ answers: resolved, decided, files: planner.hashes });
  const action = recordText === undefined ? 'create' : sameText(recordText, text) ? 'keep' : 'update';
  return { files: [...planner.files, { path: recordPath, action, text, ...(recordText === undefined ? {} : { before: recordText }) }], notes: planner.notes };
}

/** Ids and the day, from the last run, else from descriptors that are there, else new. */
async function decide(answers: ResolvedAnswers, record: ScaffoldRecord | undefined, host: ScaffoldHost): Promise<Decided> {
  const base = productFolder(answers);
  const idAt = async (path: string) => {
    const id = readRoot((await host.existing(`${base}/${path}`)) ?? '')?.['id'];
    return typeof id === 'string' && id !== '' ? id : undefined;
  };
  const contractIds: Record<string, string> = {};
  for (const { name } of answers.outputPorts) contractIds[name] = record?.decided.contractIds[name] ?? (await idAt(`contracts/${folderName(name)}.v1.odcs.yaml`)) ?? host.newId();
  return { productId: record?.decided.productId ?? (await idAt('dataproduct.odps.yaml')) ?? host.newId(), contractIds, day: record?.decided.day ?? host.today() };
}

/** A checkout on Windows may have changed the line ends; that is no edit. */
function unified(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function sameText(a: string, b: string): boolean {
  return unified(a) === unified(b);
}

class FilePlanner {
  readonly files: PlannedFile[] = [];
  readonly notes: string[] = [];
  /** What the next run takes for generated. */
  readonly hashes: Record<string, string> = {};
  readonly #host: ScaffoldHost;
  readonly #record: ScaffoldRecord | undefined;
  readonly #bases: ReadonlyMap<string, string>;

  constructor(host: ScaffoldHost, record: ScaffoldRecord | undefined, bases: ReadonlyMap<string, string>) {
    this.#host = host;
    this.#record = record;
    this.#bases = bases;
  }

  async add(path: string, text: string): Promise<void> {
    const existing = await this.#host.existing(path);
    const recorded = this.#recorded(path);
    const proposed = this.#recorded(`${path}.new`);
    if (proposed !== undefined) this.hashes[`${path}.new`] = proposed;
    if (existing === undefined) {
      this.#plan({ path, action: recorded === undefined ? 'create' : 'deleted', text }, recorded ?? (await this.#host.hash(text)));
    } else if (sameText(existing, text)) {
      this.#plan({ path, action: 'keep', text }, await this.#host.hash(text));
    } else if (recorded === undefined) {
      await this.#beside(path, text, 'exists already and is not from here');
    } else if ((await this.#host.hash(unified(existing))) === recorded) {
      this.#plan({ path, action: 'update', text: withEndsOf(existing, text), before: existing }, await this.#host.hash(text));
    } else {
      await this.#merge(path, text, existing, recorded);
    }
  }

  #recorded(path: string): string | undefined {
    const files = this.#record?.files ?? {};
    return Object.hasOwn(files, path) ? files[path] : undefined;
  }

  #plan(file: PlannedFile, hash: string): void {
    this.files.push(file);
    this.hashes[file.path] = hash;
  }

  /** The user's edits and what is new; where the old text is not known any more, both are left side by side. */
  async #merge(path: string, text: string, existing: string, recorded: string): Promise<void> {
    const hash = await this.#host.hash(text);
    const base = this.#bases.get(path);
    if (hash === recorded) {
      this.#plan({ path, action: 'keep', text: existing }, hash);
      return;
    }
    const merged = base !== undefined && (await this.#host.hash(base)) === recorded ? merge(unified(existing).split('\n'), base.split('\n'), text.split('\n'), { excludeFalseConflicts: true }) : undefined;
    if (merged && !merged.conflict) {
      this.#plan({ path, action: 'merge', text: withEndsOf(existing, merged.result.join('\n')), before: existing }, hash);
      return;
    }
    this.hashes[path] = hash;
    await this.#beside(path, text, 'has edits where the new text differs too');
  }

  async #beside(path: string, text: string, why: string): Promise<void> {
    const proposal = `${path}.new`;
    const existing = await this.#host.existing(proposal);
    const recorded = this.#recorded(proposal);
    const hash = await this.#host.hash(text);
    const isDone = existing === undefined ? recorded === hash : sameText(existing, text);
    const isOurs = existing !== undefined && (await this.#host.hash(unified(existing))) === recorded;
    this.files.push({ path, action: isDone ? 'keep' : 'conflict', text });
    if (isDone) {
      this.hashes[proposal] = hash;
    } else if (existing === undefined || isOurs) {
      this.#plan({ path: proposal, action: isOurs ? 'update' : 'create', text, ...(existing === undefined ? {} : { before: existing }) }, hash);
      this.notes.push(`${path} ${why}, so it stays as it is; compare it with ${proposal} and take over what you need.`);
    } else {
      this.notes.push(`${path} ${why}, and so does ${proposal}; settle that one first, then run this again.`);
    }
  }
}

function withEndsOf(existing: string, text: string): string {
  return existing.includes('\r\n') ? unified(text).replaceAll('\n', '\r\n') : text;
}
