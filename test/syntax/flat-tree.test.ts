import { Language as TreeSitterLanguage } from 'web-tree-sitter';
import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/knowledge/model.js';
import { ERROR_KIND, type FlatTree } from '../../src/syntax/flat-tree.js';
import { Grammar } from '../../src/syntax/grammar.js';
import { MemoryWalk, type ParserMemory } from '../../src/syntax/memory-walk.js';
import { startParser } from '../../src/syntax/runtime.js';
import { randomEdit } from '../support/edits.js';
import { loadContent, packageGrammars } from '../support/engine.js';
import { seeded } from '../support/random.js';

const { knowledge } = await loadContent();
const memory = await startParser(packageGrammars);
const languages = knowledge.languages.filter(({ grammar }) => grammar !== undefined);
const NO_MEMORY: ParserMemory = { buffer: new ArrayBuffer(1 << 16) };

function languageOf(id: string): Language {
  const language = languages.find((candidate) => candidate.id === id);
  if (!language) throw new Error(`no page for ${id}`);
  return language;
}

async function grammarOf(language: Language, parserMemory: ParserMemory, warnings: string[] = []): Promise<Grammar> {
  const loaded = await TreeSitterLanguage.load(await packageGrammars.load(language.grammar ?? ''));
  return new Grammar(loaded, language, new MemoryWalk(parserMemory), { info: () => {}, warn: (message) => warnings.push(message), error: () => {} });
}

/** Nothing, the sample of a language and every example of a rule written in it. */
function textsOf({ id, sample }: Language): string[] {
  const files = knowledge.rules.flatMap(({ examples }) => examples.flatMap((example) => example.files));
  return ['', sample, ...files.filter(({ language, asset }) => language === id && asset === undefined).map(({ text }) => text)];
}

/** Everything a flat tree holds about its nodes. */
function columns({ kind, start, end, parent, next, field, flags }: FlatTree) {
  return { kind, start, end, parent, next, field, flags };
}

describe('memory and cursor give the same tree while a text is edited', () => {
  test.each(languages.map((language) => [language.id, language] as const))('%s', async (_id, language) => {
    const fast = await grammarOf(language, memory);
    const slow = await grammarOf(language, NO_MEMORY);
    const random = seeded(5);
    for (const sample of textsOf(language)) {
      let text = sample;
      const read = fast.parse(text);
      const walked = slow.parse(text);
      for (let round = 0; round < 40; round++) {
        expect(columns(read.tree), JSON.stringify(text)).toEqual(columns(walked.tree));
        text = randomEdit(text, random);
        read.update(text);
        walked.update(text);
      }
      read.dispose();
      walked.dispose();
    }
    expect([fast.readsMemory, slow.readsMemory]).toEqual([true, false]);
  });
});

describe('when the memory of the parser is not as expected', () => {
  const python = languageOf('python');

  test('the probe at load notices, says so once, and the cursor fills the trees', async () => {
    const warnings: string[] = [];
    const grammar = await grammarOf(python, NO_MEMORY, warnings);
    expect(grammar.readsMemory).toBe(false);
    const tree = grammar.parseOnce('f(x)  # now\n');
    expect(Array.from(tree.children(0), (node) => tree.kindName(node))).toEqual(['expression_statement', 'comment']);
    expect(warnings).toEqual(["Python: the parser's memory has an unknown layout; using its slower public interface."]);
  });

  test.each([
    ['gone', new ArrayBuffer(1 << 16)],
    ['full of something else', new Uint8Array(1 << 16).fill(0x42).buffer],
    ['full of odd numbers', new Uint8Array(1 << 16).fill(0x43).buffer],
  ])('memory that is %s after the probe gives the tree of the cursor', async (_what, other) => {
    const warnings: string[] = [];
    let buffer: ArrayBuffer | undefined;
    const grammar = await grammarOf(python, { get buffer() { return buffer ?? memory.buffer; } }, warnings);
    expect(grammar.readsMemory).toBe(true);
    const before = grammar.parseOnce('if x:\n    y = [1, 2]\n');
    buffer = other;
    expect(columns(grammar.parseOnce('if x:\n    y = [1, 2]\n'))).toEqual(columns(before));
    expect(grammar.readsMemory).toBe(false);
    expect(warnings).toHaveLength(1);
  });
});

const DEPTH = 100_000;

/** How deep the deepest node lies below the root. */
function depthOf(tree: FlatTree): number {
  const depths = new Uint32Array(tree.count);
  let deepest = 0;
  for (let node = 1; node < tree.count; node++) {
    depths[node] = (depths[tree.parentOf(node)] ?? 0) + 1;
    deepest = Math.max(deepest, depths[node] ?? 0);
  }
  return deepest;
}

describe('a hundred thousand nested brackets', () => {
  test.each([
    ['python', 'x = ', '[', ']', ''],
    ['typescript', 'x = ', '[', ']', ''],
    ['tsx', 'x = ', '[', ']', ''],
    ['javascript', 'x = ', '[', ']', ''],
    ['java', 'class A { { ', '{', '}', '} }'],
    ['go', 'package a\nvar x = ', '(', ')', ''],
    ['rust', 'const X: A = ', '[', ']', ';'],
    ['csharp', 'var x = ', '[', ']', ';'],
    ['php', '<?php $x = ', '[', ']', ';'],
    ['css', 'a { b: ', 'f(', ')', ' }'],
    ['bash', 'x=', '$(', ')', ''],
    ['json', '', '[', ']', ''],
    ['yaml', 'a: ', '[', ']', ''],
    ['hcl', 'a = ', '[', ']', ''],
  ])('%s, closed and not', async (id, before, open, close, after) => {
    const grammar = await grammarOf(languageOf(id), memory);
    const closed = grammar.parseOnce(`${before}${open.repeat(DEPTH)}${close.repeat(DEPTH)}${after}`);
    expect(depthOf(closed)).toBeGreaterThan(DEPTH);
    const broken = grammar.parseOnce(`${before}${open.repeat(DEPTH)}`);
    expect(broken.count).toBeGreaterThan(DEPTH);
    expect(broken.kind).toContain(ERROR_KIND);
    expect(grammar.readsMemory).toBe(true);
  });
});

describe('going over the children of a node', () => {
  test('by index, by generator and through fields', async () => {
    const tree = (await grammarOf(languageOf('typescript'), memory)).parseOnce('f(a, /* b */ c);');
    const call = Array.from({ length: tree.count }, (_, node) => node).find((node) => tree.kindName(node) === 'call_expression') ?? -1;
    const list = tree.childByField(call, 'arguments');
    const byIndex: string[] = [];
    for (let child = tree.firstChild(list); child >= 0; child = tree.nextSibling(child)) byIndex.push(tree.text(child));
    expect(byIndex).toEqual(['(', 'a', ',', '/* b */', 'c', ')']);
    expect(Array.from(tree.children(list), (child) => tree.text(child))).toEqual(byIndex);
    expect(Array.from(tree.namedChildren(list), (child) => tree.text(child))).toEqual(['a', 'c']);
    expect(tree.childByField(call, 'body')).toBe(-1);
    expect([tree.nextSibling(0), tree.firstChild(tree.childByField(call, 'function'))]).toEqual([-1, -1]);
  });
});
