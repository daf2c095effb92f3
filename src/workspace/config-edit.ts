import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { TextEdit } from '../document/edit.js';

/**
 * The edit of a configuration file that ignores a rule in the whole folder; `reason` is put in as it is, so it must be a
 * YAML scalar. Undefined when the file is not laid out so that an entry can be added without touching the rest.
 */
export function ignoreInConfig(text: string, rule: string, reason: string): TextEdit | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const { contents } = document;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const entry = (indentation: string) => `${indentation}- rule: ${rule}${newline}${indentation}  reason: ${reason}${newline}`;
  if (contents === null || (isScalar(contents) && contents.value === null)) return atEnd(text, `ignores:${newline}${entry('  ')}`, newline);
  if (!isMap(contents) || contents.flow) return undefined;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === 'ignores');
  if (!pair) return atEnd(text, `ignores:${newline}${entry('  ')}`, newline);
  const list = pair.value;
  const [first] = isSeq(list) && !list.flow ? list.items : [];
  const start = (first as { readonly range?: readonly [number, number, number] } | undefined)?.range?.[0];
  if (start === undefined) return undefined;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const indentation = /^[ \t]*(?=-)/.exec(text.slice(line))?.[0];
  return indentation === undefined ? undefined : { start: line, end: line, text: entry(indentation) };
}

function atEnd(text: string, addition: string, newline: string): TextEdit {
  const separator = text === '' || text.endsWith('\n') ? '' : newline;
  return { start: text.length, end: text.length, text: `${separator}${addition}` };
}
