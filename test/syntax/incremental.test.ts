import { describe, expect, test } from 'vitest';
import { CancelledError, type CancellationToken } from '../../src/document/ports.js';
import type { OpenDocument } from '../../src/workspace/open-document.js';
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
    const path = language.filenames[0] ?? `a${language.extensions[0] ?? ''}`;
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

describe('a parse that is cancelled', async () => {
  const { knowledge } = await loadContent();
  const engine = await testEngine();
  const grammarOf = async (id: string) => {
    const language = knowledge.languages.find((candidate) => candidate.id === id);
    const document = await engine.open({ path: `a${language?.extensions[0] ?? ''}`, text: '' });
    document?.dispose();
    if (!document?.grammar) throw new Error(`no grammar for ${id}`);
    return document.grammar;
  };
  /** A token that is cancelled when it is asked for the n-th time. */
  const cancelledAt = (asked: number): CancellationToken => ({
    get isCancellationRequested() {
      return --asked < 0;
    },
  });

  test('ends early, and the next text is parsed from its beginning', async () => {
    const grammar = await grammarOf('html');
    // Takes minutes: the grammar's scanner goes through all open elements at every tag.
    const nested = '<b>'.repeat(200_000);
    expect(() => grammar.parseOnce(nested, cancelledAt(3))).toThrow(CancelledError);
    expect(grammar.parseOnce('<p>x</p>').text(0)).toBe('<p>x</p>');
  });

  test('leaves a text that goes on at the next update', async () => {
    const grammar = await grammarOf('python');
    const first = 'x = [1, 2]\n'.repeat(2000);
    const parsed = grammar.parse(first);
    const second = `y = [${first}`;
    expect(() => parsed.update(second, cancelledAt(0))).toThrow(CancelledError);
    expect(() => parsed.tree).toThrow(CancelledError);
    parsed.update(second);
    expect(parsed.tree.count).toBe(grammar.parseOnce(second).count);
    expect(() => parsed.update(first, cancelledAt(0))).toThrow(CancelledError);
    const third = first.replace('1', 'z\n');
    parsed.update(third);
    expect(Array.from(parsed.tree.start)).toEqual(Array.from(grammar.parseOnce(third).start));
    parsed.dispose();
  });
});
