import { isObject } from '../../protocol/shape.js';
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
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    // Said below.
  }
  if (isRecord(record)) return record;
  const advice = 'restore it, or delete it to have every file compared by hand';
  throw new Error(`${path} is damaged, so it cannot be told which files were edited; ${advice}.`);
}

/** The record as it is stored; equal records are equal texts. */
export function writeRecord({ answers, decided, files }: ScaffoldRecord): string {
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify({ template: TEMPLATE_VERSION, answers, decided, files: sorted }, null, 2)}\n`;
}

const TEXTS = ['folder', 'domain', 'name', 'purpose', 'classification', 'serviceLevel', 'transformation', 'type', 'ci'];

function isRecord(value: unknown): value is ScaffoldRecord {
  if (!isObject(value)) return false;
  const { answers, decided, files } = value;
  if (!isObject(answers) || !isObject(decided) || !isObject(files)) return false;
  return (
    haveTexts(answers, TEXTS) &&
    isListOf(answers['inputPorts'], isPort) &&
    isListOf(answers['outputPorts'], isPort) &&
    haveTexts(answers['team'], ['name', 'owner', 'type']) &&
    haveTexts(decided, ['productId', 'day']) &&
    isObject(decided['contractIds']) &&
    haveTexts(files, Object.keys(files))
  );
}

function isPort(port: unknown): boolean {
  const isColumn = (column: unknown) => haveTexts(column, ['name', 'logicalType']);
  return isObject(port) && haveTexts(port, ['name']) && isListOf(port['columns'], isColumn);
}

function isListOf(value: unknown, isEntry: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isEntry);
}

function haveTexts(value: unknown, keys: readonly string[]): boolean {
  return isObject(value) && keys.every((key) => typeof value[key] === 'string');
}
