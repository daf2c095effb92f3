import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Session } from './support/session.js';

/** Pictures of every surface in a light and a dark theme, for people to look at; each is taken once its surface is drawn. */
describe.each([
  ['light', 'Default Light Modern'],
  ['dark', 'Default Dark Modern'],
])('pictures in a %s theme', (name, theme) => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.start({ host: 'desktop', sample: 'sample', settings: { 'workbench.colorTheme': theme, 'editor.minimap.enabled': false } });
  });

  afterAll(async () => {
    await session.stop();
  });

  test('squiggle and hover, lens, actions', async () => {
    const { workbench, page } = session;
    const trips = await workbench.open('pipeline/trips.py');
    await trips.squiggles('warning', 1);
    await trips.goTo(15, 10);
    await trips.hover('Measured');
    await workbench.picture(`${name}-hover`);
    await page.keyboard.press('Escape');
    const pricing = await workbench.open('pipeline/pricing.py');
    await pricing.lenses(['Predictable: reads the clock and env']);
    await workbench.picture(`${name}-lens`);
    const region = await workbench.open('infra/terraform/main.tf');
    await region.squiggles('info', 1);
    await region.goTo(11, 15);
    await region.hover('g CO2e per kWh');
    await workbench.picture(`${name}-region`);
    await page.keyboard.press('Escape');
    await workbench.actionsPicture(`${name}-actions`, region, 'Move to ca-central-1');
  });

  test('an image is weighed by its real bytes, a push by the jobs it starts, a machine by its watts', async () => {
    const { workbench, page } = session;
    const html = await workbench.open('web/index.html');
    await html.goTo(15, 22);
    expect(await html.hover('per 10,000 views')).toMatch(/\d kB/);
    await workbench.picture(`${name}-image`);
    await page.keyboard.press('Escape');
    const workflow = await workbench.open('.github/workflows/pipeline.yml');
    await workflow.goTo(2, 2);
    await workflow.hover('A push to a pull request starts');
    await workbench.picture(`${name}-pipeline`);
    await page.keyboard.press('Escape');
    const machines = await workbench.open('infra/terraform/dispatch.tf');
    await workbench.until(async () => (await machines.lensLinks.count()) > 0, 'see a carbon lens');
    await workbench.picture(`${name}-carbon-lens`);
  });

  test('radar, blip, search, reader', async () => {
    const { workbench, page } = session;
    await workbench.command('Talklint: Search the Radar');
    await workbench.radar.getByRole('button', { name: /^Polars, used here\. .*\. Adopt$/ }).waitFor();
    await workbench.picture(`${name}-radar`);
    await page.keyboard.type('data frame');
    await workbench.radar.getByRole('heading', { name: /^In the talks/ }).waitFor();
    await workbench.picture(`${name}-search`);
    await page.keyboard.press('Enter');
    await workbench.radar.getByRole('heading', { level: 1 }).waitFor();
    await workbench.picture(`${name}-blip`);
    await workbench.command('Talklint: Open a Talk');
    await workbench.choose('Polars');
    await workbench.reader.getByRole('heading', { name: 'What to do on Monday' }).waitFor();
    await workbench.picture(`${name}-reader`);
  });
});
