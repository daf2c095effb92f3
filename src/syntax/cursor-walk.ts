import type { Tree } from 'web-tree-sitter';
import { MISSING, NAMED } from './flat-tree.js';
import type { TreeBuilder } from './tree-builder.js';

/**
 * Fills the builder through the parser's public cursor: slower than reading its memory, but promised to stay.
 * The cursor does not say which nodes are extras (`flags` has no EXTRA bit); callers that need it mark comments themselves.
 */
export function walkByCursor(tree: Tree, builder: TreeBuilder, isExtra: (kind: number) => boolean, extraFlag: number): void {
  builder.clear();
  const cursor = tree.walk();
  try {
    const open: number[] = [];
    for (;;) {
      const kind = cursor.nodeTypeId;
      const flags = (cursor.nodeIsNamed ? NAMED : 0) | (cursor.nodeIsMissing ? MISSING : 0) | (isExtra(kind) ? extraFlag : 0);
      const node = builder.add(kind, cursor.startIndex, cursor.endIndex, open.at(-1) ?? -1, cursor.currentFieldId, flags);
      if (cursor.gotoFirstChild()) {
        open.push(node);
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        const done = open.pop();
        if (done === undefined) return;
        builder.close(done);
        cursor.gotoParent();
      }
    }
  } finally {
    cursor.delete();
  }
}
