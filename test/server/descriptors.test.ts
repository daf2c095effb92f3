import { afterEach, describe, expect, test } from 'vitest';
import type { Diagnostic, TextDocumentEdit } from 'vscode-languageserver/node';
import { LanguageClient, type ClientOptions } from '../support/language-client.js';

const PRODUCT = 'products/trips/dataproduct.odps.yaml';
const CONTRACT = 'products/trips/contracts/trips.v1.odcs.yaml';
const PRODUCT_HEAD = 'apiVersion: v1.0.0\nkind: DataProduct\nid: a\nstatus: draft\ndescription:\n  purpose: Where bikes are needed.\n';
const CONTRACT_HEAD = 'apiVersion: v3.1.0\nkind: DataContract\nid: a\nversion: 1.0.0\nstatus: draft\ndescription:\n  purpose: Where bikes are needed.\n';

let client: LanguageClient;

async function open(path: string, text: string, options?: ClientOptions): Promise<string> {
  client = await LanguageClient.start(options);
  return client.open(path, text, 'yaml');
}

afterEach(async () => {
  await client.dispose();
});

const told = (text: string, { range: { start, end }, message }: Diagnostic) => `${start.line + 1}: ${(text.split('\n')[start.line] ?? '').slice(start.character, end.line === start.line ? end.character : undefined)}: ${String(message)}`;

async function violations(path: string, text: string, options?: ClientOptions): Promise<string[]> {
  const uri = await open(path, text, options);
  return (await client.diagnostics(uri)).filter(({ code }) => code === 'mesh/schema').map((diagnostic) => told(text, diagnostic));
}

describe('a descriptor that breaks its standard', () => {
  test.each([
    ['nothing wrong', PRODUCT, PRODUCT_HEAD, []],
    ['a key that is none', PRODUCT, `${PRODUCT_HEAD}outputPort: []\n`, ['7: outputPort: "outputPort" is not a key of a data product; did you mean "outputPorts"?']],
    ['several keys missing, once', PRODUCT, `${PRODUCT_HEAD}inputPorts:\n  - name: a\n`, ['8: name: a: "version" and "contractId" are missing in "inputPorts"; add them.']],
    ['a number for text', PRODUCT, `${PRODUCT_HEAD}version: 1.0\n`, ['7: 1.0: "version" must be text, and YAML reads this as a number; put it in quotes.']],
    ['text for a number', CONTRACT, `${CONTRACT_HEAD}price:\n  priceAmount: "9.95"\n`, ['9: "9.95": "priceAmount" must be a number, and this is text; remove the quotes.']],
    ['no value', PRODUCT, `${PRODUCT_HEAD}tags:\n`, ['7: tags: "tags" has no value; write one, or remove the key.']],
    ['a word for a list', PRODUCT, `${PRODUCT_HEAD}tags: bikes\n`, ['7: bikes: "tags" must be a list; begin each entry on a line of its own with "- ".']],
    ['a word that is none of several', CONTRACT, `${CONTRACT_HEAD}schema:\n  - name: a\n    properties:\n      - name: b\n        logicalType: strng\n`, ['12: strng: "strng" is no value of "logicalType"; did you mean "string"?'.replace('did you mean "string"?', 'write string, date, timestamp, time, number, integer, object, array or boolean.')]],
    ['a day that is none', PRODUCT, `${PRODUCT_HEAD}team:\n  members:\n    - username: a\n      dateIn: 2026-02-30\n`, ['10: 2026-02-30: "2026-02-30" in "dateIn" is no date; write it as 2026-01-31.']],
    ['an address that is none', PRODUCT, `${PRODUCT_HEAD}support:\n  - channel: chat\n    url: our chat\n`, ['9: our chat: "our chat" in "url" is no address; write it in full, such as https://example.org/x.']],
    ['options without the type they belong to', CONTRACT, `${CONTRACT_HEAD}schema:\n  - name: a\n    properties:\n      - name: b\n        logicalTypeOptions:\n          maxLength: 5\n`, ['12: logicalTypeOptions: "logicalTypeOptions" needs a "logicalType" beside it that says which options there are; add one.']],
    ['two bounds of one check', CONTRACT, `${CONTRACT_HEAD}schema:\n  - name: a\n    quality:\n      - metric: rowCount\n        mustBe: 1\n        mustNotBe: 2\n`, ['13: mustNotBe: A check needs exactly one bound, and this one has mustBe and mustNotBe; keep one of them, or write two checks.']],
    ['a key of a later release', PRODUCT, `${PRODUCT_HEAD}synonyms: [rides]\n`, ['7: synonyms: "synonyms" came with v1.1.0 of the standard; declare that in apiVersion, or remove the key.']],
    ['a release known in part', PRODUCT, PRODUCT_HEAD.replace('v1.0.0', 'v1.1.0'), ['1: v1.1.0: v1.1.0 of the Open Data Product Standard is newer than what Talklint knows in full, so this file is not checked against it.']],
    ['a release nobody knows', PRODUCT, PRODUCT_HEAD.replace('v1.0.0', 'v7'), ['1: v7: "v7" is no release of the Open Data Product Standard; declare v0.9.0, v1.0.0.']],
    ['a key twice', PRODUCT, `${PRODUCT_HEAD}name: a\nname: b\n`, ['8: name: "name" stands here a second time; keep one of them, for tools differ in which one they read.']],
    ['no YAML', PRODUCT, `${PRODUCT_HEAD}tags: [a\n`, ['8: : This is no YAML: this line is indented unlike the others of its list or mapping; align it.']],
    ['a template', PRODUCT, `${PRODUCT_HEAD}name: {{ name }}\nversion: {{ version }}\n`, []],
    ['the same kind in another tool', 'fluid/contract.yaml', 'fluidVersion: "0.7.1"\nkind: DataProduct\nid: a\n', []],
  ])('%s', async (_what, path, text, expected) => {
    expect(await violations(path, text)).toEqual(expected);
  });

  test('is left to an extension that knows the schema we ship, all else is still said', async () => {
    const text = `${PRODUCT_HEAD}outputPort: []\ntags: [no]\n`;
    const uri = await open(PRODUCT, text, { yamlSchemas: true });
    expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(expect.arrayContaining(['mesh/ambiguous-scalar']));
    expect((await client.diagnostics(uri)).map(({ code }) => code)).not.toContain('mesh/schema');
  });
});

test('the id of a template may become a new UUID, another each time, and is never replaced unasked', async () => {
  const uri = await open(PRODUCT, PRODUCT_HEAD.replace('id: a', "id: 'todo' # of the template"));
  const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 10 } };
  const newIds = async () => {
    const action = (await client.actions(uri, range, ['quickfix'])).find(({ title }) => title === 'Give it a new UUID');
    return (action?.edit?.documentChanges?.[0] as TextDocumentEdit | undefined)?.edits.map((edit) => ('newText' in edit ? edit.newText : ''));
  };
  const first = await newIds();
  expect(first).toEqual([expect.stringMatching(/^'[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}'$/)]);
  await client.change(uri, 2, PRODUCT_HEAD.replace('id: a', "id: 'todo'"));
  expect(await newIds()).not.toEqual(first);
  expect(JSON.stringify(await client.actions(uri, range, ['source.fixAll.talklint']))).not.toContain('UUID');
});

test('what readers of a contract lose is told against the last commit, until the major version says it', async () => {
  const contract = (version: string, ...columns: readonly string[]) => `${CONTRACT_HEAD.replace('1.0.0', version).replace('draft', 'active')}schema:\n  - name: rides\n    properties:\n${columns.map((name) => `      - name: ${name}\n`).join('')}`;
  const uri = await open(CONTRACT, contract('1.2.0', 'station'), { committed: { [CONTRACT]: contract('1.2.0', 'station', 'minutes') } });
  const breaking = async () => (await client.diagnostics(uri)).filter(({ code }) => code === 'mesh/breaking-change').map(({ message }) => message);
  expect(await breaking()).toEqual([expect.stringContaining('Readers lose rides.minutes, and version 1.2.0 promises that they do not')]);
  await client.change(uri, 2, contract('2.0.0', 'station'));
  expect(await breaking()).toEqual([]);
});

const at = (text: string, mark = '|') => {
  const offset = text.indexOf(mark);
  const before = text.slice(0, offset).split('\n');
  return { text: text.replace(mark, ''), position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
};

async function offered(path: string, marked: string, options?: ClientOptions): Promise<string[]> {
  client = await LanguageClient.start(options);
  const { items } = await client.suggestions(path, marked);
  return items.map(({ label, textEdit }) => (textEdit && textEdit.newText !== label ? `${label} -> ${textEdit.newText}` : label));
}

describe('writing a descriptor', () => {
  test('the keys of a place are offered without those that stand there, with what must stand below them', async () => {
    const keys = await offered(PRODUCT, `${PRODUCT_HEAD}|\n`);
    expect(keys).toContain('inputPorts -> inputPorts:\n  - name: \n    version: 1.0.0\n    contractId: ');
    expect(keys.some((key) => key.startsWith('status'))).toBe(false);
  });

  test('what a server has depends on its type, also while it is being written', async () => {
    expect((await offered(CONTRACT, `${CONTRACT_HEAD}servers:\n  - server: a\n    type: kafka\n    |\n  - server: b\n    type: bigquery\n`)).map((key) => key.split(' ')[0])).toEqual(expect.arrayContaining(['host', 'format']));
  });

  test('the words a value may be', async () => {
    expect(await offered(CONTRACT, `${CONTRACT_HEAD}schema:\n  - name: a\n    properties:\n      - name: b\n        logicalType: |\n`)).toEqual(['string', 'date', 'timestamp', 'time', 'number', 'integer', 'object', 'array', 'boolean']);
  });

  test('the release decides', async () => {
    expect(await offered(CONTRACT, `${CONTRACT_HEAD.replace('v3.1.0', 'v3.0.2')}schema:\n  - name: a\n    properties:\n      - name: b\n        logicalType: |\n`)).not.toContain('timestamp');
  });

  test('nothing where an extension that knows the schema offers it', async () => {
    expect(await offered(PRODUCT, `${PRODUCT_HEAD}|\n`, { yamlSchemas: true })).toEqual([]);
  });

  test('a key explains itself', async () => {
    const { text, position } = at(`${CONTRACT_HEAD}schema:\n  - name: a\n    properties:\n      - name: b\n        description: c\n        logical|Type: string\n`);
    const uri = await open(CONTRACT, text);
    expect(JSON.stringify(await client.hover(uri, position.line, position.character))).toContain('What kind of value it is, whatever the database.');
  });
});
