import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session, type Host } from './support/session.js';

describe.each<Host>(['desktop', 'web'])('search, panel and reader in the %s extension host', (host) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host, sample: 'sample', files: { 'NOTES.md': '# Notes\n\nWe move to Polars and to a data mesh.\n' } });
  });

  afterAll(async () => {
    await session.stop();
  });

  test('the talks are searched from the palette as one types, code and typos included', async () => {
    const { workbench, page } = session;
    await workbench.command('Talklint: Search the Talks');
    const input = workbench.quickInput.locator('input[type="text"]').first();
    await input.fill('kubernets');
    await workbench.quickRows.filter({ hasText: 'Kubernetes' }).first().waitFor();
    await input.fill('verify=False');
    await workbench.quickRows.filter({ hasText: 'certificate is not checked' }).first().waitFor();
    await workbench.picture('search-talks');
    await input.fill('redaction sudoku');
    await workbench.quickRows.first().filter({ hasText: 'Redaction sudoku' }).waitFor();
    await page.keyboard.press('Enter');
    await workbench.reader.getByRole('heading', { name: 'Redaction sudoku' }).waitFor();
  });

  test('the reader goes back and forward by key, and finds in the page', async () => {
    const { workbench, page } = session;
    const { reader } = workbench;
    const title = (name: string) => reader.getByRole('heading', { level: 1, name }).waitFor();
    await workbench.command('Talklint: Open a Talk');
    await workbench.quickRows.filter({ hasText: 'Polars: a DataFrame library' }).first().click();
    await title('Polars: a DataFrame library in Rust');
    await page.keyboard.press('Alt+ArrowLeft');
    await title('OSINT tips and tricks');
    await page.keyboard.press('Alt+ArrowRight');
    await title('Polars: a DataFrame library in Rust');
    await reader.getByRole('button', { name: 'Back' }).click();
    await title('OSINT tips and tricks');
    await page.keyboard.press('Control+f');
    const find = page.locator('.simple-find-part.visible input, .webview-find-widget input').first();
    await find.waitFor();
    await find.fill('sudoku');
    await workbench.picture('find-in-page');
    await page.keyboard.press('Escape');
  });

  test('the page of a rule lists where it shows, and opens the place', async () => {
    const { workbench, page } = session;
    await workbench.command('Talklint: Search the Talks');
    await workbench.quickInput.locator('input[type="text"]').first().fill('polars/row-loop');
    await workbench.quickRows.first().filter({ hasText: 'Loop over the rows' }).waitFor();
    await page.keyboard.press('Enter');
    const { reader } = workbench;
    await reader.getByRole('button', { name: 'Look through the whole workspace' }).click();
    await reader.getByText(/place(s)? in this workspace:/).waitFor();
    await workbench.picture('places');
    await reader.getByRole('button', { name: /^pipeline\/trips\.py:\d+$/ }).first().click();
    await workbench.tab('trips.py');
  });

  test('the filter narrows the panel down, and is still set when the panel was hidden', async () => {
    const { workbench, page } = session;
    await workbench.command('View: Close All Editors');
    await workbench.command('Talklint: Search the Radar');
    const { radar } = workbench;
    await radar.getByRole('button', { name: /^Polars, used here\. .*\. Adopt$/ }).waitFor();
    await radar.getByText('Filter', { exact: true }).click();
    await radar.getByRole('checkbox').click();
    await radar.getByText('Filter (1)').waitFor();
    await workbench.picture('filter');
    await workbench.command('View: Show Explorer');
    await workbench.command('Talklint: Search the Radar');
    // The editor makes a new frame, and does not say again what it is for.
    const again = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await again.getByText('Filter (1)').waitFor();
    await again.locator('.row').first().waitFor();
    expect(await again.locator('.row:not(:has(.used))').count()).toBe(0);
  });

  test('technologies on hold that are used are counted on the view, and all places of one open in the peek view', async () => {
    const { workbench, page } = session;
    await workbench.command('View: Close All Editors');
    await workbench.command('Talklint: Search the Radar');
    const badge = page.locator('.activitybar .action-item', { has: page.locator('[aria-label*="Talklint"]') }).locator('.badge-content');
    await expect.poll(() => badge.innerText(), { timeout: 30_000 }).toMatch(/^[1-9]\d*$/);
    const radar = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await radar.getByRole('textbox').fill('pandas');
    await radar.getByRole('button', { name: /^pandas, used here/ }).click();
    const all = radar.getByRole('button', { name: /^Show all \d+ places in the editor$/ });
    const places = Number(/\d+/.exec(await all.innerText())?.[0]);
    expect(places).toBeGreaterThan(1);
    await all.click();
    const peek = page.locator('.peekview-widget');
    await peek.locator('.head .meta').filter({ hasText: `(${places})` }).or(peek.locator('.ref-tree .monaco-list-row').first()).first().waitFor();
    await workbench.picture('peek');
    // The keyboard is in the editor, though the panel is drawn anew when a text opens.
    await page.keyboard.press('Escape');
    await peek.waitFor({ state: 'detached' });
  });

  test('a word of the talks in a Markdown text has a hover', async () => {
    const { workbench } = session;
    const notes = await workbench.open('NOTES.md');
    await notes.goTo(3, 13);
    expect(await notes.hover('Polars')).toContain('adopt');
    await workbench.picture('word-hover');
  });
});
