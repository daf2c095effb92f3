import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';

interface Printed {
  readonly functions: readonly { readonly file: string; readonly name: string; readonly lens: string | null; readonly signals: readonly { readonly letter: string; readonly id: string; readonly level: string; readonly message: string; readonly lines: readonly number[] }[] }[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

async function profiled(files: Readonly<Record<string, string>>): Promise<Printed & { readonly status: number; readonly out: string }> {
  const { out, status } = await talklint(['profile', '.', '--format', 'json'], await folderWith(files));
  return { ...(JSON.parse(out) as Printed), status, out };
}

const GLOSSARY = '# Words\n\n**Customer** — who pays for a ride. Not: client, purchaser.\n\n- **Docking station** - where bikes stand. Not: rack\n';

/** Names with a word the glossary rules out, with what is said. */
async function ruledOut(text: string, path = 'src/shop.ts', glossary: Readonly<Record<string, string>> = { 'glossary.md': GLOSSARY }): Promise<string[]> {
  const { functions } = await profiled({ ...glossary, [path]: text });
  return functions.flatMap(({ name, signals }) => signals.filter(({ id }) => id === 'D7').map(({ message, level, lines }) => `${name}:${lines.join()} ${level}: ${message}`));
}

const SAID = 'attention: code says *client*, the glossary says *customer*';

describe('words the glossary rules out (D7)', () => {
  test('in a function, a method and a type, with a lens', async () => {
    expect(await ruledOut('export function findClients() {\n  return rows();\n}\n')).toEqual([`findClients:1 ${SAID}`]);
    expect(await ruledOut('export class Shop {\n  addClient() {\n    return 1;\n  }\n}\n')).toEqual([`addClient:2 ${SAID}`]);
    expect(await ruledOut('export interface Client {\n  name: string;\n}\nexport class ClientList {\n  first() {\n    return 1;\n  }\n}\n')).toEqual([`first:1,4 ${SAID}`]);
    const { functions } = await profiled({ 'glossary.md': GLOSSARY, 'src/shop.ts': 'export function findClients() {\n  return rows();\n}\n' });
    expect(functions[0]?.lens).toBe('Domain-based: code says *client*, the glossary says *customer*');
  });

  test.each([
    ['Python', 'src/shop.py', 'def find_client(name):\n    return rows(name)\n'],
    ['Java', 'src/Shop.java', 'class Shop {\n  int countClients() {\n    return 1;\n  }\n}\n'],
    ['Go', 'shop.go', 'package shop\n\ntype Client struct{}\n\nfunc Count() int {\n\treturn 1\n}\n'],
    ['Rust', 'src/shop.rs', 'pub struct Client;\n\npub fn count() -> u32 {\n    1\n}\n'],
    ['C#', 'src/Shop.cs', 'class Shop\n{\n    int CountClients()\n    {\n        return 1;\n    }\n}\n'],
  ])('in %s', async (_language, path, text) => {
    expect(await ruledOut(text, path)).toEqual([expect.stringContaining(SAID)]);
  });

  test('of more than one word, wherever the glossary lies', async () => {
    const said = ['countRacks:1 attention: code says *rack*, the glossary says *docking station*'];
    for (const path of ['docs/glossary.md', '.talklint/glossary.md']) expect(await ruledOut('export function countRacks() {\n  return 1;\n}\n', 'src/shop.ts', { [path]: GLOSSARY })).toEqual(said);
  });

  test.each([
    ['the word of the glossary', 'export function findCustomers() {\n  return rows();\n}\n'],
    ['a thing of the machine', 'export class HttpClient {\n  get() {\n    return 1;\n  }\n}\n'],
    ['a word that only begins alike', 'export function clientele() {\n  return 1;\n}\n'],
    ['a local', 'export function count() {\n  const client = 1;\n  return client;\n}\n'],
    ['a name a base class asks for', 'class Shop extends Base {\n  @Override\n  addClient() {\n    return 1;\n  }\n}\n'],
  ])('silent about %s', async (_what, text) => {
    expect(await ruledOut(text)).toEqual([]);
  });

  test('silent without a glossary, and where the word was refused only as a word of the domain', async () => {
    const text = 'export function findClients() {\n  return rows();\n}\n';
    expect(await ruledOut(text, 'src/shop.ts', {})).toEqual([]);
    expect(await ruledOut(text, 'src/shop.ts', { 'glossary.md': '# Words\n\n## Not domain words\n\n- client\n' })).toEqual([]);
  });
});

describe('mistakes in the glossary', () => {
  test('are told with their place, and the rest counts', async () => {
    const text = '**Customer** — pays. Not: client.\n\n**Client** — another.\n\n**Rider** — rides. Not: client.\n\n**Bike** rides. Not: cycle.\n\n**Customer** — pays twice.\n';
    const { errors, status, functions } = await profiled({ 'glossary.md': text, 'src/shop.ts': 'export function addClient() {\n  return 1;\n}\n' });
    expect(status).toBe(2);
    expect(errors.map(({ file, message }) => `${file}:${message}`)).toEqual([
      'glossary.md:1:1: "client" is a word of this glossary and stands under "Not:" of "Customer" too; decide for one.',
      'glossary.md:5:1: "client" is a word of this glossary and stands under "Not:" of "Rider" too; decide for one.',
      'glossary.md:7:1: this word has no dash before its meaning; write **Word** — meaning. Not: other words.',
      'glossary.md:9:1: "Customer" is explained twice; keep one of the two.',
    ]);
    expect(functions.flatMap(({ signals }) => signals.map(({ id }) => id))).toEqual(['D7']);
  });

  test('a glossary written another way is left alone', async () => {
    const { errors, status } = await profiled({ 'docs/glossary.md': '# Glossary\n\n## Customer\n\nWho pays.\n\n**Note** that this is prose.\n\n```\n**Bike** Not: cycle\n```\n', 'src/shop.ts': 'export function a() {\n  return 1;\n}\n' });
    expect({ errors, status }).toEqual({ errors: [], status: 0 });
  });
});

describe('metamorphic', () => {
  const files = (word: string, type: string) => ({
    'glossary.md': `**${type}** — what is lent. Not: vehicle.\n`,
    [`src/${word}/${word}-shop.ts`]: `export class ${type}Shop {\n  lend${type}(${word}: ${type}): boolean {\n    return ${word}.free < Date.now();\n  }\n  addVehicle(${word}: ${type}) {\n    return ${word};\n  }\n}\n`,
    [`src/${word}/${word}.ts`]: `export class ${type} {\n  free = 1;\n  is${type}Late(limit: number): boolean {\n    return this.free > limit;\n  }\n}\n`,
  });

  test('a word of the domain renamed everywhere changes nothing but the word', async () => {
    const { functions } = await profiled(files('bike', 'Bike'));
    expect(functions.flatMap(({ signals }) => signals.map(({ id }) => id))).toContain('D7');
    const renamed = JSON.stringify(functions).replaceAll('bike', 'pony').replaceAll('Bike', 'Pony');
    expect(JSON.stringify((await profiled(files('pony', 'Pony'))).functions)).toBe(renamed);
  });
});
