import { expect, test } from 'vitest';
import { pageWeightHover } from '../../../src/carbon/page/page-weight-hover.js';
import { Neighbourhood } from '../../../src/workspace/neighbourhood.js';
import { exampleFiles } from '../../../src/workspace/example-files.js';
import { nodeClock } from '../../../src/platform/node.js';
import { readAsset, testEngine } from '../../support/engine.js';

/** What the hover says at `|` in a text of the path, with pictures of the tests around it. */
async function hoverAt(path: string, marked: string, assets: Readonly<Record<string, string>>) {
  const engine = await testEngine();
  const at = { line: 0, character: 0 };
  const files = Object.entries(assets).map(([name, asset]) => ({ path: name, asset: `images/${asset}`, language: '', text: '', lines: [], at }));
  const neighbourhood = new Neighbourhood('', { files: await exampleFiles({ verdict: 'good', files }, readAsset), clock: nodeClock, open: (input) => engine.open(input), classesOf: (path) => engine.classesOf(path) });
  const document = await engine.open({ path, text: marked.replace('|', ''), neighbourhood });
  if (!document) throw new Error(`no language claims ${path}`);
  try {
    const ask = () => pageWeightHover(document, marked.indexOf('|'), document.surroundings);
    expect(ask()).toBeUndefined();
    const hover = await document.knowing(ask);
    return hover && { text: document.text.slice(hover.span.start, hover.span.end), markdown: hover.markdown };
  } finally {
    document.dispose();
    neighbourhood.dispose();
  }
}

test('an image has bytes, pixels and grams', async () => {
  const hover = await hoverAt('web/index.html', '<p><img alt="" src="img/he|ro.png?v=1"></p>', { 'web/img/hero.png': 'hero.png' });
  expect(hover?.text).toBe('img/hero.png?v=1');
  // 41,562 bytes * 10,000 views * 0.1482 g a megabyte = 61.6 g.
  expect(hover?.markdown).toMatch(/^\*\*hero\.png\*\* · 41\.6 kB · 160 × 100 pixels · 62 g CO2e per 10,000 views\n/);
});

test('style sheets, scripts, films and fonts are found where they are referred to', async () => {
  expect((await hoverAt('web/a.css', '@font-face { font-family: X; src: url("x.wo|ff2") format("woff2"); }', { 'web/x.woff2': 'hero.webp' }))?.markdown).toMatch(/^\*\*x\.woff2\*\* · 6\.4 kB · 9\.5 g/);
  expect((await hoverAt('index.html', '<video><source src="a.|mp4"></video>', { 'a.mp4': 'hero.png' }))?.text).toBe('a.mp4');
  expect((await hoverAt('src/a.tsx', 'import wheel from "./whe|el.gif";', { 'src/wheel.gif': 'wheel.gif' }))?.markdown).toContain('240 × 180 pixels, animated');
  expect((await hoverAt('src/a.tsx', 'const a = <div><video poster="/po|ster.jpg" /></div>;', { 'public/poster.jpg': 'street.jpg' }))?.markdown).toContain('65.7 kB');
});

test('links, other hosts, files that are not there and other places have none', async () => {
  expect(await hoverAt('index.html', '<a href="he|ro.png">save</a>', { 'hero.png': 'hero.png' })).toBeUndefined();
  expect(await hoverAt('index.html', '<img src="https://example.com/he|ro.png">', { 'hero.png': 'hero.png' })).toBeUndefined();
  expect(await hoverAt('index.html', '<img src="oth|er.png">', { 'hero.png': 'hero.png' })).toBeUndefined();
  expect(await hoverAt('index.html', '<i|mg src="hero.png">', { 'hero.png': 'hero.png' })).toBeUndefined();
  expect(await hoverAt('src/a.ts', 'import "./ot|her.js";', { 'src/other.js': 'hero.png' })).toBeUndefined();
});
