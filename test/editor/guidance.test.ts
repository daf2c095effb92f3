import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session, type Host } from './support/session.js';

const NOTEBOOK = {
  cells: [
    { cell_type: 'code', id: 'a', metadata: {}, execution_count: null, outputs: [], source: ['import pandas as pd\n', 'trips = pd.read_csv("trips.csv")'] },
    { cell_type: 'code', id: 'b', metadata: {}, execution_count: null, outputs: [], source: ['for i, trip in trips.iterrows():\n', '    print(trip)'] },
  ],
  metadata: { language_info: { name: 'python' } },
  nbformat: 4,
  nbformat_minor: 5,
};

const FILES = {
  'rows.py': 'import pandas as pd\n\ndf = pd.read_csv("trips.csv")\nfor i, row in df.iterrows():\n    print(row["minutes"])\n',
  'fetch.py': 'import requests\n\n\ndef load(url):\n    return requests.get(url, verify=False)\n',
  'shops.py': 'import time\n\n\ndef is_open(shop):\n    return shop.opens < time.time()\n',
  'ignore.py': 'import requests\n\n\ndef load(url):\n    return requests.get(url, verify=False)\n',
  'folder.py': 'import requests\n\n\ndef load(url):\n    return requests.get(url, verify=False)\n',
  'demand.ipynb': JSON.stringify(NOTEBOOK, null, 1),
  'hours.py': 'import pandas as pd\n\ntrips = pd.read_csv("trips.csv")\nbusy = trips.groupby("hour").size()\nlongest = trips.sort_values("minutes")\n',
  'requirements.txt': 'pandas==2.2.3\npolars==1.9.0\n',
};

describe.each<Host>(['desktop', 'web'])('in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host, files: FILES });
  });

  afterAll(async () => {
    await session.stop();
  });

  test('a squiggle, and the rule when the pointer rests on it', async () => {
    const editor = await session.workbench.open('rows.py');
    await editor.squiggles('warning', 1);
    await editor.goTo(4, 6);
    const text = await editor.hover('Measured');
    expect(text).toContain('Loop over the rows of df');
    expect(text).toContain('polars/row-loop');
    await session.workbench.picture('hover');
  });

  test('a fix from the light bulb', async () => {
    const editor = await session.workbench.open('fetch.py');
    await editor.squiggles('error', 1);
    await editor.goTo(5, 34);
    await session.workbench.actionsPicture('actions', editor, 'Ignore trust/tls-verification-off in this line');
    await editor.apply('Check the certificate');
    await editor.contains('requests.get(url)');
    await editor.squiggles('error', 0);
  });

  test('an ignore asks for a reason and leaves it in the text', async () => {
    const editor = await session.workbench.open('ignore.py');
    await editor.squiggles('error', 1);
    await editor.goTo(5, 34);
    await editor.apply('Ignore trust/tls-verification-off in this line');
    await session.workbench.quickTitle('Ignore trust/tls-verification-off');
    await session.workbench.answer('a lab without certificates');
    await editor.contains('# talklint-ignore trust/tls-verification-off -- a lab without certificates');
    await editor.squiggles('error', 0);
  });

  test('an ignore in the folder writes the configuration', async () => {
    const editor = await session.workbench.open('folder.py');
    await editor.squiggles('error', 1);
    await editor.goTo(5, 34);
    await editor.apply('Ignore trust/tls-verification-off in this folder');
    await session.workbench.answer('all labs: "none" has certificates');
    await editor.squiggles('error', 0);
    expect(await readFile(join(session.folder ?? '', '.talklint/config.yaml'), 'utf8')).toBe('ignores:\n  - rule: trust/tls-verification-off\n    reason: "all labs: \\"none\\" has certificates"\n');
  });

  test('a finding in a notebook cell that follows from another cell', async () => {
    await session.workbench.openFile('demand.ipynb');
    const squiggle = session.page.locator('.notebookOverlay .cdr.squiggly-warning');
    await session.workbench.until(async () => (await squiggle.count()) === 1, 'see one squiggle in the notebook');
    await session.workbench.picture('notebook');
  });

  test('a lens lists the places it rests on and goes there', async () => {
    const editor = await session.workbench.open('shops.py');
    await editor.lenses(['Predictable: reads the clock']);
    await editor.lensLinks.first().click();
    await session.workbench.quickTitle('is_open: Predictable: reads the clock');
    await session.workbench.picture('lens');
    await session.page.keyboard.press('Enter');
    await session.workbench.until(async () => (await session.page.locator('.statusbar').innerText()).includes('Ln 5'), 'be at line 5');
  });

  test('a tip on a package in a manifest', async () => {
    const editor = await session.workbench.open('requirements.txt');
    await editor.goTo(2, 3);
    expect(await editor.hover('scan_')).toContain('Polars');
  });

  test('a tip on an import, and on a call of a pandas frame what Polars would say', async () => {
    const { workbench } = session;
    const editor = await workbench.open('hours.py');
    await editor.goTo(1, 9);
    expect(await editor.hover('pandas')).toContain('Polars');
    await workbench.picture('import-hover');
    await session.page.keyboard.press('Escape');
    await editor.goTo(5, 20);
    expect(await editor.hover('sort(')).toContain('sort_values');
    await workbench.picture('pandas-hover');
  });

  test('a changed setting counts at once', async () => {
    const before = await session.workbench.open('rows.py');
    await before.squiggles('warning', 1);
    await session.configure({ 'talklint.rules': { 'polars/row-loop': 'error' }, 'talklint.cupid.show': 'off' });
    const editor = await session.workbench.open('rows.py');
    await editor.squiggles('error', 1);
    await editor.squiggles('warning', 0);
    const shops = await session.workbench.open('shops.py');
    await shops.lenses([]);
    await session.configure({ 'talklint.enable': false });
    const again = await session.workbench.open('rows.py');
    await again.squiggles('error', 0);
    await session.configure({});
    await (await session.workbench.open('rows.py')).squiggles('warning', 1);
  });

  test('an untitled text', async () => {
    const { workbench, page } = session;
    await workbench.command('File: New Untitled Text File');
    await workbench.tab('Untitled');
    await workbench.setLanguage('Python');
    await workbench.activeEditor.element.click();
    await page.keyboard.insertText('import requests\nrequests.get("https://a", verify=False)\n');
    await workbench.activeEditor.squiggles('error', 1);
  });
});

describe.each<Host>(['desktop', 'web'])('without a folder, in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host });
  });

  afterAll(async () => {
    await session.stop();
  });

  test('texts get guidance, the radar opens, and the scaffold says what it needs', async () => {
    const { workbench, page } = session;
    await workbench.command('File: New Untitled Text File');
    await workbench.setLanguage('Python');
    await workbench.activeEditor.element.click();
    await page.keyboard.insertText('import requests\nrequests.get("https://a", verify=False)\n');
    await workbench.activeEditor.squiggles('error', 1);
    await workbench.command('Talklint: New Data Product');
    await workbench.notification('open the folder they should live in first');
    await workbench.command('Talklint: Search the Radar');
    await workbench.radar.getByRole('button', { name: /^Polars[,.] .* Adopt$/ }).waitFor();
  });
});

const PACK_PAGE = '---\nid: team/no-print\ntalk: none\nlanguages: [python]\nseverity: error\ndefault: on\nevidence:\n  kind: convention\n  effect: output belongs to the caller\n  source: our own guide\n---\n\n# Print in a library\n\nLeave printing to the caller.\n\n## Why it matters\n\nWe agreed on it.\n\n## Match\n\n```yaml\nrule: { pattern: print($$$A) }\n```\n\n## Bad\n\n```python {1}\nprint(1)\n```\n\n```python {1}\nprint(1, 2)\n```\n\n## Good\n\n```python\nlog(1)\n```\n\n```python\nprinter(1)\n```\n';

describe.each<Host>(['desktop', 'web'])('in a folder that is not trusted, in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host, trusted: false, files: { 'rows.py': FILES['rows.py'], '.talklint/rules/team/no-print.md': PACK_PAGE } });
  });

  afterAll(async () => {
    await session.stop();
  });

  test('the built-in rules work, and pages of the folder wait for trust', async () => {
    const editor = await session.workbench.open('rows.py');
    await editor.squiggles('warning', 1);
    await editor.squiggles('error', 0);
    await session.workbench.command('Workspaces: Manage Workspace Trust');
    await session.page.getByRole('button', { name: 'Trust', exact: true }).first().click();
    const again = await session.workbench.open('rows.py');
    await again.squiggles('error', 1);
    await again.squiggles('warning', 1);
  });
});
