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
const LINE_END = /\r\n|\n|\r/y;
const REST_OF_LINE = /[^\r\n]*/y;

/**
 * Reads CSV strictly by RFC 4180, with line ends of any system. Blank lines are left out. A record with a mistake is
 * reported and left out; the reader goes on with the next line, or ends where a quote is never closed.
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
    let problem: CsvProblem | undefined;
    do {
      if (record.length > 0) at++;
      const start = at;
      if (text.charAt(at) === '"') {
        const [, inner = '', closing] = take(QUOTED) ?? [];
        if (closing !== '"') return { records, problems: [...problems, { start, message: 'this quote is never closed; write " at the end of the field, and "" for a quote within it.' }] };
        record.push({ text: inner.replaceAll('""', '"'), start });
        if (at < text.length && !/[,\r\n]/.test(text.charAt(at))) problem ??= { start: at, message: 'text follows the closing quote; write "" for a quote within a field.' };
      } else {
        record.push({ text: take(PLAIN)?.[0] ?? '', start });
        if (text.charAt(at) === '"') problem ??= { start: at, message: 'a quote stands inside a field; put the whole field in quotes and write "" for a quote within it.' };
      }
    } while (!problem && text.charAt(at) === ',');
    if (problem) {
      problems.push(problem);
      take(REST_OF_LINE);
    } else if (record.length > 1 || record[0]?.text !== '') records.push(record);
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
