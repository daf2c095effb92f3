/** Careful readers of plain values from outside: each gives the value in its type, or undefined when it has another shape. */
import type { ProtocolRange } from './model.js';

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the value is a whole number from 0. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Every entry as `read` understands it; undefined as soon as one is not understood. */
export function readAll<Entry>(value: unknown, read: (entry: unknown) => Entry | undefined): Entry[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const entries = value.map(read);
  return entries.every((entry) => entry !== undefined) ? entries : undefined;
}

/** A range as the protocol writes it: lines and UTF-16 units from 0. */
export function readRange(value: unknown): ProtocolRange | undefined {
  if (!isObject(value)) return undefined;
  const start = readPosition(value['start']);
  const end = readPosition(value['end']);
  return start && end && { start, end };
}

/** A position as the protocol writes it. */
export function readPosition(value: unknown): ProtocolRange['start'] | undefined {
  if (!isObject(value)) return undefined;
  const { line, character } = value;
  return isCount(line) && isCount(character) ? { line, character } : undefined;
}
