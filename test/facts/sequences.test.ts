import { describe, expect, test } from 'vitest';
import { checkWith } from '../support/rule.js';

/** The names asked about in `ask(name)` for which a condition holds. */
async function named(language: string, text: string, condition: string): Promise<string[]> {
  const { findings, problems } = await checkWith(language, text, `rule: { pattern: ask($LIST) }\nwhere: { LIST: ${condition} }\nreport: LIST`, undefined, language === 'python' ? 'a.py' : 'a.ts');
  expect(problems).toEqual([]);
  return findings.map(({ span }) => text.slice(span.start, span.end));
}

const UNBOUNDED = '{ sequence: unbounded }';

describe('which names of a script stand for arrays as long as their input', () => {
  test.each([
    ['a mapped list', 'const a = rows.map((row) => row.id); ask(a);', ['a']],
    ['keys, copies and spreads', 'const a = Object.keys(o); const b = [...o]; const c = Array.from(o); ask(a); ask(b); ask(c);', ['a', 'b', 'c']],
    ['annotations', 'function f(a: string[], b: readonly string[] | undefined, c: ReadonlyArray<string>, d?: string[]) { ask(a); ask(b); ask(c); ask(d); }', ['a', 'b', 'c', 'd']],
    ['pushed to in a loop', 'const a = []; for (const x of xs) a.push(x); const b: string[] = []; xs.forEach((x) => b.push(x)); ask(a); ask(b);', ['a', 'b']],
    ['pushed to once', 'const a = []; a.push(1); ask(a);', []],
    ['written out, also through map', "const a: string[] = ['x', 'y']; const b = a.map((x) => x + 1); const c = [...a]; ask(a); ask(b); ask(c);", []],
    ['a long list that is written out', `const a = [${'1,'.repeat(100)}]; ask(a);`, ['a']],
    ['strings, sets, maps, parameters without a type', 'function f(a, b: string, c: Set<string>, d: string | string[]) { const e = new Map(); ask(a); ask(b); ask(c); ask(d); ask(e); }', []],
    ['enumerations and constants', 'const a = Object.values(State); const b = KINDS.map((kind) => kind.id); ask(a); ask(b);', []],
    ['a name that is set again', "let a = rows.map((row) => row.id); a = 'text'; ask(a);", []],
    ['a name that means something else inside', 'const a = rows.map((row) => row.id); function f(a: string) { ask(a); } ask(a);', ['a']],
    ['a destructured name', 'const { a } = load(); const [b] = load(); ask(a); ask(b);', []],
    ['several values for one name', 'function f(...a: string[]) { ask(a); }', []],
    ['names that stand for each other', 'const a = [...b]; const b = [...a]; ask(a);', ['a']],
    ['names each built twice from the one before', `const a0 = rows.map((x) => x); ${Array.from({ length: 60 }, (_, i) => `const a${i + 1} = [...a${i}, ...a${i}];`).join(' ')} ask(a60);`, ['a60']],
  ])('%s', async (_, text, names) => {
    expect(await named('typescript', text, UNBOUNDED)).toEqual(names);
  });
});

describe('which names of a Python text stand for lists as long as their input', () => {
  test.each([
    ['calls and comprehensions', 'a = list(x)\nb = sorted(x)\nc = [y for y in x]\nd = x.tolist()\nask(a)\nask(b)\nask(c)\nask(d)\n', ['a', 'b', 'c', 'd']],
    ['annotations', 'def f(a: list[str], b: "list[str]", c: List[int] | None, d: dict[str, list[str]]):\n    ask(a)\n    ask(b)\n    ask(c)\n    ask(d)\n', ['a', 'c']],
    ['an annotated value we do not know', 'a: list[str] = load()\nask(a)\n', ['a']],
    ['appended to in a loop', 'a = []\nfor x in xs:\n    a.append(x)\nask(a)\n', ['a']],
    ['appended to once', 'a = []\na.append(1)\nask(a)\n', []],
    ['written out', 'a = [1, 2]\nb = list((1, 2))\nc = [x for x in (1, 2)]\nask(a)\nask(c)\n', []],
    ['sets, mappings, texts, numbers', 'a = {1}\nb = {}\nc = "x"\nd = set(x)\nask(a)\nask(b)\nask(c)\nask(d)\n', []],
    ['enumerations', 'a = [kind.value for kind in Kind]\nask(a)\n', []],
    ['set in a branch to something else', 'a = list(x)\nif y:\n    a = load()\nask(a)\n', []],
    ['a list in both branches', 'if y:\n    a = list(x)\nelse:\n    a = [z for z in x]\nask(a)\n', ['a']],
  ])('%s', async (_, text, names) => {
    expect(await named('python', text, UNBOUNDED)).toEqual(names);
  });
});

/** The lists that keep their items in the loop around `ask(list)`. */
async function constant(language: string, text: string): Promise<string[]> {
  const loop = language === 'python' ? 'for_statement' : 'for_in_statement';
  const match = `rule: { pattern: ask($LIST), inside: { stopBy: end, kind: ${loop}, pattern: $LOOP } }\nwhere: { LIST: { constantIn: LOOP } }\nreport: LIST`;
  const { findings, problems } = await checkWith(language, text, match, undefined, language === 'python' ? 'a.py' : 'a.ts');
  expect(problems).toEqual([]);
  return findings.map(({ span }) => text.slice(span.start, span.end));
}

describe('whether a loop leaves a list alone', () => {
  // A call of `ask` may change its argument: only names of functions known to read are trusted.
  const script = (body: string) => `function f(a: string[], xs: X[]) { for (const x of xs) { ${body} console.log(a); } }`.replace('console.log(a)', 'ask(a)');
  const isConstant = async (text: string) => {
    const match = 'rule: { pattern: $LIST.includes($_), inside: { stopBy: end, kind: for_in_statement, pattern: $LOOP } }\nwhere: { LIST: { constantIn: LOOP } }\nreport: LIST';
    return (await checkWith('typescript', text.replace('ask(a)', 'a.includes(x)'), match, undefined, 'a.ts')).findings.length > 0;
  };

  test.each([
    ['reads it', 'if (a.length > a[0]) log(new Set(a), ...a);', true],
    ['adds to it', 'a.push(x);', false],
    ['sets an item', 'a[0] = x;', false],
    ['sorts it', 'a.sort();', false],
    ['hands it to another function', 'update(a);', false],
    ['hands it over in an object', 'update({ a });', false],
    ['gives it another name', 'const b = a;', false],
    ['calls something that does not touch it', 'update(x);', true],
  ])('TypeScript: a loop that %s', async (_, body, expected) => {
    expect(await isConstant(script(body))).toBe(expected);
  });

  test('a function outside the loop that changes the list may run inside it', async () => {
    expect(await isConstant('const a: string[] = load(); function add(x) { a.push(x); } for (const x of xs) { add(x); ask(a); }')).toBe(false);
    expect(await isConstant('const a: string[] = load(); a.push(1); for (const x of xs) { add(x); ask(a); }')).toBe(true);
  });

  test('Python: calls of functions that only read keep a list, others may change it', async () => {
    const text = (body: string) => `def f(a: list[str], xs):\n    for x in xs:\n        ${body}\n        len(a)\n`.replace('len(a)', 'ask(a)');
    // `ask(a)` itself hands the list over, so nothing is constant beside it.
    expect(await constant('python', text('pass'))).toEqual([]);
    const match = 'rule: { pattern: $_ in $LIST, inside: { stopBy: end, kind: for_statement, pattern: $LOOP } }\nwhere: { LIST: { constantIn: LOOP } }\nreport: LIST';
    const holds = async (body: string) => (await checkWith('python', text(body).replace('ask(a)', 'x in a'), match, undefined, 'a.py')).findings.length > 0;
    expect(await holds('print(len(a), a[0], x.a, f(a=1))')).toBe(true);
    for (const body of ['a.append(x)', 'a[0] = x', 'del a[0]', 'a += [x]', 'a = []', 'update(a)', 'b = a']) expect(await holds(body), body).toBe(false);
  });
});

test('a global name is one the file does not declare, and either list of names is enough', async () => {
  const match = 'rule: { pattern: $NAME() }\nwhere: { NAME: { global: [Date.now], imported: [uuid.v4] } }\nreport: NAME';
  const found = async (text: string) => (await checkWith('typescript', text, match, undefined, 'a.ts')).underlined;
  expect(await found("import { v4 as id } from 'uuid';\nDate.now();\nid();\nMath.random();")).toEqual(['2: Date.now', '3: id']);
  expect(await found("import { Date } from './dates';\nDate.now();")).toEqual([]);
});
