import type { Tree } from 'web-tree-sitter';
import { EXTRA, MISSING, NAMED } from './flat-tree.js';
import type { TreeBuilder } from './tree-builder.js';

/** Fills the builder through the parser's public cursor: far slower than reading its memory, but promised to stay. */
export function walkByCursor(tree: Tree, builder: TreeBuilder): void {
  builder.clear();
  const cursor = tree.walk();
  try {
    const open: number[] = [];
    for (;;) {
      // The cursor itself does not say which nodes are extras.
      const flags = (cursor.nodeIsNamed ? NAMED : 0) | (cursor.currentNode.isExtra ? EXTRA : 0) | (cursor.nodeIsMissing ? MISSING : 0);
      const node = builder.add(cursor.nodeTypeId, cursor.startIndex, cursor.endIndex, open.at(-1) ?? -1, cursor.currentFieldId, flags);
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
