import { describe, expect, test } from 'vitest';
import type { OpenDocument } from '../../src/workspace/engine.js';
import { randomEdit } from '../support/edits.js';
import { loadContent, testEngine } from '../support/engine.js';
import { seeded } from '../support/random.js';

function shape({ tree }: OpenDocument): unknown {
  return tree && Array.from({ length: tree.count }, (_, node) => [tree.kindName(node), tree.start[node], tree.end[node], tree.parent[node], tree.field[node], tree.flags[node]]);
}

describe('an edited text has the tree of the text parsed anew', async () => {
  const { knowledge } = await loadContent();
  test.each(knowledge.languages.map((language) => [language.id, language] as const))('%s', async (_id, language) => {
    const engine = await testEngine();
    const path = `a${language.extensions[0] ?? ''}`;
    let text = language.sample;
    const edited = await engine.open({ path, text });
    if (!edited) throw new Error(`no language claims ${path}`);
    const random = seeded(7);
    for (let round = 0; round < 60; round++) {
      text = randomEdit(text, random);
      edited.update(text);
      const fresh = await engine.open({ path, text });
      expect(shape(edited), JSON.stringify(text)).toEqual(fresh && shape(fresh));
      fresh?.dispose();
    }
    edited.dispose();
  });
});
