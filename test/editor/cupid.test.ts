import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session, type Host } from './support/session.js';

const PYTHON = 'import time\n\n\ndef is_open(shop):\n    return shop.opens < time.time()\n';
const FILES = {
  'shops.py': PYTHON,
  'desk.py': PYTHON,
  'shops.ts': 'function isOpen(shop: { opens: number }): boolean {\n  return shop.opens < Date.now();\n}\n',
  'Shop.java': 'class Shop {\n  private long opens;\n\n  boolean isOpen() {\n    return opens < System.currentTimeMillis();\n  }\n}\n',
  'shops.go': 'package shops\n\nimport "time"\n\ntype Shop struct{ Opens time.Time }\n\nfunc isOpen(shop Shop) bool {\n\treturn shop.Opens.Before(time.Now())\n}\n',
  'shops.rs': 'use std::time::SystemTime;\n\nfn is_open(opens: SystemTime) -> bool {\n    opens < SystemTime::now()\n}\n',
  'Shop.cs': 'using System;\n\nclass Shop\n{\n    private DateTime opens;\n\n    public bool IsOpen()\n    {\n        return opens < DateTime.Now;\n    }\n}\n',
};
const REMARK = 'Predictable: reads the clock';

describe.each<Host>(['desktop', 'web'])('CUPID in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host, files: FILES });
  });

  afterAll(async () => {
    await session.stop();
  });

  test('a remark stands above a function in each of the six languages', async () => {
    const { workbench } = session;
    for (const name of ['shops.py', 'shops.ts', 'Shop.java', 'shops.go', 'shops.rs', 'Shop.cs']) {
      await (await workbench.open(name)).lenses([REMARK]);
      await workbench.picture(`cupid-${name}`);
    }
  });

  test('nothing moves above the function that is being written, and the saved text says what became better', async () => {
    const { workbench, page } = session;
    const editor = await workbench.open('shops.py');
    await editor.goTo(5, 25);
    await editor.lenses([REMARK]);
    await page.keyboard.press('Shift+End');
    await page.keyboard.insertText('0');
    await editor.contains('return shop.opens < 0');
    // Long enough for the editor to have asked for lenses again.
    await page.waitForTimeout(1500);
    await editor.lenses([REMARK]);
    await page.keyboard.press('Control+s');
    await editor.lenses(['Predictable: no longer reads the clock (since it was opened)']);
    await workbench.picture('cupid-better');
  });

  test('the next step is made from the light bulb', async () => {
    const { workbench } = session;
    const editor = await workbench.open('shops.ts');
    await editor.goTo(1, 12);
    expect(await editor.hover('Next step')).toContain('convention');
    await workbench.picture('cupid-hover');
    await editor.goTo(1, 12);
    await editor.apply('parameter');
    await editor.contains('now = Date.now()');
    await workbench.picture('cupid-step');
  });

  test('a remark is accepted with a reason', async () => {
    const { workbench } = session;
    const editor = await workbench.open('desk.py');
    await editor.lenses([REMARK]);
    await editor.goTo(4, 7);
    await editor.apply('in is_open, until it changes');
    await workbench.answer('opening hours need the wall clock');
    await editor.lenses([]);
    const text = await readFile(join(session.folder ?? '', '.talklint/accepted.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ accepted: [{ signal: 'cupid/P1', file: 'desk.py', function: 'is_open', reason: 'opening hours need the wall clock' }] });
  });

  test('remarks move to the end of the line, to the status bar, and away', async () => {
    const { workbench, page } = session;
    await session.configure({ 'talklint.cupid.show': 'lineEnd' });
    const go = await workbench.open('shops.go');
    await go.lenses([]);
    await go.contains(REMARK);
    await workbench.picture('cupid-line-end');
    await session.configure({ 'talklint.cupid.show': 'statusBar' });
    const rust = await workbench.open('shops.rs');
    await rust.goTo(4, 6);
    await page.locator('.statusbar').getByText(REMARK).waitFor();
    await workbench.picture('cupid-status-bar');
    await session.configure({ 'talklint.cupid.show': 'off' });
    await (await workbench.open('Shop.cs')).lenses([]);
    await session.configure({});
    await (await workbench.open('Shop.cs')).lenses([REMARK]);
  });
});
