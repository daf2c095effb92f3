import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUADRANTS, RINGS } from '../../src/knowledge/model.js';
import { renderMarkdown } from '../../src/knowledge/render.js';
import { readAoe } from '../../src/radar/formats/aoe.js';
import { ownBlips } from '../../src/radar/formats/own-blips.js';
import { keyOf, type RadarItem, type ReadRadar } from '../../src/radar/formats/radar-file.js';
import { readRadarText } from '../../src/radar/formats/read.js';
import { writeRadar, type RadarFormat } from '../../src/radar/formats/write.js';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.stringMatching(/^[ -~\r\n",]{0,80}$/));
const title = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), fc.stringMatching(/^[A-Za-z"',;:#&<>*|{}[\]%-][ -~]{0,20}$/)).map((value) => value.trim()).filter((value) => value !== '');
const ring = fc.constantFrom(...RINGS);
const quadrant = fc.constantFrom(...QUADRANTS);
const movement = fc.constantFrom('new', 'in', 'out', 'none', undefined);
const date = fc.date({ min: new Date('2000-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10));

type Release = NonNullable<RadarItem['releases']>[number];

/** Without the keys whose value is undefined. */
function clean<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;
}

function radars(item: fc.Arbitrary<RadarItem>, key: (item: RadarItem) => string = ({ title: name }) => keyOf(name)): fc.Arbitrary<RadarItem[]> {
  return fc.uniqueArray(item, { minLength: 1, maxLength: 12, selector: ({ title: name }) => name.toLowerCase() }).map((items) => {
    const seen = new Set<string>();
    return items.map((one) => ({ ...one, key: key(one) })).filter((one) => !seen.has(one.key) && Boolean(seen.add(one.key)));
  });
}

function again(items: readonly RadarItem[], format: RadarFormat): Pick<ReadRadar, 'items' | 'problems'> {
  const written = writeRadar(items, format, '2026-11-25');
  return 'text' in written ? readRadarText(format === 'byor-csv' ? 'radar.csv' : 'radar.json', written.text) : readAoe(written.pages);
}

function losesNothing(format: RadarFormat, arbitrary: fc.Arbitrary<RadarItem[]>): void {
  fc.assert(
    fc.property(arbitrary, (items) => {
      expect(again(items, format)).toMatchObject({ items, problems: [] });
      expect(again(items, format).items).toEqual(items);
    }),
    { numRuns: 300 },
  );
}

describe('what is written is read again without loss', () => {
  const byor = radars(fc.record({ key: fc.constant(''), title, ring, quadrant, description: text, movement }).map(clean) as fc.Arbitrary<RadarItem>);
  it('build-your-own-radar, CSV', () => {
    losesNothing('byor-csv', byor);
  });
  it('build-your-own-radar, JSON', () => {
    losesNothing('byor-json', byor);
  });
  it('Zalando', () => {
    losesNothing('zalando', radars(fc.record({ key: fc.constant(''), title, ring, quadrant, description: fc.constant(''), movement, link: fc.option(fc.webUrl(), { nil: undefined }), shown: fc.constantFrom(true, false, undefined) }).map(clean) as fc.Arbitrary<RadarItem>));
  });

  const releases = (release: fc.Arbitrary<Release>) => fc.uniqueArray(release, { minLength: 1, maxLength: 4, selector: ({ date: day }) => day }).map((list) => list.sort((a, b) => (a.date < b.date ? 1 : -1)));

  it('Backstage', () => {
    const release = fc.record({ date, ring, movement: fc.constantFrom('in', 'out', 'none', undefined), description: text }).map(clean) as fc.Arbitrary<Release>;
    const item = fc.record({ title, quadrant, description: text, link: fc.option(fc.webUrl(), { nil: undefined }), releases: releases(release) }).map(({ releases: list, ...rest }) => clean({ key: '', ...rest, ring: list[0]?.ring ?? 'adopt', movement: list[0]?.movement, releases: list }) as RadarItem);
    losesNothing('backstage', radars(item));
  });

  it('AOE', () => {
    // A page ends with a line end of its own, and keeps those of the text only as the text has them.
    const body = text.map((value) => value.replaceAll('\r', ''));
    const item = fc
      .record({ title, quadrant, tags: fc.option(fc.array(title, { maxLength: 3 }), { nil: undefined }), shown: fc.constantFrom(true, false, undefined), releases: releases(fc.record({ date, ring, description: body })) })
      .map(({ releases: list, ...rest }) => clean({ key: '', ...rest, ring: list[0]?.ring ?? 'adopt', description: list.find(({ description }) => description.trim() !== '')?.description ?? '', releases: list }) as RadarItem);
    const arbitrary = radars(item, ({ title: name }) => keyOf(name).replace(/[^a-z0-9]/g, '') || 'x').map((items) => [...items].sort((a, b) => (a.key < b.key ? -1 : 1)));
    fc.assert(
      fc.property(arbitrary, (items) => {
        const { items: found, problems } = again(items, 'aoe');
        expect(problems).toEqual([]);
        expect([...found].sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual(items);
      }),
      { numRuns: 300 },
    );
  });
});

/** Each problem as `line:character message`, counted from 1. */
function complaints(path: string, content: string): string[] {
  return readRadarText(path, content).problems.map(({ at, message }) => `${at.line + 1}:${at.character + 1} ${message}`);
}

const HEADER = 'name,ring,quadrant,isNew,description\n';

describe('what others write', () => {
  it('Caution is Hold, and names of quadrants come in many spellings', () => {
    const { items, problems } = readRadarText('radar.csv', `\uFEFFname,ring,quadrant,isNew,description,status\r\nA,Caution,languages-and-frameworks,FALSE,,moved out\r\nB,ADOPT,Languages & Frameworks,TRUE,"x, ""y""\nz",\r\n\r\nC,hold,Platforms,,,`);
    expect(problems).toEqual([]);
    expect(items).toMatchObject([{ title: 'A', ring: 'hold', quadrant: 'languages-and-frameworks', movement: 'out' }, { title: 'B', ring: 'adopt', movement: 'new', description: 'x, "y"\nz' }, { title: 'C', ring: 'hold', quadrant: 'platforms' }]);
  });

  it('Backstage with ids of its own, Zalando with names of its own', () => {
    const backstage = { quadrants: [{ id: 'q1', name: 'Process' }], rings: [{ id: 'r1', name: 'Caution', color: '#000' }], entries: [{ id: 'x', key: 'x', title: 'X', quadrant: 'q1', timeline: [{ date: '2024-01-02T00:00:00Z', ringId: 'r1', moved: -1 }] }] };
    expect(readRadarText('radar.json', JSON.stringify(backstage))).toMatchObject({ problems: [], items: [{ key: 'x', ring: 'hold', quadrant: 'techniques', movement: 'out', releases: [{ date: '2024-01-02' }] }] });
    const zalando = { date: '2026.05', quadrants: [{ name: 'Tools' }], rings: [{ name: 'HOLD' }], entries: [{ label: 'Y', quadrant: 0, ring: 0, moved: 1, active: true }] };
    expect(readRadarText('radar.json', JSON.stringify(zalando))).toMatchObject({ date: '2026.05', problems: [], items: [{ title: 'Y', ring: 'hold', quadrant: 'tools', movement: 'in', shown: true }] });
  });

  it('a later AOE release merges over the earlier', () => {
    const { items, problems } = readAoe([
      { path: '2024-01-01/polars.md', text: '---\ntitle: Polars\nring: assess\nquadrant: languages-and-frameworks\ntags: [data]\n---\n\nLook at it.\n' },
      { path: '2026-01-01/polars.md', text: '---\nring: Adopt\n---\n' },
    ]);
    expect(problems).toEqual([]);
    expect(items).toEqual([{ key: 'polars', title: 'Polars', ring: 'adopt', quadrant: 'languages-and-frameworks', description: 'Look at it.', tags: ['data'], releases: [{ date: '2026-01-01', ring: 'adopt', description: '' }, { date: '2024-01-01', ring: 'assess', description: 'Look at it.' }] }]);
  });
});

describe('bad input is told at its place, and the rest is kept', () => {
  it.each([
    ['unknown ring', 'radar.csv', `${HEADER}A,Someday,Tools,,\nB,Hold,Tools,,`, ['2:3 the ring "Someday" is unknown; write Adopt, Trial, Assess or Hold.'], 1],
    ['unknown quadrant', 'radar.csv', `${HEADER}A,Hold,Food,,`, ['2:8 the quadrant "Food" is unknown; write Techniques, Tools, Platforms or Languages & Frameworks.'], 0],
    ['the same name twice', 'radar.csv', `${HEADER}A,Hold,Tools,,\na,Adopt,Tools,,`, ['3:1 "a" is on this radar twice; the first counts, so rename or remove this one.'], 1],
    ['a quote that is never closed', 'radar.csv', `${HEADER}A,Hold,Tools,,"x\nB,Hold,Tools,,`, ['2:15 this quote is never closed; write " at the end of the field, and "" for a quote within it.'], 0],
    ['a quote inside a field', 'radar.csv', `${HEADER}A 6" disk,Hold,Tools,,\nB,Hold,Tools,,`, ['2:4 a quote stands inside a field, so it is read as written; put the whole field in quotes and write "" for a quote within it.'], 2],
    ['text after a quote', 'radar.csv', `${HEADER}"A"x,Hold,Tools,,\nB,Hold,Tools,,`, ['2:4 text follows the closing quote, so the field is read as written; put the whole field in quotes and write "" for a quote within it.'], 2],
    ['commas in a name without quotes', 'radar.csv', `${HEADER}Scala, the good parts,Hold,Tools,,\nB,Hold,Tools,,`, ['2:1 this name has a comma and no quotes; it is read as one name, so put it in quotes.'], 2],
    ['a missing column', 'radar.csv', 'name,quadrant\nA,Tools', ['1:1 the first line names no column ring, description; a radar has the columns name,ring,quadrant,isNew,description.'], 0],
    ['an empty file', 'radar.csv', '\uFEFF \n', ['1:1 this radar is empty; write blips into it, or remove the file.'], 0],
    ['a header alone', 'radar.csv', HEADER, ['1:1 this radar has no blip yet; add a line for one.'], 0],
    ['broken JSON', 'radar.json', '[{"name":"A"},\n {"name" "B"}]', ['2:10 this is no JSON from here on; mend it.'], 0],
    ['JSON of something else', 'radar.json', '{"compilerOptions":{}}', ['1:1 this is no radar we know; write a list of blips as build-your-own-radar has it, or the JSON of Zalando or Backstage with "entries".'], 0],
    ['an empty timeline', 'radar.json', '{"entries":[{"title":"A","quadrant":"tools","timeline":[]}]}', ['1:56 the timeline is empty; write at least one item with date and ringId.'], 0],
    ['a ring number', 'radar.json', '{"entries":[{"label":"A","quadrant":0,"ring":7}]}', ['1:46 the ring "7" is unknown; write 0 for Adopt, 1 for Trial, 2 for Assess or 3 for Hold.'], 0],
  ])('%s', (_, path, content, expected, kept) => {
    expect(complaints(path, content)).toEqual(expected);
    expect(readRadarText(path, content).items).toHaveLength(kept);
  });

  it('500 blips are read, more are cut with one sentence', () => {
    const rows = (count: number) => HEADER + Array.from({ length: count }, (_, at) => `Blip ${at},Hold,Tools,,\n`).join('');
    expect(readRadarText('radar.csv', rows(500))).toMatchObject({ problems: [], items: { length: 500 } });
    expect(readRadarText('radar.csv', rows(700)).items).toHaveLength(500);
    expect(complaints('radar.csv', rows(700))).toEqual(['502:1 this radar has more than 500 blips; from here on they are left out, so split it.']);
  });

  it('nothing throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', HEADER, '[{"name":', '{"entries":[{"timeline":', '---\nring: '), (rest, start) => {
        for (const path of ['radar.csv', 'radar.json']) expect(Array.isArray(readRadarText(path, start + rest).items)).toBe(true);
        expect(Array.isArray(readAoe([{ path: '2026-01-01/a.md', text: start + rest }]).items)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(readRadarText('radar.json', '['.repeat(200_000)).items).toEqual([]);
    expect(readAoe([{ path: 'a.md', text: `---\nring: ${'['.repeat(100_000)}\n---\n` }]).items).toEqual([]);
  });

  it('HTML and script in descriptions come out harmless', () => {
    const description = '<p>Use <strong>it</strong>, see <a href="https://a.b/c">this</a> or <a href="javascript:alert(1)">that</a>.</p><script>alert(2)</script><img src=x onerror=alert(3)><ul><li>One</li></ul> a &lt; b';
    const items = [{ key: 'a', title: 'A <script>x</script>', ring: 'hold', quadrant: 'tools', description, link: 'javascript:alert(4)' }] as const;
    const [blip] = ownBlips('radar.csv', items, { blips: [] });
    const html = renderMarkdown(blip?.markdown ?? '');
    expect(html).toContain('<strong>it</strong>');
    expect(html).toContain('<a href="https://a.b/c">this</a>');
    expect(html).toContain('<li>One</li>');
    expect(html).not.toMatch(/script|javascript|onerror|alert|<img/);
  });
});
