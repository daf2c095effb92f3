import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { checkAnswer, planProduct } from '../../src/mesh/scaffold.js';
import { productsIn } from '../../src/mesh/products.js';
import type { ProductAnswers } from '../../src/protocol/model.js';
import { loadContent } from '../support/engine.js';

const ANSWERS: ProductAnswers = { folder: 'products', domain: 'mobility', name: 'Station trips', purpose: 'Trips by station and hour.', outputPort: 'trips', owner: 'mobility team' };
const { mesh } = (await loadContent()).knowledge;

function ids(): () => string {
  let next = 0;
  return () => `id-${++next}`;
}

const plan = (answers: ProductAnswers, existing: Readonly<Record<string, string>> = {}) => planProduct(answers, (path) => Promise.resolve(existing[path]), mesh, ids());

describe('the scaffold', () => {
  test('writes a descriptor and a contract that belong together', async () => {
    const { files, notes } = await plan(ANSWERS);
    expect(notes).toEqual([]);
    expect(files.map(({ path, action }) => `${action} ${path}`)).toEqual([
      'create products/mobility/station-trips/dataproduct.odps.yaml',
      'create products/mobility/station-trips/contracts/trips.v1.odcs.yaml',
      'create products/mobility/station-trips/README.md',
    ]);
    const [product, contract] = files.slice(0, 2).map(({ text }) => parse(text) as { id: string; status: string; outputPorts: { contractId: string }[] });
    expect(product).toMatchObject({ kind: 'DataProduct', name: 'Station trips', status: 'draft', outputPorts: [{ name: 'trips', contractId: contract?.id }] });
  });

  test('run again it keeps everything, and leaves a changed file alone with a note', async () => {
    const { files } = await plan(ANSWERS);
    const existing = Object.fromEntries(files.map(({ path, text }) => [path, text]));
    expect((await plan(ANSWERS, existing)).files.map(({ action }) => action)).toEqual(['keep', 'keep', 'keep']);
    const [descriptor = ''] = Object.keys(existing);
    const changed = await plan(ANSWERS, { ...existing, [descriptor]: `${existing[descriptor] ?? ''}# mine\n` });
    expect(changed.files[0]?.action).toBe('conflict');
    expect(changed.notes).toEqual([expect.stringContaining(descriptor)]);
  });

  test('whatever the answers are, the files stay below the folder and read back as they were given', async () => {
    const text = fc.oneof(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), fc.constantFrom('no', '1.0', '012', 'a: b', '# x', "it's", '"q"', '🚲 trips', '../..', 'CON', '- a', '{x}', '{{name}}', '<b>', '| a |', '!!js/x', '*a', '&a', '2026-11-24'));
    await fc.assert(
      fc.asyncProperty(fc.record({ domain: text, name: text, purpose: text, outputPort: text, owner: text }), async (given) => {
        const answers = { folder: 'products', ...given };
        if ((['domain', 'name', 'purpose', 'outputPort', 'owner'] as const).some((field) => checkAnswer(field, answers, []) !== undefined)) return;
        const { files } = await plan(answers);
        for (const { path } of files) expect(path).toMatch(/^products\/[^/\\:*?"<>|]+\/[^/\\:*?"<>|]+\/(contracts\/)?[^/\\:*?"<>|]+$/);
        for (const version of ['1.1', '1.2'] as const) {
          const document = parseDocument(files[0]?.text ?? '', { version });
          expect(document.errors).toEqual([]);
          expect(document.toJS()).toMatchObject({ name: answers.name.normalize('NFC').trim(), domain: answers.domain.normalize('NFC').trim(), description: { purpose: answers.purpose.normalize('NFC').trim() } });
        }
      }),
    );
  });
});

describe('answers', () => {
  test.each([
    ['name', { name: '   ' }, 'The name is missing; write one.'],
    ['name', { name: '!!!' }, 'The name needs a letter or a digit, because a file is named after it.'],
    ['name', { name: 'con' }, 'The name becomes the file name "con", which Windows keeps for itself; choose another.'],
    ['folder', { folder: '../other' }, 'The folder must be a path below the workspace folder, such as products; write it with / and without dots.'],
    ['purpose', { purpose: 'a\nb' }, 'The purpose holds a line break or a character that cannot be written; use one line of text.'],
  ] as const)('%s: %j is explained', (field, answers, message) => {
    expect(checkAnswer(field, { ...ANSWERS, ...answers }, [])).toBe(message);
  });

  test('a domain is spelled as the other products spell it', () => {
    const known = productsIn([{ path: 'products/mobility/a/dataproduct.odps.yaml', text: 'apiVersion: v1.0.0\nkind: DataProduct\nname: A\ndomain: Mobility\n' }]);
    expect(checkAnswer('domain', { ...ANSWERS, domain: 'mobility' }, known)).toBe('products/mobility/a/dataproduct.odps.yaml spells this domain "Mobility"; spell it the same.');
    expect(checkAnswer('domain', { ...ANSWERS, domain: 'Mobility' }, known)).toBeUndefined();
  });
});
