/** One field of a record; `start` is where it begins in the text, in UTF-16 units, its quote included. */
export interface CsvField {
  readonly text: string;
  readonly start: number;
}

export interface CsvProblem {
  readonly start: number;
  readonly message: string;
}

const PLAIN = /[^",\r\n]*/y;
const QUOTED = /"((?:[^"]|"")*)("?)/y;
const TO_COMMA = /[^,\r\n]*/y;
const LINE_END = /\r\n|\n|\r/y;

/**
 * Reads CSV strictly by RFC 4180, with line ends of any system. Blank lines are left out. A quote where none may stand is
 * reported, and its field taken as written up to the next comma; where a quote is never closed the reader ends.
 */
export function readCsv(text: string): { readonly records: readonly (readonly CsvField[])[]; readonly problems: readonly CsvProblem[] } {
  const records: CsvField[][] = [];
  const problems: CsvProblem[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    at += found?.[0].length ?? 0;
    return found;
  };
  while (at < text.length) {
    const record: CsvField[] = [];
    do {
      if (record.length > 0) at++;
      const start = at;
      if (text.charAt(at) === '"') {
        const [, inner = '', closing] = take(QUOTED) ?? [];
        if (closing !== '"') return { records, problems: [...problems, { start, message: 'this quote is never closed; write " at the end of the field, and "" for a quote within it.' }] };
        const isWhole = at === text.length || /[,\r\n]/.test(text.charAt(at));
        if (!isWhole) {
          problems.push({ start: at, message: 'text follows the closing quote, so the field is read as written; put the whole field in quotes and write "" for a quote within it.' });
          take(TO_COMMA);
        }
        record.push({ text: isWhole ? inner.replaceAll('""', '"') : text.slice(start, at), start });
      } else {
        take(PLAIN);
        if (text.charAt(at) === '"') problems.push({ start: at, message: 'a quote stands inside a field, so it is read as written; put the whole field in quotes and write "" for a quote within it.' });
        take(TO_COMMA);
        record.push({ text: text.slice(start, at), start });
      }
    } while (text.charAt(at) === ',');
    if (record.length > 1 || record[0]?.text !== '') records.push(record);
    take(LINE_END);
  }
  return { records, problems };
}

/** Rows as CSV; a field is put in quotes where it must be. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(text: string): string {
  return /[",\r\n\uFEFF]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
