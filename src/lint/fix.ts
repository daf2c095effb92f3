import type { TextEdit } from '../document/edit.js';
import type { Fix } from '../knowledge/model.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import type { DocumentMatch } from './document-matcher.js';
import type { ProposedFix } from './finding.js';
import type { Bindings } from './rule-language/bindings.js';

const VARIABLE = /\$\$\$([A-Z][A-Z0-9_]*)|\$([A-Z][A-Z0-9_]*)/g;

/** Fills `$NAME` and `$$$NAME` with the code they were bound to; names that bound nothing become nothing. */
function fillTemplate(template: string, tree: FlatTree, bindings: Bindings, texts: Readonly<Record<string, string>> = {}): string {
  return template.replace(VARIABLE, (_, multiple: string | undefined, single: string | undefined) => {
    if (multiple !== undefined) return textOfNodes(tree, bindings.multiple[multiple] ?? []);
    const name = single ?? '';
    const node = bindings.single[name];
    return texts[name] ?? (node === undefined ? '' : tree.text(node));
  });
}

function textOfNodes(tree: FlatTree, nodes: readonly number[]): string {
  const first = nodes[0];
  const last = nodes.at(-1);
  return first === undefined || last === undefined ? '' : tree.source.slice(tree.start[first], tree.end[last]);
}

/** The fixes of a rule for one pattern match. */
export function patternFixes(fixes: readonly Fix[], language: string, tree: FlatTree, node: number, bindings: Bindings, texts: Readonly<Record<string, string>>): ProposedFix[] {
  return fixes
    .filter((fix) => fix.languages.includes(language))
    .flatMap((fix) => {
      const target = fix.target === undefined ? node : bindings.single[fix.target];
      if (target === undefined) return [];
      return fix.choices.map(({ title, replace }) => ({ title: fillTemplate(title, tree, bindings, texts), safe: fix.safe, edits: [replacement(tree, target, fillTemplate(replace, tree, bindings, texts))] }));
    });
}

/** Replacing a list element by nothing takes the comma beside it along, so that the list stays well formed. */
function replacement(tree: FlatTree, node: number, text: string): TextEdit {
  const { start, end } = tree.span(node);
  if (text !== '') return { start, end, text };
  const parent = tree.parentOf(node);
  const siblings = parent < 0 ? [] : [...tree.children(parent)];
  const index = siblings.indexOf(node);
  const before = siblings[index - 1];
  const after = siblings[index + 1];
  if (before !== undefined && tree.text(before) === ',') return { start: tree.start[before] ?? start, end, text };
  if (after !== undefined && tree.text(after) === ',') return { start, end: afterSpace(tree.source, tree.end[after] ?? end), text };
  return { start, end, text };
}

function afterSpace(source: string, offset: number): number {
  let end = offset;
  while (source[end] === ' ') end++;
  return end;
}

/** The fixes of a rule for one document match: a key that was missing. */
export function documentFixes(fixes: readonly Fix[], match: DocumentMatch, text: string): ProposedFix[] {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return fixes.flatMap((fix) => {
    const { insertion } = match;
    if (!fix.insert || !insertion) return [];
    const line = `${newline}${insertion.indent}${fix.insert.key}: ${fix.insert.value}`;
    return [{ title: fix.title, safe: fix.safe, edits: [{ start: insertion.offset, end: insertion.offset, text: line }] }];
  });
}
