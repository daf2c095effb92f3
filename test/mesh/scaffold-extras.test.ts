import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { withCodeOwners } from '../../src/mesh/scaffold/code-owners.js';
import { planProduct } from '../../src/mesh/scaffold/plan.js';
import { entityName } from '../../src/mesh/slug.js';
import { loadContent } from '../support/engine.js';
import { answersOf, hostInMemory } from '../support/scaffold.js';

const ANSWERS = { domain: 'Mobilität', name: 'Station trips', purpose: 'a: b', outputPort: 'trips', owner: 'ada' };
const { mesh } = (await loadContent()).knowledge;

async function planned(given: object, files: Readonly<Record<string, string>> = {}) {
  const { notes, ...plan } = await planProduct(
    answersOf({ ...ANSWERS, ...given }),
    hostInMemory(mesh, new Map(Object.entries(files))),
  );
  return { notes, file: (path: string) => plan.files.find((file) => file.path === path) };
}

describe('the check in a pipeline', () => {
  test('of GitHub runs for changes of the product alone, with a pinned version', async () => {
    const { file } = await planned({ ci: 'github' });
    const path = '.github/workflows/data-product-mobilitat.station-trips.yml';
    const workflow = parse(file(path)?.text ?? '') as { readonly on: unknown; readonly jobs: unknown };
    expect(workflow.on).toEqual({ pull_request: { paths: ['products/mobilitat/station-trips/**', path] } });
    expect(JSON.stringify(workflow.jobs)).toContain('talklint@1.2.3');
    expect(JSON.stringify(workflow.jobs)).not.toContain('uses');
  });

  test.each([
    [{}, 'create', []],
    [{ '.gitlab-ci.yml': 'include:\n  - local: .gitlab/data-product-*.yml\n' }, undefined, []],
    [{ '.gitlab-ci.yml': 'stages: [test]\n' }, undefined, ['does not include .gitlab/data-product-*.yml yet']],
  ])('of GitLab is included, or it is said that it is not: %j', async (files, action, sentences) => {
    const { file, notes } = await planned({ ci: 'gitlab' }, files);
    const job = parse(file('.gitlab/data-product-mobilitat.station-trips.yml')?.text ?? '') as object;
    expect(Object.keys(job)).toEqual(['data-product-mobilitat.station-trips']);
    expect(file('.gitlab-ci.yml')?.action).toBe(action);
    expect(notes.map((note, i) => note.includes(sentences[i] ?? ''))).toEqual(sentences.map(() => true));
  });
});

describe('CODEOWNERS', () => {
  const block = { slug: 'd/n', folder: 'my products/d/n', owner: '@org/team' };
  const LINES = ['# mesh:begin d/n', '/my\\ products/d/n/ @org/team', '# mesh:end d/n'];

  test.each([
    ['nothing', '', `${LINES.join('\n')}\n`],
    ['no final line end', '* @a', `* @a\n${LINES.join('\n')}\n`],
    ['Windows line ends', '* @a\r\n', `* @a\r\n${LINES.join('\r\n')}\r\n`],
    ['an older block', 'x @a\n# mesh:begin d/n\nold\n# mesh:end d/n\ny @b', `x @a\n${LINES.join('\n')}\ny @b`],
    ['mixed line ends', 'x @a\r\n# mesh:begin d/n\n# mesh:end d/n\ny @b\n', `x @a\r\n${LINES.join('\r\n')}\r\ny @b\n`],
  ])('with %s keeps every other line, and once is enough', (_, text, expected) => {
    const once = withCodeOwners(text, block, 'CODEOWNERS');
    expect(once).toBe(expected);
    expect(withCodeOwners(once, block, 'CODEOWNERS')).toBe(expected);
  });

  test('loses the block when nobody is named any more', () => {
    const text = withCodeOwners('* @a\n', block, 'CODEOWNERS');
    expect(withCodeOwners(text, { ...block, owner: undefined }, 'CODEOWNERS')).toBe('* @a\n');
  });

  test('with a block that never ends is explained', () => {
    const text = '# mesh:begin d/n\n';
    expect(() => withCodeOwners(text, block, 'docs/CODEOWNERS')).toThrow('no "# mesh:end d/n" below it');
  });

  test('is changed where it lies', async () => {
    const { file } = await planned({ codeOwner: '@org/team' }, { '.github/CODEOWNERS': '* @a\n' });
    expect(file('.github/CODEOWNERS')).toMatchObject({ action: 'update', before: '* @a\n' });
    expect((await planned({ codeOwner: '@org/team' })).file('CODEOWNERS')?.action).toBe('create');
  });

  test.each(['ada', '@a b', '* @x', '@a#b'])('takes no "%s" for an owner', (codeOwner) => {
    expect(() => answersOf({ ...ANSWERS, codeOwner })).toThrow('codeOwner must be');
  });
});

describe('files for other catalogs', () => {
  test('Backstage gets a system and an API for each port', async () => {
    const { file } = await planned({ backstage: true, outputPorts: ['数据'] });
    const text = file('products/mobilitat/station-trips/catalog-info.yaml')?.text ?? '';
    const entities = parseAllDocuments(text).map((document) => document.toJS() as { metadata: { name: string } });
    expect(entities).toMatchObject([
      { kind: 'System', metadata: { description: 'a: b' }, spec: { owner: 'group:default/ada', domain: 'mobilitat' } },
      { kind: 'API', spec: { definition: { $text: './contracts/trips.v1.odcs.yaml' } } },
      { kind: 'API', spec: { definition: { $text: './contracts/数据.v1.odcs.yaml' } } },
    ]);
    for (const { metadata } of entities) expect(metadata.name).toMatch(/^[a-z0-9]+([-.][a-z0-9]+)*$/);
  });

  test('names stay two that differ in letters no catalog takes', () => {
    expect(entityName('数')).not.toBe(entityName('据'));
    expect(entityName('x'.repeat(70)).length).toBeLessThanOrEqual(63);
  });

  test('OpenLineage gets the contracts as data sets with their columns', async () => {
    const { file } = await planned({ openLineage: true, inputPorts: [{ external: 'Feed', contract: 'feed-1' }] });
    const event = JSON.parse(file('products/mobilitat/station-trips/lineage/openlineage.json')?.text ?? '') as object;
    expect(event).toMatchObject({
      eventTime: '2026-11-24T00:00:00Z',
      job: { namespace: 'Mobilität', name: 'Station trips' },
      inputs: [{ namespace: 'urn:datacontract', name: 'feed-1' }],
      outputs: [{ facets: { schema: { fields: [{ name: 'id', type: 'string' }] } } }],
    });
  });
});
