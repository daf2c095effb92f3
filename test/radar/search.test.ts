import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Blip, Knowledge } from '../../src/knowledge/model.js';
import { NO_KNOWLEDGE } from '../../src/knowledge/pack.js';
import { buildSearchIndex, Search, type SearchIndex } from '../../src/radar/search.js';
import { LONGEST_TOKEN, MOST_TOKENS, queryTokens } from '../../src/radar/tokens.js';

function blip(id: string, title: string, more: Partial<Blip> = {}): Blip {
  return { id, title, quadrant: 'tools', ring: 'trial', basis: 'inferred', talk: { talk: 'polars' }, aliases: [], detect: { strong: [], weak: [] }, related: [], rules: [], notes: [], markdown: `# ${title}\n`, ...more };
}

const knowledge: Knowledge = {
  ...NO_KNOWLEDGE,
  blips: [
    blip('sklearn', 'Scikit-learn', { detect: { strong: ['pypi:scikit-learn', 'py:sklearn'], weak: [] }, markdown: '# Scikit-learn\n\nModels for [tables](https://example.org).\n\nIt has `PCA`.\n' }),
    blip('hiplot', 'HiPlot', { aliases: ['parallel coordinates', 'Müller plot'] }),
    blip('least-privilege', 'Least privilege'),
    blip('twin-b', 'Twin'),
    blip('twin-a', 'Twin'),
  ],
  talks: [{
    id: 'polars', title: 'Polars: a DataFrame library in Rust', speakers: ['Ritchie Vink'], summary: 'Why Polars is fast.', markdown: '',
    sections: [{ anchor: 'polars', title: 'Polars', depth: 1, words: 'A talk.' }, { anchor: 'foundations', title: 'Foundations', depth: 2, words: 'Columns in memory, experiments, and pl.scan_csv for laziness.' }],
  }],
  rules: [{ id: 'polars/row-loop', group: 'polars', talk: { talk: 'polars' }, languages: ['python'], files: [], severity: 'warning', on: true, title: 'Loop over the rows of {DF}', summary: '`iterrows` is *slow*.', markdown: '# Loop\n\n```python\nrequests.get(url, verify=False)\n```\n', matchers: [], fixes: [], examples: [] }],
  tips: [{ id: 'moment', talk: { talk: 'polars' }, on: ['npm:moment'], title: 'A heavy clock', markdown: 'Dates are built in.' }],
};

const index = buildSearchIndex(knowledge);
const search = new Search(index);

function ids(query: string, limit = 10): string[] {
  return search.search(query, limit).map((result) => result.id);
}

describe('search', () => {
  it('finds blips, talks, sections, rules and tips, each with title and one line', () => {
    expect(search.search('scikit-learn', 1)[0]).toMatchObject({ kind: 'blip', id: 'sklearn', title: 'Scikit-learn', summary: 'Models for tables.' });
    expect(search.search('vink', 1)[0]).toMatchObject({ kind: 'talk', id: 'polars', summary: 'Why Polars is fast.' });
    expect(search.search('foundations', 1)[0]).toMatchObject({ kind: 'talk', id: 'polars#foundations', title: 'Foundations' });
    expect(search.search('iterrows', 1)).toEqual([]);
    expect(search.search('loop rows', 1)[0]).toMatchObject({ kind: 'rule', id: 'polars/row-loop', title: 'Loop over the rows of …', summary: 'iterrows is slow.' });
    expect(search.search('moment', 1)[0]).toMatchObject({ kind: 'tip', id: 'moment' });
  });

  it('finds names written apart, together, half or wrongly', () => {
    for (const query of ['hi plot', 'hi-plot', 'HIPLOT', 'hipl', 'hiplto', 'parallelcoordinates', 'muller', 'MÜLLER', 'coordinate']) expect(ids(query, 1), query).toEqual(['hiplot']);
    for (const query of ['scikit', 'scikitlearn', 'scikit_learn', 'sklearn', 'sikit lern', 'skleanr']) expect(ids(query, 1), query).toEqual(['sklearn']);
  });

  it('keeps words lunr would take for stop words, and follows inflection and unfinished words', () => {
    expect(ids('least', 1)).toEqual(['least-privilege']);
    for (const query of ['experiment', 'experimen', 'experimenting']) expect(ids(query, 1), query).toEqual(['polars#foundations']);
  });

  it('finds code', () => {
    for (const query of ['pl.scan_csv', 'scan_csv', 'scan csv', 'pl.scan_csv("orders.csv")']) expect(ids(query, 1), query).toEqual(['polars#foundations']);
    expect(ids('verify=False', 1)).toEqual(['polars/row-loop']);
  });

  it('drops question words unless there is nothing else', () => {
    expect(queryTokens('How do I use Polars?')).toEqual(['polars']);
    expect(queryTokens('what is it')).toEqual(['what', 'is', 'it']);
  });

  it('puts what answers all words before what answers one', () => {
    expect(ids('columns in memory polars')[0]).toBe('polars#foundations');
  });

  it('orders ties by id and gives the same answer after a trip through JSON', () => {
    expect(ids('twin')).toEqual(['twin-a', 'twin-b']);
    const copy = new Search(JSON.parse(JSON.stringify(index)) as SearchIndex);
    for (const query of ['polars', 'twin', 'scikt lern model']) expect(copy.search(query, 20), query).toEqual(search.search(query, 20));
    expect(JSON.stringify(buildSearchIndex(knowledge))).toBe(JSON.stringify(index));
  });

  it('gives no more than asked for', () => {
    expect(ids('twin', 1)).toHaveLength(1);
    expect(ids('twin', 0)).toEqual([]);
    expect(ids('twin', -3)).toEqual([]);
  });

  it('can search nothing at all', () => {
    expect(new Search(buildSearchIndex(NO_KNOWLEDGE)).search('polars', 10)).toEqual([]);
  });
});

const HOSTILE = [
  '', ' ', '\n\t', '*', '**', '~', '~2', 'rust^', 'polars~', 'polars~99999999', 'filetype:pdf', 'aws:iam', '::', '+', '-', '-foo', '+polars -polars', '^', '^1e309', 'a*b*c*', '*'.repeat(3000),
  'a'.repeat(3000), 'ab '.repeat(2000), '\u0000', '\uD800', 'e\u0301'.repeat(500), '\uFDFA'.repeat(200), '🐼'.repeat(300), '한국어 검색', '検索', 'ﬁ ﬀ', '__proto__', 'constructor toString', '"; DROP TABLE', '<script>', '../../etc', 'title:polars', 'c++ c#', '\u202Eevil',
];

describe('hostile queries', () => {
  it('never throw', () => {
    for (const query of HOSTILE) expect(() => search.search(query, 10), JSON.stringify(query.slice(0, 30))).not.toThrow();
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (query) => search.search(query, 10).length <= 10));
  });

  it('are never read as query syntax', () => {
    expect(ids('-foo')).toEqual([]);
    expect(ids('*')).toEqual([]);
    expect(ids('title:twin')).toEqual(ids('title twin'));
    expect(ids('twin^0 ')).toContain('twin-a');
  });

  it('are cut before they cost anything', () => {
    for (const query of HOSTILE) {
      const tokens = queryTokens(query);
      expect(tokens.length).toBeLessThanOrEqual(MOST_TOKENS);
      for (const token of tokens) expect(token.length).toBeLessThanOrEqual(LONGEST_TOKEN);
    }
  });
});
