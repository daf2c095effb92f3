import { describe, expect, test } from 'vitest';
import { GrammarRoles } from '../../src/cupid/grammar-roles.js';
import { walk } from '../../src/cupid/walk.js';
import { testEngine } from '../support/engine.js';

/** A function `f` around statements, in each language; `a` to `d` are conditions, `xs` a list. */
const AROUND = {
  ts: (body: string) => `function f(a, b, c, d, xs) {\n${body}\n}`,
  tsx: (body: string) => `function f(a, b, c, d, xs) {\n${body}\n}`,
  js: (body: string) => `function f(a, b, c, d, xs) {\n${body}\n}`,
  py: (body: string) => `def f(a, b, c, d, xs):\n${body.split('\n').map((line) => `    ${line}`).join('\n')}\n`,
  java: (body: string) => `class A {\n  Object f(boolean a, boolean b, boolean c, boolean d, int[] xs) {\n${body}\n  }\n}`,
  go: (body: string) => `package p\n\nfunc f(a, b, c, d bool, xs []int) {\n${body}\n}`,
  rs: (body: string) => `fn f(a: bool, b: bool, c: bool, d: bool, xs: &[i32]) {\n${body}\n}`,
  cs: (body: string) => `class A {\n  object f(bool a, bool b, bool c, bool d, int[] xs) {\n${body}\n  }\n}`,
} as const;
type Id = keyof typeof AROUND;

/** The same statements where C-like languages agree: TypeScript, JavaScript, Java and C#. */
const curly = (body: string): Partial<Record<Id, string>> => ({ ts: body, js: body, java: body, cs: body });

interface Construct {
  readonly what: string;
  readonly value: number;
  readonly written: Partial<Record<Id, string>>;
}

const CONSTRUCTS: readonly Construct[] = [
  { what: 'a straight line', value: 0, written: { ...curly('one(); two(); return three();'), py: 'one()\nreturn two()', go: 'one(); two()', rs: 'one(); two();' } },
  { what: 'if', value: 1, written: { ...curly('if (a) { one(); }'), py: 'if a:\n    one()', go: 'if a { one() }', rs: 'if a { one(); }' } },
  { what: 'if without braces', value: 1, written: curly('if (a) one();') },
  { what: 'if, else', value: 2, written: { ...curly('if (a) { one(); } else { two(); }'), py: 'if a:\n    one()\nelse:\n    two()', go: 'if a { one() } else { two() }', rs: 'if a { one(); } else { two(); }' } },
  { what: 'if, else if, else', value: 3, written: { ...curly('if (a) { one(); } else if (b) { two(); } else { three(); }'), py: 'if a:\n    one()\nelif b:\n    two()\nelse:\n    three()', go: 'if a { one() } else if b { two() } else { three() }', rs: 'if a { one(); } else if b { two(); } else { three(); }' } },
  { what: 'a chain of four with else', value: 5, written: { ...curly('if (a) { one(); } else if (b) { two(); } else if (c) { three(); } else if (d) { four(); } else { five(); }'), py: 'if a:\n    one()\nelif b:\n    two()\nelif c:\n    three()\nelif d:\n    four()\nelse:\n    five()', go: 'if a { one() } else if b { two() } else if c { three() } else if d { four() } else { five() }', rs: 'if a { one(); } else if b { two(); } else if c { three(); } else if d { four(); } else { five(); }' } },
  { what: 'if inside a later branch of a chain', value: 4, written: { ...curly('if (a) { one(); } else if (b) { if (c) { two(); } }'), py: 'if a:\n    one()\nelif b:\n    if c:\n        two()', go: 'if a { one() } else if b { if c { two() } }', rs: 'if a { one(); } else if b { if c { two(); } }' } },
  { what: 'if inside the braces of an else', value: 4, written: { ...curly('if (a) { one(); } else { if (b) { two(); } }'), py: 'if a:\n    one()\nelse:\n    if b:\n        two()', go: 'if a { one() } else { if b { two() } }', rs: 'if a { one(); } else { if b { two(); } }' } },
  { what: 'guard clauses one after another', value: 2, written: { ...curly('if (a) return 1; if (b) return 2; return 3;'), py: 'if a:\n    return 1\nif b:\n    return 2\nreturn 3', go: 'if a { return }\nif b { return }', rs: 'if a { return; } if b { return; }' } },
  { what: 'if in if', value: 3, written: { ...curly('if (a) { if (b) { one(); } }'), py: 'if a:\n    if b:\n        one()', go: 'if a { if b { one() } }', rs: 'if a { if b { one(); } }' } },
  { what: 'three deep', value: 6, written: { ...curly('if (a) { if (b) { if (c) { one(); } } }'), py: 'if a:\n    if b:\n        if c:\n            one()', go: 'if a { if b { if c { one() } } }', rs: 'if a { if b { if c { one(); } } }' } },
  { what: 'a counting loop', value: 1, written: { ...curly('for (var i = 0; i < 9; i++) { one(); }'), py: 'for i in range(9):\n    one()', go: 'for i := 0; i < 9; i++ { one() }', rs: 'for i in 0..9 { one(); }' } },
  { what: 'a loop over a list', value: 1, written: { ts: 'for (const x of xs) { one(x); }', js: 'for (const x in xs) { one(x); }', py: 'for x in xs:\n    one(x)', java: 'for (int x : xs) { one(x); }', go: 'for _, x := range xs { one(x) }', rs: 'for x in xs { one(x); }', cs: 'foreach (var x in xs) { One(x); }' } },
  { what: 'while', value: 1, written: { ...curly('while (a) { one(); }'), py: 'while a:\n    one()', go: 'for a { one() }', rs: 'while a { one(); }' } },
  { what: 'do, while', value: 1, written: curly('do { one(); } while (a);') },
  { what: 'a loop without end', value: 1, written: { ...curly('for (;;) { one(); }'), go: 'for { one() }', rs: 'loop { one(); }' } },
  { what: 'a loop in a loop', value: 3, written: { ...curly('while (a) { while (b) { one(); } }'), py: 'while a:\n    while b:\n        one()', go: 'for a { for b { one() } }', rs: 'while a { while b { one(); } }' } },
  { what: 'if in a loop, plain continue and break', value: 5, written: { ...curly('while (a) { if (b) { continue; } if (c) { break; } }'), py: 'while a:\n    if b:\n        continue\n    if c:\n        break', go: 'for a { if b { continue }; if c { break } }', rs: 'while a { if b { continue; } if c { break; } }' } },
  { what: 'a continue with a label', value: 7, written: { ts: 'out: while (a) { while (b) { if (c) { continue out; } } }', js: 'out: while (a) { while (b) { if (c) { continue out; } } }', java: 'out: while (a) { while (b) { if (c) { continue out; } } }', go: 'out:\nfor a { for b { if c { continue out } } }', rs: "'out: while a { while b { if c { continue 'out; } } }" } },
  { what: 'a break with a label', value: 4, written: { ts: 'out: while (a) { if (b) { break out; } }', js: 'out: while (a) { if (b) { break out; } }', java: 'out: while (a) { if (b) { break out; } }', go: 'out:\nfor a { if b { break out } }', rs: "'out: while a { if b { break 'out; } }" } },
  { what: 'goto', value: 2, written: { go: 'again:\nif a { goto again }', cs: 'again: if (a) { goto again; }' } },
  { what: 'a value broken out of a loop is no label', value: 3, written: { rs: 'let x = loop { if a { break xs; } };' } },
  { what: 'switch, however many cases', value: 1, written: { ts: 'switch (a) { case 1: one(); break; case 2: two(); break; default: three(); }', js: 'switch (a) { case 1: one(); break; case 2: two(); break; default: three(); }', java: 'switch (n) { case 1: one(); break; case 2: two(); break; default: three(); }', cs: 'switch (n) { case 1: One(); break; case 2: Two(); break; default: Three(); break; }', py: 'match a:\n    case 1:\n        one()\n    case 2:\n        two()\n    case _:\n        three()', go: 'switch n { case 1: one(); case 2: two(); default: three() }', rs: 'match n { 1 => one(), 2 => two(), _ => three() }' } },
  { what: 'switch as an expression', value: 1, written: { java: 'return switch (n) { case 1 -> "one"; default -> "more"; };', cs: 'return n switch { 1 => "one", _ => "more" };', rs: 'let x = match n { 1 => "one", _ => "more" };' } },
  { what: 'switch in a loop', value: 3, written: { ...curly('while (a) { switch (n) { case 1: one(); break; } }'), py: 'while a:\n    match n:\n        case 1:\n            one()', go: 'for a { switch n { case 1: one() } }', rs: 'while a { match n { 1 => one(), _ => {} } }' } },
  { what: 'if in a case', value: 3, written: { ...curly('switch (n) { case 1: if (a) { one(); } break; }'), py: 'match n:\n    case 1:\n        if a:\n            one()', go: 'switch n { case 1: if a { one() } }', rs: 'match n { 1 => { if a { one(); } } _ => {} }' } },
  { what: 'switch over types', value: 1, written: { go: 'switch v.(type) { case int: one(); case string: two() }' } },
  { what: 'select', value: 1, written: { go: 'select { case <-x: one(); case <-y: two() }' } },
  { what: 'a choice in an expression', value: 1, written: { ...curly('return a ? 1 : 2;'), py: 'return 1 if a else 2' } },
  { what: 'a choice in a choice', value: 3, written: { ...curly('return a ? 1 : b ? 2 : 3;'), py: 'return 1 if a else 2 if b else 3' } },
  { what: 'a choice in an if', value: 3, written: { ...curly('if (a) { return b ? 1 : 2; }'), py: 'if a:\n    return 1 if b else 2' } },
  { what: 'if as an expression', value: 2, written: { rs: 'let x = if a { 1 } else { 2 };' } },
  { what: 'one run of like operators', value: 1, written: { ...curly('return a && b && c && d;'), py: 'return a and b and c and d', go: 'x := a && b && c && d', rs: 'let x = a && b && c && d;' } },
  { what: 'two runs', value: 2, written: { ...curly('return a && b || c;'), py: 'return a and b or c', go: 'x := a && b || c', rs: 'let x = a && b || c;' } },
  { what: 'three runs', value: 3, written: { ...curly('return a && b || c && d;'), py: 'return a and b or c and d', go: 'x := a && b || c && d', rs: 'let x = a && b || c && d;' } },
  { what: 'another operator in brackets', value: 2, written: { ...curly('return a && (b || c);'), py: 'return a and (b or c)', go: 'x := a && (b || c)', rs: 'let x = a && (b || c);' } },
  { what: 'the same operator in brackets', value: 1, written: { ...curly('return a && (b && c);'), py: 'return a and (b and c)', go: 'x := a && (b && c)', rs: 'let x = a && (b && c);' } },
  { what: 'a negated group starts a run of its own', value: 2, written: { ...curly('return a && !(b && c);'), py: 'return a and not (b and c)', go: 'x := a && !(b && c)', rs: 'let x = a && !(b && c);' } },
  { what: 'if with two runs', value: 3, written: { ...curly('if (a && b || c) { one(); }'), py: 'if a and b or c:\n    one()', go: 'if a && b || c { one() }', rs: 'if a && b || c { one(); }' } },
  { what: 'runs in two arguments', value: 2, written: { ...curly('return one(a && b, c && d);'), py: 'return one(a and b, c and d)', go: 'x := one(a && b, c && d)', rs: 'let x = one(a && b, c && d);' } },
  { what: 'operators on bits and comparisons', value: 0, written: { ...curly('return (a & b) == (c | d);'), py: 'return (a & b) == (c | d)', go: 'x := (n & m) == (k | l)', rs: 'let x = (n & m) == (k | l);' } },
  { what: 'catch', value: 1, written: { ts: 'try { one(); } catch (e) { two(e); }', js: 'try { one(); } catch { two(); }', java: 'try { one(); } catch (Exception e) { two(e); }', cs: 'try { One(); } catch (Exception e) { Two(e); }', py: 'try:\n    one()\nexcept ValueError:\n    two()' } },
  { what: 'two catches', value: 2, written: { java: 'try { one(); } catch (IOException e) { two(); } catch (Exception e) { three(); }', cs: 'try { One(); } catch (IOException) { Two(); } catch { Three(); }', py: 'try:\n    one()\nexcept ValueError:\n    two()\nexcept KeyError:\n    three()' } },
  { what: 'try and finally', value: 0, written: { ...curly('try { one(); } finally { two(); }'), py: 'try:\n    one()\nfinally:\n    two()' } },
  { what: 'if in a try', value: 1, written: { ...curly('try { if (a) { one(); } } finally { two(); }'), py: 'try:\n    if a:\n        one()\nfinally:\n    two()' } },
  { what: 'if in a catch', value: 3, written: { ts: 'try { one(); } catch (e) { if (a) { two(); } }', js: 'try { one(); } catch (e) { if (a) { two(); } }', java: 'try { one(); } catch (Exception e) { if (a) { two(); } }', cs: 'try { One(); } catch (Exception e) { if (a) { Two(); } }', py: 'try:\n    one()\nexcept ValueError:\n    if a:\n        two()' } },
  { what: 'the else of a try or a loop asks nothing', value: 2, written: { py: 'try:\n    one()\nexcept ValueError:\n    two()\nelse:\n    three()\nfor x in xs:\n    one()\nelse:\n    two()' } },
  { what: 'blocks that hold resources', value: 0, written: { py: 'with one() as x:\n    two(x)', java: 'synchronized (this) { one(); }', cs: 'using (var x = One()) { Two(x); } lock (this) { Three(); }', go: 'defer one()', rs: 'unsafe { one(); }' } },
  { what: 'a lambda alone', value: 0, written: { ts: 'one((x) => x + 1);', js: 'one(function (x) { return x + 1; });', py: 'one(lambda x: x + 1)', java: 'one(x -> x + 1);', go: 'one(func(x int) int { return x + 1 })', rs: 'one(|x| x + 1);', cs: 'One(x => x + 1);' } },
  { what: 'if in a lambda stands one deeper', value: 2, written: { ts: 'one((x) => { if (a) { two(); } });', js: 'one(function (x) { if (a) { two(); } });', java: 'one(x -> { if (a) { two(); } });', go: 'one(func(x int) { if a { two() } })', rs: 'one(|x| { if a { two(); } });', cs: 'One(x => { if (a) { Two(); } });', py: 'one(lambda x: 1 if a else 2)' } },
  { what: 'a lambda in a lambda', value: 3, written: { ts: 'one(() => two(() => { if (a) { three(); } }));', js: 'one(() => two(() => { if (a) { three(); } }));', java: 'one(() -> two(() -> { if (a) { three(); } }));', go: 'one(func() { two(func() { if a { three() } }) })', rs: 'one(|| two(|| { if a { three(); } }));', cs: 'One(() => Two(() => { if (a) { Three(); } }));' } },
  { what: 'a named function inside is measured on its own', value: 1, written: { ts: 'if (a) { one(); } function inner() { if (b) { two(); } }', js: 'if (a) { one(); } const inner = () => { if (b) { two(); } };', py: 'if a:\n    one()\ndef inner():\n    if b:\n        two()', rs: 'if a { one(); } fn inner() { if b { two(); } }', cs: 'if (a) { One(); } void Inner() { if (b) { Two(); } }' } },
  { what: 'recursion', value: 2, written: { ts: 'if (a) { f(b); f(c); }', js: 'if (a) { f(b); f(c); }', py: 'if a:\n    f(b)\n    f(c)', java: 'if (a) { f(b, b, c, d, xs); }', go: 'if a { f(b, b, c, d, xs); f(c, b, c, d, xs) }', rs: 'if a { f(b, b, c, d, xs); }', cs: 'if (a) { f(b, b, c, d, xs); }' } },
  { what: 'a method of another thing by the same name is no recursion', value: 0, written: { ...curly('other.f(b);'), py: 'other.f(b)', go: 'other.f(b)', rs: 'other.f(b);' } },
  { what: 'an overload is no recursion', value: 0, written: { java: 'f(a);', cs: 'f(a);' } },
  { what: 'shorthands for absent values', value: 0, written: { ts: 'return a?.b ?? c;', js: 'return a?.b ?? c;', cs: 'return a?.b ?? c;', rs: 'let x = one()?;' } },
  { what: 'a literal after || is a default', value: 0, written: { ts: "const x = a || 'none';", js: 'const x = a || [];' } },
  { what: 'anything else after || is a choice', value: 1, written: { ts: 'const x = a || one();', js: 'const x = a || one();' } },
  { what: 'if let and while let', value: 2, written: { rs: 'if let Some(x) = one() { two(x); } while let Some(y) = three() { four(y); }' } },
  { what: 'let, else', value: 0, written: { rs: 'let Some(x) = one() else { return; };' } },
  { what: 'comprehensions', value: 0, written: { py: 'return [x for x in xs if x]' } },
  { what: 'markup chosen by &&', value: 0, written: { tsx: 'return <p>{a && <b>{c}</b>}</p>;' } },
  { what: 'markup chosen by ?', value: 1, written: { tsx: 'return <p>{a ? <b /> : null}</p>;' } },
  { what: 'a handler in markup', value: 2, written: { tsx: 'return <p onClick={() => { if (a) { one(); } }} />;' } },
  { what: 'markup for every item, some left out', value: 3, written: { tsx: 'if (b) { return null; } return <ul>{xs.map((x) => { if (x.hidden) { return null; } return <li>{x.open && <b />}</li>; })}</ul>;' } },
  { what: 'primes added up, with a jump out of two loops', value: 7, written: { java: 'int sum = 0;\nnumbers: for (int i = 2; i < 99; i++) {\n  for (int k = 2; k < i; k++) {\n    if (i % k == 0) { continue numbers; }\n  }\n  sum += i;\n}\nreturn sum;' } },
  { what: 'a try with loops and a catch with a choice', value: 9, written: { ...curly('try { if (a) { for (var i = 0; i < 9; i++) { while (b) { one(); } } } } catch (e) { if (c) { two(); } }'.replace('catch (e)', 'catch (E e)')) } },
];

/** By name, the complexity of every function in a text. */
async function complexities(id: Id, text: string): Promise<Record<string, number>> {
  const document = await (await testEngine()).open({ path: `src/orders.${id}`, text });
  const tree = document?.tree;
  if (!document || !tree) throw new Error(`no grammar for ${id}`);
  try {
    const { functions } = walk(document, tree, new GrammarRoles(document.language, tree.vocabulary));
    return Object.fromEntries(functions.map(({ name, complexity }) => [name, complexity.total]));
  } finally {
    document.dispose();
  }
}

describe('cognitive complexity', () => {
  test('the table holds at least forty constructs', () => {
    expect(CONSTRUCTS.length).toBeGreaterThanOrEqual(40);
  });

  test.each(CONSTRUCTS.flatMap(({ what, value, written }) => Object.entries(written).map(([id, body]) => [what, id as Id, value, body] as const)))('%s in .%s is %i', async (_what, id, value, body) => {
    expect((await complexities(id, AROUND[id](body)))['f']).toBe(value);
  });

  test('thousands of operators, and nesting beyond a byte', async () => {
    expect(await complexities('ts', `function f() { return ${Array.from({ length: 20_000 }, (_, i) => `a${i}`).join(' && ')}; }`)).toEqual({ f: 1 });
    expect((await complexities('ts', `function f() { ${'if (a) { '.repeat(400)}${'}'.repeat(400)} }`))['f']).toBeGreaterThan(10_000);
  });

  test('half a text', async () => {
    expect(await complexities('ts', 'function f(a { if (a && ')).toBeDefined();
    expect(await complexities('py', 'def f(:\n  if')).toBeDefined();
    expect(await complexities('rs', '')).toEqual({});
  });

  test.each([
    ['py', 'def even(n):\n    if n == 0:\n        return True\n    return odd(n - 1)\n\ndef odd(n):\n    if n == 0:\n        return False\n    return even(n - 1)\n', { even: 2, odd: 2 }],
    ['ts', 'class Tree { count() { return this.left.size() + this.count(); } size() { return this.total; } }', { count: 1, size: 0 }],
    ['go', 'package p\n\nfunc (t *Tree) Count() int { return t.Count() + 1 }\n\nfunc (t *Tree) Size() int { return t.left.Size() }\n', { Count: 1, Size: 0 }],
    ['rs', 'impl Tree { fn count(&self) -> u32 { self.count() + 1 } fn made() -> Self { Self::made() } }', { count: 1, made: 1 }],
    ['java', 'class Tree { int count() { return count() + 1; } int size() { return this.count() + size(1); } int size(int n) { return n; } }', { count: 1, size: 0 }],
  ] as const)('cycles of calls in .%s', async (id, text, expected) => {
    expect(await complexities(id, text)).toEqual(expected);
  });
});
