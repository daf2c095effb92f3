import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/document/edit.js';
import { ignoreFileEdit, ignoreLineEdit } from '../../src/lint/suppression-edit.js';
import { checkConfig } from '../../src/workspace/config.js';
import { parseConfig } from '../../src/workspace/config-text.js';
import { ignoreInConfig } from '../../src/workspace/config-edit.js';
import { testEngine } from '../support/engine.js';

async function withIgnore(path: string, text: string, at: string, scope: 'line' | 'file'): Promise<string | undefined> {
  const document = await (await testEngine()).open({ path, text });
  if (!document) throw new Error(`no language for ${path}`);
  try {
    const edit = scope === 'line' ? ignoreLineEdit(document, 'a/b', text.indexOf(at)) : ignoreFileEdit(document, 'a/b');
    return edit && applyEdits(text, [edit]);
  } finally {
    document.dispose();
  }
}

describe('a comment that ignores', () => {
  test.each([
    ['a.py', 'def f():\n    x = 1\n', 'x', 'def f():\n    # talklint-ignore a/b -- ${reason}\n    x = 1\n'],
    ['a.ts', 'function f() {\r\n\tx();\r\n}\r\n', 'x()', 'function f() {\r\n\t// talklint-ignore a/b -- ${reason}\r\n\tx();\r\n}\r\n'],
    ['a.html', '<p>\n  <b>x</b>\n</p>\n', '<b>', '<p>\n  <!-- talklint-ignore a/b -- ${reason} -->\n  <b>x</b>\n</p>\n'],
    ['main.tf', 'a "b" {\n  c = 1\n}\n', 'c', 'a "b" {\n  # talklint-ignore a/b -- ${reason}\n  c = 1\n}\n'],
  ])('%s: above the line, indented alike', async (path, text, at, result) => {
    expect(await withIgnore(path, text, at, 'line')).toBe(result);
  });

  test.each([
    ['inside a text of several lines', 'a.py', 's = """\nhere\n"""\n', 'here'],
    ['in a language without comments', 'a.json', '{\n  "a": 1\n}\n', '"a"'],
    ['inside a block of YAML text', 'a.yaml', 'run: |\n  here\n', 'here'],
  ])('is not offered %s', async (_where, path, text, at) => {
    expect(await withIgnore(path, text, at, 'line')).toBeUndefined();
  });

  test.each([
    ['a.py', '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nx = 1\n', '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# talklint-ignore-file a/b -- ${reason}\nx = 1\n'],
    ['Dockerfile', '# syntax=docker/dockerfile:1\nFROM node\n', '# syntax=docker/dockerfile:1\n# talklint-ignore-file a/b -- ${reason}\nFROM node\n'],
    ['a.html', '<!doctype html>\n<p>x</p>\n', '<!doctype html>\n<!-- talklint-ignore-file a/b -- ${reason} -->\n<p>x</p>\n'],
  ])('%s: for the whole file below what must come first', async (path, text, result) => {
    expect(await withIgnore(path, text, '', 'file')).toBe(result);
  });
});

describe('an ignore in the configuration', () => {
  test.each([
    ['an empty file', ''],
    ['other keys', '# ours\nrules:\n  a/c: off # loud\n'],
    ['no last line end', 'talks: [polars]'],
    ['ignores already', 'ignores:\n  # first\n  - rule: a/c\n    reason: why\ntalks: []\n'],
    ['ignores that are not indented', 'ignores:\n- rule: a/c\n  reason: why\n'],
    ['Windows line ends', 'talks: []\r\nignores:\r\n  - rule: a/c\r\n    reason: why\r\n'],
  ])('is added to a file with %s, and the rest stays', (_what, text) => {
    const edit = ignoreInConfig(text, 'a/b', '"all: labs"');
    if (!edit) throw new Error('no edit');
    const result = applyEdits(text, [edit]);
    const { config, problems } = checkConfig(parseConfig(result), { rules: new Set(['a/b', 'a/c']), talks: new Set(['polars']), missingPacks: new Set() });
    expect(problems).toEqual([]);
    expect(config.ignores).toContainEqual({ rule: 'a/b', reason: 'all: labs' });
    expect(config.ignores).toHaveLength(text.includes('a/c\r\n') || text.includes('- rule') ? 2 : 1);
    for (const line of text.split(/\r?\n/)) expect(result).toContain(line);
  });

  test.each([['ignores: []\n'], ['{ rules: {} }\n'], ['ignores: [\n']])('is not offered where it cannot be added safely: %j', (text) => {
    expect(ignoreInConfig(text, 'a/b', 'x')).toBeUndefined();
  });
});
