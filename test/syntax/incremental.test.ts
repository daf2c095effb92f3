import { describe, expect, test } from 'vitest';
import type { OpenDocument } from '../../src/workspace/engine.js';
import { loadContent, testEngine } from '../support/engine.js';
import { seeded } from '../support/random.js';

const PIECES = ['\n', ' ', '(', ')', '{', '}', '"', "'", '🙂', 'é', 'x', '= 1', 'def f():\n    ', 'if (a) ', '# c\n', '// c\n', '- a: b\n', '\r\n', ''];

function shape({ tree }: OpenDocument): unknown {
  return tree && Array.from({ length: tree.count }, (_, node) => [tree.kindName(node), tree.start[node], tree.end[node], tree.parent[node], tree.field[node], tree.flags[node]]);
}

describe('an edited text has the tree of the text parsed anew', async () => {
  const { knowledge } = await loadContent();
  test.each(knowledge.languages.map(({ id }) => id))('%s', async (id) => {
    const engine = await testEngine();
    const language = knowledge.languages.find((candidate) => candidate.id === id);
    const path = `a${language?.extensions[0] ?? ''}` === 'a' ? (language?.filenames[0] ?? 'a') : `a${language?.extensions[0] ?? ''}`;
    let text = language?.sample ?? '';
    const edited = await engine.open({ path, text });
    if (!edited) throw new Error(`no language claims ${path}`);
    const random = seeded(7);
    for (let round = 0; round < 60; round++) {
      const start = Math.floor(random() * (text.length + 1));
      const end = Math.min(text.length, start + Math.floor(random() * 6));
      text = text.slice(0, start) + (PIECES[Math.floor(random() * PIECES.length)] ?? '') + text.slice(end);
      edited.update(text);
      const fresh = await engine.open({ path, text });
      expect(shape(edited), JSON.stringify(text)).toEqual(fresh && shape(fresh));
      fresh?.dispose();
    }
    edited.dispose();
  });
});
