import { describe, expect, test } from 'vitest';
import { nodeClock } from '../../src/platform/node.js';
import { LANGUAGES } from '../../src/protocol/languages.js';
import { LanguageTable } from '../../src/syntax/languages.js';
import { Engine } from '../../src/workspace/engine.js';
import { loadContent, packageGrammars, silentLog, testEngine } from '../support/engine.js';

const { knowledge } = await loadContent();
const withGrammar = knowledge.languages.filter((language) => language.grammar !== undefined);

describe('finding the language of a file', () => {
  const table = new LanguageTable(knowledge.languages);

  test.each([
    ['src/Main.java', 'java'],
    ['cmd/main.go', 'go'],
    ['src/lib.rs', 'rust'],
    ['Program.cs', 'csharp'],
    ['index.php', 'php'],
    ['site.css', 'css'],
    ['deploy.sh', 'bash'],
    ['lib.bash', 'bash'],
    ['home/.bashrc', 'bash'],
    ['schema.SQL', 'sql'],
  ])('%s is %s', (path, id) => {
    expect(table.find(path)?.id).toBe(id);
  });

  test('no two languages claim the same name', () => {
    for (const names of [knowledge.languages.flatMap(({ editorIds }) => editorIds), knowledge.languages.flatMap(({ extensions }) => extensions)]) {
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
  });

  test('every language wakes the extension', () => {
    // A language without an id of the editor is a single file, which the editor knows under another name.
    expect(knowledge.languages.filter(({ editorIds }) => editorIds.length > 0 && !editorIds.some((id) => (LANGUAGES as readonly string[]).includes(id))).map(({ id }) => id)).toEqual([]);
  });
});

describe('language pages', () => {
  test.each(withGrammar.map((language) => [language.id, language] as const))('%s names only kinds of its grammar', async (_id, language) => {
    const document = await (await testEngine()).open({ path: 'a', text: language.sample, editorLanguage: language.editorIds[0] ?? '' });
    const unknown = Object.values(language.kinds).flat().filter((kind) => document?.grammar?.kindId(kind, true) === undefined);
    document?.dispose();
    expect(unknown).toEqual([]);
  });

  test('CUPID is silent about languages whose page names no effects', async () => {
    const engine = await testEngine();
    const silent = withGrammar.filter(({ effects }) => effects.length === 0);
    expect(silent.map(({ id }) => id)).toEqual(expect.arrayContaining(['php', 'bash']));
    for (const language of silent) {
      const document = await engine.open({ path: `src/a${language.extensions[0] ?? ''}`, text: language.sample });
      expect(document && engine.profile(document), language.id).toEqual([]);
      document?.dispose();
    }
  });
});

describe('loading grammars', () => {
  test('a Python text loads no other grammar, and loads its own once', async () => {
    const loaded: string[] = [];
    const grammars = { load: (file: string) => (loaded.push(file), packageGrammars.load(file)) };
    const engine = await Engine.create(knowledge, { clock: nodeClock, grammars, log: silentLog });
    for (const path of ['a.py', 'b.py']) {
      const document = await engine.open({ path, text: 'import os\n' });
      expect(document && engine.check(document)).toEqual([]);
      document?.dispose();
    }
    await engine.dispose();
    expect(loaded.filter((file) => file !== 'web-tree-sitter.wasm')).toEqual(['tree-sitter-python.wasm']);
  });
});
