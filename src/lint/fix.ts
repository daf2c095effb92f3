import type { TextEdit } from '../document/edit.js';
import type { Fix } from '../knowledge/model.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import type { ProposedFix } from './finding.js';
import { fillTemplate, templateAt, type Filling } from './rule-language/template.js';

/** The fixes of a rule for one pattern match in a text of one of some languages: its own, and that of the text around it. */
export function patternFixes(fixes: readonly Fix[], languages: readonly string[], node: number, filling: Filling): ProposedFix[] {
  const { tree, bindings } = filling;
  return fixes
    .filter((fix) => languages.some((language) => fix.languages.includes(language)))
    .flatMap((fix) => {
      const target = fix.target === undefined ? node : bindings.single[fix.target];
      if (target === undefined) return [];
      return fix.choices.map(({ title, replace }) => ({ title: fillTemplate(title, filling), safe: fix.safe, edits: [replacement(tree, target, fillTemplate(replace, filling))] }));
    });
}

/** Replacing a list element by nothing takes the comma beside it along, so that the list stays well formed. */
function replacement(tree: FlatTree, node: number, text: string): TextEdit {
  const { start, end } = tree.span(node);
  if (text !== '') return { start, end, text: templateAt(tree.source, start, text) };
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
