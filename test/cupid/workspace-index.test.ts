import { describe, expect, test } from 'vitest';
import { WorkspaceIndex } from '../../src/cupid/workspace-index.js';
import { NEVER_CANCELLED } from '../../src/document/ports.js';
import { testEngine } from '../support/engine.js';
import { seeded } from '../support/random.js';

const FILES: Readonly<Record<string, string>> = {
  'src/dice.ts': 'export function roll(): number {\n  return Math.random() * 6;\n}\nexport class Dice {\n  throw(): number {\n    return roll();\n  }\n}\n',
  'src/index.ts': "export * from './dice.js';\nexport { Board as Field } from './board.js';\n",
  'src/board.ts': "import { Dice } from './index.js';\nexport class Board {\n  private readonly dice = new Dice();\n  move(): number {\n    return this.dice.throw() + 1;\n  }\n}\n",
  'src/score.ts': "import { Field } from './index.js';\nimport { roll } from './dice.js';\nexport function isWon(): boolean {\n  return roll() > 3;\n}\nexport function computeScore(): number {\n  return new Field().move();\n}\n",
  'bikes/__init__.py': 'from .clock import now\n',
  'bikes/clock.py': 'import time\n\n\ndef now():\n    return time.time()\n',
  'bikes/rides.py': 'from bikes import now\n\n\ndef is_late(ride):\n    return ride.due < now()\n',
};

async function indexOf(files: Readonly<Record<string, string>>, index = new WorkspaceIndex()): Promise<WorkspaceIndex> {
  const engine = await testEngine();
  for (const [path, text] of Object.entries(files)) {
    const document = await engine.open({ path, text });
    const summary = document && engine.summarise(document);
    if (summary) index.set(summary);
    document?.dispose();
  }
  return index;
}

/** Every remark with its places, by file. */
async function said(index: WorkspaceIndex, files: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const engine = await testEngine();
  const found: Record<string, unknown> = {};
  for (const [path, text] of Object.entries(files)) {
    const document = await engine.open({ path, text });
    if (document) found[path] = engine.profile(document, undefined, NEVER_CANCELLED, index).map(({ name, signals }) => [name, signals]);
    document?.dispose();
  }
  return found;
}

describe('an index that lives through edits', () => {
  test('says what one made from nothing says, in whatever order files came, changed and went', async () => {
    const random = seeded(11);
    const paths = Object.keys(FILES);
    const index = new WorkspaceIndex();
    let present: Record<string, string> = {};
    for (let step = 0; step < 60; step++) {
      const path = paths[Math.floor(random() * paths.length)] ?? '';
      const text = FILES[path] ?? '';
      if (random() < 0.25) {
        index.remove(path);
        present = Object.fromEntries(Object.entries(present).filter(([other]) => other !== path));
      } else {
        // Parts go missing, as they do while someone types.
        present = { ...present, [path]: random() < 0.4 ? text.slice(0, Math.floor(random() * text.length)) : text };
        await indexOf({ [path]: present[path] ?? '' }, index);
      }
      if (step % 6 === 0) expect(await said(index, present)).toEqual(await said(await indexOf(present), present));
    }
    expect(await said(await indexOf(FILES, index), FILES)).toEqual(await said(await indexOf(FILES), FILES));
  });

  test('finds the clock through a package and chance through a barrel', async () => {
    const found = await said(await indexOf(FILES), FILES);
    expect(found).toMatchObject({
      'bikes/rides.py': [['is_late', [{ id: 'P1', message: 'reads the clock', evidence: [{ label: 'reads the clock: via now' }] }]]],
      'src/score.ts': [
        ['isWon', [{ id: 'P1', message: 'reads randomness', evidence: [{ label: 'reads randomness: via roll' }] }]],
        ['computeScore', [{ id: 'C1', evidence: [{ label: 'builds Board' }, { label: 'reads randomness: via Board.move → Dice.throw → roll, 3 calls away' }] }]],
      ],
    });
  });

  test('moving code, or a comment, gives the very same answer', async () => {
    const index = await indexOf(FILES);
    const engine = await testEngine();
    const answers = [];
    for (const text of [FILES['src/score.ts'] ?? '', `// A word.\n\n${FILES['src/score.ts'] ?? ''}`]) {
      const document = await engine.open({ path: 'src/score.ts', text });
      const summary = document && engine.summarise(document);
      answers.push(summary && index.answer(summary));
      document?.dispose();
    }
    expect(answers[1]).toBe(answers[0]);
  });

  test('what the text was before is judged without a trace', async () => {
    const index = await indexOf(FILES);
    const before = await said(index, FILES);
    const engine = await testEngine();
    const document = await engine.open({ path: 'src/dice.ts', text: 'export function roll(): number {\n  return 4;\n}\n' });
    if (document) engine.profile(document, undefined, NEVER_CANCELLED, index.asItWouldBe);
    document?.dispose();
    expect(await said(index, FILES)).toEqual(before);
  });
});
