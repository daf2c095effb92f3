import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../src/document/position.js';
import type { Blip, Tip } from '../../src/knowledge/model.js';
import { NO_KNOWLEDGE } from '../../src/knowledge/pack.js';
import { DetectionTable } from '../../src/radar/detection.js';
import { mentionsIn } from '../../src/radar/mentions.js';
import { blipDetail, radarOverview } from '../../src/radar/overview.js';
import { UsageIndex } from '../../src/radar/usage.js';

function blip(id: string, strong: readonly string[], more: Partial<Blip> = {}): Blip {
  return { id, title: id, quadrant: 'tools', ring: 'trial', basis: 'inferred', talk: { talk: 'polars', anchor: 'arrow' }, aliases: [], detect: { strong, weak: [] }, related: [], rules: [], notes: [], markdown: '', ...more };
}

function tip(id: string, on: readonly string[]): Tip {
  return { id, talk: { talk: 'polars' }, on, title: id, markdown: '' };
}

const pandas = blip('pandas', ['pypi:pandas', 'py:pandas'], { ring: 'hold', title: 'pandas' });
const sklearn = blip('sklearn', ['pypi:Scikit_Learn', 'py:sklearn*'], { title: 'Scikit-learn', related: ['pandas', 'nowhere'], rules: ['human/fit-on-test', 'no/rule'] });
const carbon = blip('carbon', ['npm:@cloud-carbon-footprint/*'], { ring: 'adopt' });
const vpn = blip('vpn', ['tf:aws_vpn_*', 'file:*.ovpn', 'file:infra/wg?.conf'], { detect: { strong: ['tf:aws_vpn_*', 'file:*.ovpn', 'file:infra/wg?.conf'], weak: ['tf:aws_security_group'] } });
const table = new DetectionTable({ blips: [pandas, sklearn, carbon, vpn], tips: [tip('any-aws', ['tf:aws_*']), tip('vpn-gateway', ['tf:aws_vpn_gateway', 'tf:aws_vpn_*'])] });

describe('the detection table', () => {
  it('finds exact keys, and the beginning of keys that end in a star', () => {
    expect(table.blips('py:pandas')).toEqual([pandas]);
    expect(table.blips('py:pandas_extras')).toEqual([]);
    expect(table.blips('py:sklearn.linear_model')).toEqual([sklearn]);
    expect(table.blips('npm:@cloud-carbon-footprint/core')).toEqual([carbon]);
    expect(table.blips('npm:@cloud-carbon')).toEqual([]);
  });

  it('takes spellings an ecosystem holds to be equal as one name', () => {
    expect(table.blips('pypi:scikit.learn')).toEqual([sklearn]);
    expect(new DetectionTable({ blips: [blip('arrow', ['go:github.com/apache/arrow-go/v18', 'docker:library/node'])], tips: [] }).blips('docker:node')).toHaveLength(1);
  });

  it('lists the most specific tip first and each once', () => {
    expect(table.tips('tf:aws_vpn_gateway').map((found) => found.id)).toEqual(['vpn-gateway', 'any-aws']);
    expect(table.tips('tf:google_vpn')).toEqual([]);
  });

  it('leaves weak keys out', () => {
    expect(table.blips('tf:aws_security_group')).toEqual([]);
  });

  it('knows blips by the presence of a file', () => {
    expect(table.blipsOfFile('deep/down/office.ovpn')).toEqual([vpn]);
    expect(table.blipsOfFile('infra/wg0.conf')).toEqual([vpn]);
    expect(table.blipsOfFile('other/infra/wg0.conf')).toEqual([]);
  });
});

function file(path: string, text: string) {
  return { uri: `file:///w/${path}`, path, lines: new LineIndex(text), mentions: mentionsIn({ path, text }) };
}

describe('usages', () => {
  const first = file('a/requirements.txt', '# 🐼\r\npandas\r\nscikit-learn\r\n');
  const second = file('b/requirements.txt', 'pandas==2\npolars\npandas==2\n');

  it('are the same whatever the order of the files', () => {
    const forth = new UsageIndex(table);
    const back = new UsageIndex(table);
    for (const each of [first, second]) forth.replace(each);
    for (const each of [second, first, second]) back.replace(each);
    expect(back.usages('pandas')).toEqual(forth.usages('pandas'));
    expect(forth.usages('pandas')).toEqual([
      { uri: 'file:///w/a/requirements.txt', range: { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } }, label: 'a/requirements.txt:2' },
      { uri: 'file:///w/b/requirements.txt', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } }, label: 'b/requirements.txt:1' },
      { uri: 'file:///w/b/requirements.txt', range: { start: { line: 2, character: 0 }, end: { line: 2, character: 6 } }, label: 'b/requirements.txt:3' },
    ]);
  });

  it('follow a file that changes or goes', () => {
    const index = new UsageIndex(table);
    index.replace(first);
    expect(index.isUsed('sklearn')).toBe(true);
    index.replace(file('a/requirements.txt', 'pandas\n'));
    expect(index.isUsed('sklearn')).toBe(false);
    expect(index.isUsed('pandas')).toBe(true);
    index.remove(first.uri);
    expect(index.usages('pandas')).toEqual([]);
  });

  it('count one per line and blip, and a file by its presence', () => {
    const index = new UsageIndex(table);
    const mentions = [
      { key: 'py:sklearn.svm', span: { start: 5, end: 16 } },
      { key: 'py:sklearn', span: { start: 5, end: 12 } },
    ];
    index.replace({ uri: 'file:///w/x.py', path: 'x.py', lines: new LineIndex('from sklearn.svm import SVC'), mentions });
    index.replace(file('office.ovpn', ''));
    expect(index.usages('sklearn').map((usage) => usage.range.end.character)).toEqual([12]);
    expect(index.usages('vpn').map((usage) => usage.label)).toEqual(['office.ovpn']);
  });
});

describe('overview and detail', () => {
  const knowledge = {
    ...NO_KNOWLEDGE,
    blips: [pandas, sklearn, carbon, vpn],
    talks: [{ id: 'polars', title: 'Polars', speakers: ['R'], summary: '', sections: [], markdown: '' }, { id: 'osint', title: 'OSINT', speakers: ['S'], summary: '', sections: [], markdown: '' }],
    rules: [{ id: 'human/fit-on-test', group: 'human', languages: [], files: [], severity: 'warning', on: true, title: '{MODEL} is fitted on test data', summary: '', markdown: '', matchers: [], fixes: [], examples: [] } as const],
  };
  const usages = new UsageIndex(table);
  usages.replace(file('requirements.txt', 'scikit-learn\n'));

  it('lists blips by ring, then title, with what is used here and the talks that have blips', () => {
    const overview = radarOverview(knowledge, usages);
    expect(overview.blips.map((each) => `${each.ring} ${each.id} ${each.usedHere}`)).toEqual(['adopt carbon false', 'trial sklearn true', 'trial vpn false', 'hold pandas false']);
    expect(overview.talks).toEqual([{ id: 'polars', title: 'Polars' }]);
  });

  it('gathers all about one blip and leaves out what does not exist', () => {
    const detail = blipDetail(knowledge, 'sklearn', '<p>x</p>', usages);
    expect(detail).toMatchObject({ html: '<p>x</p>', talkTitle: 'Polars', talkReference: 'polars#arrow', rules: [{ id: 'human/fit-on-test', title: '… is fitted on test data' }] });
    expect(detail?.related.map((other) => other.id)).toEqual(['pandas']);
    expect(detail?.usages.map((usage) => usage.label)).toEqual(['requirements.txt:1']);
    expect(blipDetail(knowledge, 'nothing', '', usages)).toBeUndefined();
  });
});
