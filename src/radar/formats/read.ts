import { readBackstage } from './backstage.js';
import { EMPTY, readByorCsv, readByorJson } from './byor.js';
import { readJson } from './json.js';
import { RadarCollector, unreadable, type ReadRadar } from './radar-file.js';
import { readZalando } from './zalando.js';

/** Whether a file by this name can be a whole radar in itself. */
export function isRadarFile(path: string): boolean {
  return /\.(csv|json)$/i.test(path);
}

/**
 * Reads one file with a radar: the CSV and JSON of build-your-own-radar, the JSON of Zalando and of Backstage, told apart
 * by what is in them. Never throws; what is wrong is told with its place, and the rest is kept.
 */
export function readRadarText(path: string, text: string): ReadRadar {
  const plain = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
  if (plain.trim() === '') return unreadable(EMPTY);
  return /\.csv$/i.test(path) ? readByorCsv(text) : readRadarJson(plain);
}

function readRadarJson(text: string): ReadRadar {
  const read = readJson(text);
  if ('brokenAt' in read) {
    const collector = new RadarCollector(text);
    collector.problem(read.brokenAt, 'this is no JSON from here on; mend it.');
    return collector.result();
  }
  const { value } = read;
  if (value.isList) return readByorJson(text, value);
  const entries = value.get('entries');
  if (!entries?.isList) return unreadable('this is no radar we know; write a list of blips as build-your-own-radar has it, or the JSON of Zalando or Backstage with "entries".');
  if (entries.items.length === 0) return unreadable(EMPTY);
  return entries.items.some((entry) => entry.get('timeline') !== undefined) ? readBackstage(text, value) : readZalando(text, value);
}
