import type { ResolvedAnswers } from './resolve.js';
import type { Decided } from './tree.js';

/** Raised with every change of the templates or of this record. */
const TEMPLATE_VERSION = 1;

/** What the last run wrote, and from what. */
export interface ScaffoldRecord {
  readonly answers: ResolvedAnswers;
  readonly decided: Decided;
  /** SHA-256 of each generated text, by its path relative to the workspace folder. */
  readonly files: Readonly<Record<string, string>>;
}

/** Reads the record of a product. Throws an Error that says what to do when somebody has damaged it. */
export function readRecord(text: string, path: string): ScaffoldRecord {
  const damaged = new Error(`${path} is damaged, so it cannot be told which files were edited; restore it, or delete it to have every file compared by hand.`);
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    throw damaged;
  }
  if (!isRecord(record)) throw damaged;
  return record;
}

/** The record as it is stored; equal records are equal texts. */
export function writeRecord({ answers, decided, files }: ScaffoldRecord): string {
  return `${JSON.stringify({ template: TEMPLATE_VERSION, answers, decided, files: Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) }, null, 2)}\n`;
}

function isRecord(value: unknown): value is ScaffoldRecord {
  const { answers, decided, files } = (value ?? {}) as Partial<Record<keyof ScaffoldRecord, unknown>>;
  if (!isMapping(answers) || !isMapping(decided) || !isMapping(files)) return false;
  const texts = ['folder', 'domain', 'name', 'purpose', 'classification', 'serviceLevel', 'transformation', 'type'].every((key) => typeof answers[key] === 'string');
  const ports = [answers['inputPorts'], answers['outputPorts']].every((list) => Array.isArray(list) && list.every((port) => isMapping(port) && typeof port['name'] === 'string' && Array.isArray(port['columns']) && port['columns'].every((column) => isMapping(column) && typeof column['name'] === 'string' && typeof column['logicalType'] === 'string')));
  const team = isMapping(answers['team']) && ['name', 'owner', 'type'].every((key) => typeof (answers['team'] as Record<string, unknown>)[key] === 'string');
  return texts && ports && team && typeof decided['productId'] === 'string' && typeof decided['day'] === 'string' && isMapping(decided['contractIds']) && Object.values(files).every((hash) => typeof hash === 'string');
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
