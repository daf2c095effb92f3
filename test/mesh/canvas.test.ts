import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CANVAS_BOXES } from '../../src/mesh/canvas/boxes.js';
import { draftCanvas } from '../../src/mesh/canvas/draft.js';
import { readCanvas } from '../../src/mesh/canvas/read.js';
import { root } from '../support/engine.js';

const template = await readFile(`${root}/content/mesh/templates/data-ethics-canvas.md.tmpl`, 'utf8');
const templates = { 'templates/data-ethics-canvas.md.tmpl': template };
const PRODUCT = { path: 'products/riders/riders.odps.yaml', text: 'kind: DataProduct\nname: Riders_of *today*\nteam:\n  name: rider team\n  members:\n    - {username: left, role: owner, dateOut: 2025-01-01}\n    - {username: "fa: tma", role: Data Owner}\ninputPorts:\n  - {name: bills, version: 1.0.0, contractId: c-1}\noutputPorts:\n  - {name: riders, version: 1.0.0, contractId: c-2}\ndescription:\n  purpose: |\n    To answer\n    # questions\n  limitations: Not for advertising.\n' };
const CONTRACT = { path: 'products/riders/contracts/riders.v1.odcs.yaml', text: 'kind: DataContract\nid: c-2\nroles:\n  - role: billing\ndescription:\n  limitations: No children.\nschema:\n  - name: riders\n    properties:\n      - {name: contact, classification: confidential}\n      - {name: born, classification: confidential}\n' };
const draft = (files = [PRODUCT, CONTRACT]) => draftCanvas('products/riders', files, templates, '2028-02-29');

describe('the data ethics canvas', () => {
  it('has the boxes and questions of its template, which the rules look for', () => {
    const written = [...template.matchAll(/^## (.+)\n\n> (.+)$/gm)].map(([, title, question]) => ({ title, question }));
    expect(written).toEqual(CANVAS_BOXES);
  });

  it('is filled in from the descriptors, whatever they hold, and the rest is left empty', () => {
    const { path, text } = draft();
    expect(path).toBe('products/riders/ethics/data-ethics-canvas.md');
    const canvas = readCanvas(text);
    expect(canvas?.missing).toEqual([]);
    expect(Object.fromEntries([...(canvas?.frontMatter ?? [])].map(([key, value]) => [key, value.text]))).toEqual({ owner: 'fa: tma', reviewed: '2028-02-29', nextReview: '2029-02-28' });
    expect(Object.fromEntries((canvas?.boxes ?? []).flatMap(({ title, answers }) => (answers.length === 0 ? [] : [[title, answers.map((answer) => answer.text).join('\n')]])))).toEqual({
      'Data sources': '- bills 1.0.0: contract c-1',
      'Rights around data sources': 'Classification: confidential (contact, born).',
      'Limitations in data sources': '- Not for advertising.\n- No children.',
      'Your reason for using data': 'To answer \\# questions',
      'Sharing data with others': '- riders: for those who have the role billing',
      'Ongoing implementation': 'The team rider team, with fa: tma as its owner.',
      'Reviews and iterations': 'On 2029-02-28, or when an input or the purpose changes.',
    });
    expect(text).toContain('# Data ethics canvas of Riders\\_of \\*today\\*\n');
    expect(text).not.toMatch(/[ \t]$/m);
  });

  it.each([
    ['no product', [CONTRACT], 'products/riders: there is no product here; name the folder that holds its .odps.yaml file.'],
    ['two products', [PRODUCT, { ...PRODUCT, path: 'products/riders/b.odps.yaml' }], 'products/riders: there are several products here, products/riders/riders.odps.yaml and products/riders/b.odps.yaml; give each a folder of its own.'],
    ['no YAML', [{ ...PRODUCT, text: 'name: [a\n' }], 'products/riders/riders.odps.yaml: this is no YAML that says kind: DataProduct; mend it first.'],
    ['a template', [{ ...PRODUCT, text: '{{ product }}\n' }], 'products/riders/riders.odps.yaml: this is no YAML that says kind: DataProduct; mend it first.'],
  ])('is not written for %s', (_what, files, sentence) => {
    expect(() => draft(files)).toThrow(sentence);
  });
});
