import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { schemaErrors } from '../../src/mesh/descriptor-schema.js';
import { descriptorSchema } from '../../src/mesh/field-schema.js';
import { readFieldTable } from '../../src/mesh/field-table.js';
import { checkAnswer } from '../../src/mesh/scaffold/answer-check.js';
import { planProduct } from '../../src/mesh/scaffold/plan.js';
import { answersOf, givenAnswers, hostInMemory } from '../support/scaffold.js';
import { loadContent, root } from '../support/engine.js';
import { DescriptorGenerator, randomNumbers } from './descriptor-generator.js';

const SCHEMAS = `${root}/../shared/data/mesh-oracle`;
if (!existsSync(SCHEMAS)) throw new Error('the schemas to compare with are not here; the oracles need the folder ../shared.');

function validator(file: string) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  return ajv.compile(JSON.parse(readFileSync(`${SCHEMAS}/${file}`, 'utf8')) as object);
}

test('300 scaffolded products satisfy the published schemas', async () => {
  const [product, contract] = [validator('odps-v1.0.0.json'), validator('odcs-v3.1.0.json')];
  const { mesh } = (await loadContent()).knowledge;
  const text = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' });
  let written = 0;
  await fc.assert(
    fc.asyncProperty(fc.record({ domain: text, name: text, purpose: text, outputPort: text, owner: text }), async (given) => {
      const answers = { folder: 'products', ...given };
      fc.pre((['domain', 'name', 'purpose', 'outputPort', 'owner'] as const).every((field) => checkAnswer(field, answers, []) === undefined));
      const { files } = await planProduct(answersOf(answers), hostInMemory(mesh));
      expect([product(parse(files[0]?.text ?? '')), product.errors]).toEqual([true, null]);
      expect([contract(parse(files[1]?.text ?? '')), contract.errors]).toEqual([true, null]);
      written++;
    }),
    { numRuns: 300 },
  );
  expect(written).toBeGreaterThanOrEqual(300);
});

test('ten different products of one workspace satisfy them, and a second run plans nothing', async () => {
  const validators = { odps: validator('odps-v1.0.0.json'), odcs: validator('odcs-v3.1.0.json') };
  const { mesh } = (await loadContent()).knowledge;
  const files = new Map([
    ['columns.csv', '"station id",hour,e-mail\n'],
    ['columns.sql', 'create table t (id bigint primary key, at timestamp not null);'],
  ]);
  for (let i = 0; i < 10; i++) {
    const answers = answersOf(givenAnswers(i));
    const { files: planned } = await planProduct(answers, hostInMemory(mesh, files));
    for (const { path, text } of planned) files.set(path, text);
    const again = await planProduct(answers, hostInMemory(mesh, files));
    expect(again.files.filter(({ action }) => action !== 'keep')).toEqual([]);
  }
  const descriptors = [...files].filter(([path]) => /\.od[pc]s\.yaml$/.test(path));
  expect(descriptors.length).toBe(31);
  for (const [path, text] of descriptors) {
    const validate = path.endsWith('.odps.yaml') ? validators.odps : validators.odcs;
    expect([validate(parse(text)), validate.errors], path).toEqual([true, null]);
  }
});

test('the descriptors of the sample workspace satisfy them too, once its advice is taken', () => {
  const [product, contract] = [validator('odps-v1.0.0.json'), validator('odcs-v3.1.0.json')];
  for (const [path, validate] of [
    ['station-trips/dataproduct.odps.yaml', product],
    ['stations/dataproduct.odps.yaml', product],
    ['station-trips/contracts/trips.v1.odcs.yaml', contract],
    ['stations/contracts/stations.v1.odcs.yaml', contract],
  ] as const) {
    expect([validate(parse(readFileSync(`${root}/test/workspaces/sample-fixed/products/mobility/${path}`, 'utf8'))), validate.errors], path).toEqual([true, null]);
  }
});

describe('the check of a release has the verdict of its published schema', async () => {
  const { mesh } = (await loadContent()).knowledge;
  const tables = ['odps', 'odcs'].map((suffix) => readFieldTable(mesh[`fields/${suffix}.md`] ?? ''));
  test.each(tables.flatMap((table) => table.versions.map((release) => ({ table, release, name: `${table.suffix} ${release}` }))))('$name', ({ table, release }) => {
    const file = `${table.suffix}-${release}.json`;
    const published = validator(file);
    const generator = new DescriptorGenerator(descriptorSchema(table, release, false), JSON.parse(readFileSync(`${SCHEMAS}/${file}`, 'utf8')) as Record<string, unknown>, randomNumbers(25));
    const differences: string[] = [];
    const verdicts = { valid: 0, invalid: 0 };
    const judge = (document: unknown) => {
      const ours = schemaErrors(document, table.suffix, release)?.length === 0;
      const theirs = published(document);
      verdicts[theirs ? 'valid' : 'invalid']++;
      if (ours !== theirs) differences.push(JSON.stringify({ document, theirs: published.errors, ours: schemaErrors(document, table.suffix, release) }));
    };
    for (let count = 0; count < 5000; count++) {
      const document = generator.document();
      judge(document);
      judge(generator.mutated(document));
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(Math.min(verdicts.valid, verdicts.invalid)).toBeGreaterThan(800);
  });
});
