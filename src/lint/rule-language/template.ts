import type { FlatTree } from '../../syntax/flat-tree.js';
import type { Bindings } from './attempt.js';
import { indentAt, reindented } from './indent.js';
import type { BoundCode } from './transform.js';

const VARIABLE = /\${1,3}([A-Z][A-Z0-9_]*)/g;

/** What fills a template: the tree, what a match bound in it, and texts by name that outrank it. */
export interface Filling {
  readonly tree: FlatTree;
  readonly bindings: Bindings;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Fills `$NAME` and `$$$NAME` with the code they were bound to; names that bound nothing become nothing. Code of several
 * lines keeps its shape: its lines are moved by the difference between where it stood and where it goes, as ast-grep does.
 */
export function fillTemplate(template: string, filling: Filling): string {
  return template.replace(VARIABLE, (_, name: string, offset: number) => {
    const code = boundCode(name, filling);
    return code ? reindented(code.text, code.indent, indentAt(template, offset)) : '';
  });
}

/** The code a name stands for. */
export function boundCode(name: string, { tree, bindings, texts }: Filling): BoundCode | undefined {
  const text = texts[name];
  if (text !== undefined) return { text, indent: 0 };
  const single = bindings.single[name];
  const nodes = single === undefined ? (bindings.multiple[name] ?? []) : [single];
  const start = tree.start[nodes[0] ?? -1];
  const end = tree.end[nodes.at(-1) ?? -1];
  return start === undefined || end === undefined ? undefined : { text: tree.source.slice(start, end), indent: indentAt(tree.source, start) };
}

/** A filled template as it must be written at an offset of a source: later lines are indented like the first. */
export function templateAt(source: string, offset: number, filled: string): string {
  const text = reindented(filled, 0, indentAt(source, offset));
  return source.includes('\r\n') ? text.replaceAll(/\r?\n/g, '\r\n') : text;
}
