import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { brokenReferences } from '../../src/knowledge/references.js';
import { MISSING } from '../../src/syntax/flat-tree.js';
import { runExamples } from '../../src/workspace/examples.js';
import { loadContent, readAsset, root, testEngine } from '../support/engine.js';

const { knowledge, problems } = await loadContent();

describe('content', () => {
  it('has no mistake in any page', () => {
    expect(problems.map(({ path, at, message }) => `${relative(root, path)}:${at.line + 1}:${at.character + 1}: ${message}`)).toEqual([]);
  });

  it('links only to pages that exist', () => {
    expect(brokenReferences(knowledge)).toEqual([]);
  });

  it('has a sample that parses for every language', async () => {
    const engine = await testEngine();
    // SQL is split into tokens, and canvases are read as Markdown; they have no tree.
    for (const language of knowledge.languages.filter(({ id }) => !['sql', 'markdown'].includes(id))) {
      const document = await engine.open({ path: 'sample', text: language.sample, editorLanguage: language.editorIds[0] ?? '' });
      const kinds = document?.tree ? Array.from({ length: document.tree.count }, (_, i) => document.tree?.kindName(i)) : [];
      const missing = kinds.filter((_, i) => ((document?.tree?.flags[i] ?? 0) & MISSING) !== 0);
      document?.dispose();
      expect(kinds.length, language.id).toBeGreaterThan(5);
      expect(kinds, language.id).not.toContain('ERROR');
      expect(missing, language.id).toEqual([]);
    }
  });
});

describe('rule pages', () => {
  it.each(knowledge.rules.filter(({ examples }) => examples.length > 0))('$id: every example is judged as its page says', async (rule) => {
    const engine = await testEngine();
    const failures = await runExamples(engine, rule, readAsset);
    expect(failures.map((failure) => `line ${failure.line}: ${failure.message}`)).toEqual([]);
    expect(engine.problems).toEqual([]);
  });
});
