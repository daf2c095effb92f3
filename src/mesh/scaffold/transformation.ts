import { folderName, tableName } from '../slug.js';
import type { FillTemplate } from '../template.js';
import type { ResolvedAnswers, ResolvedOutput } from './resolve.js';

/** A lazy Polars transformation of one output port, its test, and rows for the test. */
export function polarsFiles(answers: ResolvedAnswers, port: ResolvedOutput, page: FillTemplate): [string, string][] {
  const slug = folderName(port.name);
  const sources = sourcesOf(answers, port);
  const names = port.columns.map(({ name }) => name);
  const values = {
    port: programText(port.name),
    product: programText(answers.name),
    slug,
    columns: names.map((name) => `    ${JSON.stringify(name)},\n`).join(''),
    first: JSON.stringify(sources[0] ?? ''),
    sources: sources.map((name) => `    ${JSON.stringify(name)}: ${fileOf(name)},\n`).join(''),
    target: fileOf(slug),
  };
  const rows = [names, names.map((name) => `${name} 1`)];
  return [
    [`transform/${slug}.py`, page('transform.py', values)],
    [`tests/test_${tableName(port.name)}.py`, page('test.py', values)],
    [`tests/fixtures/${slug}.csv`, rows.map((row) => `${row.map(csvField).join(',')}\n`).join('')],
  ];
}

/** A transformation of one output port in SQL. */
export function sqlFile(answers: ResolvedAnswers, port: ResolvedOutput, page: FillTemplate): [string, string] {
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const [source = ''] = sourcesOf(answers, port);
  const text = page('transform.sql', {
    port: port.name,
    product: answers.name,
    columns: port.columns.map(({ name }) => `  ${quoted(name)}`).join(',\n'),
    source: quoted(source),
  });
  return [`transform/${folderName(port.name)}.sql`, text];
}

/** Where a table lies, as a text of a program. */
function fileOf(table: string): string {
  return JSON.stringify(`data/${table}.parquet`);
}

/** The tables a transformation reads; a product that reads no other has one of its own. */
function sourcesOf({ inputPorts }: ResolvedAnswers, port: ResolvedOutput): readonly string[] {
  return inputPorts.length > 0 ? inputPorts.map(({ name }) => tableName(name)) : [`${tableName(port.name)}_source`];
}

/** A name within a comment or text of a program. */
function programText(text: string): string {
  return text.replace(/["\\]/g, ' ');
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
