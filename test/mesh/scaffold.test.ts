import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { productsIn } from '../../src/mesh/products.js';
import { checkAnswer } from '../../src/mesh/scaffold/answer-check.js';
import { readAnswers } from '../../src/mesh/scaffold/answers.js';
import { columnsOfCsv, columnsOfSql } from '../../src/mesh/scaffold/columns.js';
import { planProduct } from '../../src/mesh/scaffold/plan.js';
import { isWritten } from '../../src/protocol/planned-file.js';
import { loadContent } from '../support/engine.js';
import { answersOf, hostInMemory } from '../support/scaffold.js';

const ANSWERS = {
  folder: 'products',
  domain: 'mobility',
  name: 'Station trips',
  purpose: 'Trips by station and hour.',
  outputPort: 'trips',
  owner: 'mobility team',
};
/** Texts that mean something to YAML, Markdown, a shell or a file system. */
const ODD_TEXTS = [
  'no|1.0|012|2026-11-24|a: b|# x|"q"|- a|{x}|*a|&a|!!js/x|🚲 trips|../..|CON|{{name}}|<b>'.split('|'),
  "it's",
  '| a |',
].flat();
const BASE = 'products/mobility/station-trips';
const { mesh } = (await loadContent()).knowledge;

/** A folder in memory into which plans are written. */
class Folder {
  readonly files = new Map<string, string>();

  async run(given: object = ANSWERS) {
    const plan = await planProduct(answersOf(given), hostInMemory(mesh, this.files));
    for (const { path, text } of plan.files.filter(isWritten)) this.files.set(path, text);
    const actions = plan.files.map(({ path, action }) => [path.replace(`${BASE}/`, ''), action]);
    return { ...plan, actions: Object.fromEntries(actions) as Record<string, string> };
  }

  edit(path: string, change: (text: string) => string): void {
    this.files.set(`${BASE}/${path}`, change(this.files.get(`${BASE}/${path}`) ?? ''));
  }
}

describe('the scaffold', () => {
  test('writes a descriptor and a contract that belong together', async () => {
    const folder = new Folder();
    const { files, notes } = await folder.run();
    expect(notes).toEqual([]);
    const paths = [
      'dataproduct.odps.yaml',
      'contracts/trips.v1.odcs.yaml',
      'README.md',
      'access/policy.md',
      'ethics/data-ethics-canvas.md',
      '.mesh/scaffold.json',
    ];
    expect(files.map(({ path, action }) => `${action} ${path}`)).toEqual(paths.map((path) => `create ${BASE}/${path}`));
    const [product, contract] = files.slice(0, 2).map(({ text }) => parse(text) as { id: string });
    expect(product).toMatchObject({
      kind: 'DataProduct',
      name: 'Station trips',
      status: 'draft',
      outputPorts: [{ name: 'trips', contractId: contract?.id }],
    });
    expect((files[4]?.text.match(/^## /gm) ?? []).length).toBe(15);
  });

  test('run again it plans nothing, in a checkout with other line ends either', async () => {
    const folder = new Folder();
    await folder.run();
    for (const [path, text] of folder.files) folder.files.set(path, text.replaceAll('\n', '\r\n'));
    expect(new Set(Object.values((await folder.run()).actions))).toEqual(new Set(['keep']));
  });

  test('what nobody edited is updated, what somebody edited is merged, what was deleted stays away', async () => {
    const folder = new Folder();
    await folder.run();
    folder.edit('dataproduct.odps.yaml', (text) => `${text}# mine\n`);
    folder.files.delete(`${BASE}/access/policy.md`);
    const { actions, notes } = await folder.run({ ...ANSWERS, purpose: 'Trips by hour.' });
    expect(notes).toEqual([]);
    expect(actions).toEqual({
      'dataproduct.odps.yaml': 'merge',
      'contracts/trips.v1.odcs.yaml': 'update',
      'README.md': 'update',
      'access/policy.md': 'deleted',
      'ethics/data-ethics-canvas.md': 'update',
      '.mesh/scaffold.json': 'update',
    });
    const merged = folder.files.get(`${BASE}/dataproduct.odps.yaml`) ?? '';
    expect(merged).toContain('purpose: "Trips by hour."');
    expect(merged).toMatch(/# mine\n$/);
    const again = await folder.run({ ...ANSWERS, purpose: 'Trips by hour.' });
    expect(new Set(Object.values(again.actions))).toEqual(new Set(['keep', 'deleted']));
  });

  test('edits at the same place and files of others stay, with the new text beside them, once', async () => {
    const folder = new Folder();
    folder.files.set(`${BASE}/README.md`, 'mine\n');
    const why = 'exists already and no record says that it was generated, so it stays as it is';
    const advice = `compare it with ${BASE}/README.md.new and take over what you need`;
    expect((await folder.run()).notes).toEqual([`${BASE}/README.md ${why}; ${advice}.`]);
    folder.edit('dataproduct.odps.yaml', (text) => text.replaceAll(ANSWERS.purpose, 'My trips.'));
    const { actions } = await folder.run({ ...ANSWERS, purpose: 'Trips by hour.' });
    expect(actions).toMatchObject({
      'dataproduct.odps.yaml': 'conflict',
      'dataproduct.odps.yaml.new': 'create',
      'README.md': 'conflict',
      'README.md.new': 'update',
    });
    expect(folder.files.get(`${BASE}/README.md`)).toBe('mine\n');
    expect(folder.files.get(`${BASE}/dataproduct.odps.yaml`)).toContain('My trips.');
    const again = await folder.run({ ...ANSWERS, purpose: 'Trips by hour.' });
    expect([new Set(Object.values(again.actions)), again.notes]).toEqual([new Set(['keep']), []]);
  });

  test('a damaged record is told, not guessed at', async () => {
    const folder = new Folder();
    await folder.run();
    for (const damaged of ['', '{', '[]', '{"answers":{}}']) {
      folder.files.set(`${BASE}/.mesh/scaffold.json`, damaged);
      await expect(folder.run()).rejects.toThrow('.mesh/scaffold.json is damaged');
    }
  });

  test('whatever the answers are, the files stay below the folder and read back as they were given', async () => {
    const fields = ['domain', 'name', 'purpose', 'outputPort', 'owner'] as const;
    const text = fc.oneof(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), fc.constantFrom(...ODD_TEXTS));
    const answers = fc.record({ domain: text, name: text, purpose: text, outputPort: text, owner: text });
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        if (fields.some((field) => checkAnswer(field, given, []) !== undefined)) return;
        const { files } = await planProduct(answersOf({ ...given, transformation: 'polars' }), hostInMemory(mesh));
        for (const { path } of files) expect(path).toMatch(/^products(\/[^/\\:*?"<>|]+){3,5}$/);
        const written = (line: string) => line.normalize('NFC').trim();
        const [name, domain, purpose] = [written(given.name), written(given.domain), written(given.purpose)];
        for (const version of ['1.1', '1.2'] as const) {
          const document = parseDocument(files[0]?.text ?? '', { version });
          expect(document.errors).toEqual([]);
          expect(document.toJS()).toMatchObject({ name, domain, description: { purpose } });
        }
      }),
    );
  });
});

describe('answers', () => {
  const OUTSIDE =
    'The folder must be a path below the workspace folder, such as products; write it with / and without dots.';
  const UNWRITABLE = 'The purpose holds a line break or a character that cannot be written; use one line of text.';
  const NO_SOURCE = 'An input port from outside needs external (its name) and contract (the id of its contract).';
  const SAME_FILE = 'Two output ports would share the file name "trips": "trips" and "Trips"; rename one.';

  test.each([
    ['name', { name: '   ' }, 'The name is missing; write one.'],
    ['name', { name: '!!!' }, 'The name needs a letter or a digit, because a file is named after it.'],
    ['name', { name: 'con' }, 'The name becomes the file name "con", which Windows keeps for itself; choose another.'],
    ['folder', { folder: '../other' }, OUTSIDE],
    ['folder', { folder: '/abs' }, OUTSIDE],
    ['folder', { folder: 'a\\b' }, OUTSIDE],
    ['folder', { folder: 'aux/b' }, OUTSIDE],
    ['purpose', { purpose: 'a\nb' }, UNWRITABLE],
  ] as const)('%s: %j is explained', (field, answers, message) => {
    expect(checkAnswer(field, { ...ANSWERS, ...answers }, [])).toBe(message);
  });

  test.each([
    [{ clasification: 'public' }, 'There is no answer "clasification"; did you mean classification?'],
    [{ classification: 'secret' }, 'classification must be one of public, internal, confidential, restricted, not "secret".'],
    [{ personalData: 'maybe' }, 'personalData must be true or false, not "maybe".'],
    [{ name: 7 }, 'name must be text; put its value in quotes.'],
    [{ inputPorts: ['trips'] }, 'The input port "trips" must be written as product/port or product/port@version.'],
    [{ inputPorts: [{ external: 'x' }] }, NO_SOURCE],
    [{ outputPorts: ['Trips'] }, SAME_FILE],
    [{ team: 'mobility' }, 'team must have the keys name, owner, type; write them below it.'],
  ])('%j is explained', (given, message) => {
    const read = readAnswers({ ...ANSWERS, ...given }, []);
    expect('mistakes' in read ? read.mistakes : []).toContain(message);
  });

  test('a domain is spelled as the other products spell it', () => {
    const path = 'products/mobility/a/dataproduct.odps.yaml';
    const text = 'apiVersion: v1.0.0\nkind: DataProduct\nname: A\ndomain: Mobility\n';
    const known = productsIn([{ path, text }]);
    const mistake = `${path} spells this domain "Mobility"; spell it the same.`;
    expect(checkAnswer('domain', { ...ANSWERS, domain: 'mobility' }, known)).toBe(mistake);
    expect(checkAnswer('domain', { ...ANSWERS, domain: 'Mobility' }, known)).toBeUndefined();
  });
});

describe('columns', () => {
  test('of a CSV header', () => {
    const columns = columnsOfCsv('\uFEFF"station id",hour,"a ""b"""\r\n1,2,"unclosed\n', 'a.csv');
    expect(columns.map(({ name }) => name)).toEqual(['station id', 'hour', 'a "b"']);
  });

  test.each([
    ['', 'is empty'],
    ['a,,b\n', 'without a name'],
    ['a,a\n', '"a" twice'],
    ['a\u0000b,c\n', 'cannot be written'],
    ['"a', 'never closed'],
  ])('of a CSV header that is none: %j', (text, message) => {
    expect(() => columnsOfCsv(text, 'a.csv')).toThrow(message);
  });

  test('of SQL', () => {
    const sql = `-- CREATE TABLE no (x int)
      CREATE OR REPLACE TABLE IF NOT EXISTS "s"."trips" (
        "Id" BIGINT, at timestamptz NOT NULL, price NUMERIC(10, 2) DEFAULT (1), tags text[],
        stops ARRAY<STRUCT<a INT64, b INT64>>, "q""q" text, CONSTRAINT k PRIMARY KEY ("Id")
      );`;
    expect(columnsOfSql(sql, 'a.sql')).toEqual([
      { name: 'Id', logicalType: 'integer', required: true, primaryKey: true },
      { name: 'at', logicalType: 'timestamp', required: true },
      { name: 'price', logicalType: 'number' },
      { name: 'tags', logicalType: 'array' },
      { name: 'stops', logicalType: 'array' },
      { name: 'q"q', logicalType: 'string' },
    ]);
  });

  test.each([
    ['', 'no CREATE TABLE'],
    ['SELECT 1', 'no CREATE TABLE'],
    ['CREATE TABLE a (b int', 'never closed'],
    ['CREATE TABLE a ()', 'names no column'],
    ['CREATE TABLE a (b int, b int)', '"b" twice'],
  ])('of SQL that is none: %j', (text, message) => {
    expect(() => columnsOfSql(text, 'a.sql')).toThrow(message);
  });

  test('of anything at all ends in columns or in a sentence that names the file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        try {
          return columnsOfSql(`CREATE TABLE t (${text}`, 'a.sql').length > 0;
        } catch (cause) {
          return cause instanceof Error && cause.message.includes('a.sql');
        }
      }),
    );
  });
});
