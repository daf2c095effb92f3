import { afterEach, describe, expect, test } from 'vitest';
import { BLIP, RADAR, USAGES_CHANGED } from '../../src/protocol/requests.js';
import { LanguageClient, type ClientOptions } from '../support/language-client.js';

let client: LanguageClient;

async function start(options: ClientOptions): Promise<void> {
  client = await LanguageClient.start(options);
}

afterEach(async () => {
  await client.dispose();
});

async function usagesOf(id: string): Promise<readonly string[]> {
  return (await client.ask(BLIP, { id }))?.usages.map(({ label }) => label) ?? [];
}

const BLIP_PAGE = `---
id: left-pad
title: Left pad
quadrant: tools
ring: hold
basis: explicit
talk: polars
aliases: []
detect:
  strong: ["npm:left-pad"]
  weak: []
related: []
rules: []
---
# Left pad

Write the one line.
`;

describe('usages', () => {
  test('follow what is typed, and what closes unsaved is as its file holds it', async () => {
    await start({ files: { 'requirements.txt': 'polars==1.9.0\n', 'load.py': 'import os\n' } });
    expect(await usagesOf('polars')).toEqual(['requirements.txt:1']);
    const uri = await client.open('load.py', 'import os\n', 'python');
    await client.change(uri, 2, 'import os\nimport polars as pl\n');
    expect(await usagesOf('polars')).toEqual(['load.py:2', 'requirements.txt:1']);
    await client.close(uri);
    expect(await usagesOf('polars')).toEqual(['requirements.txt:1']);
  });

  test('follow files that come, change and go, and folders that go as a whole', async () => {
    await start({ files: { 'a/package.json': '{"dependencies":{"kafkajs":"2"}}' } });
    expect(await usagesOf('low-latency-data')).toEqual(['a/package.json:1']);
    await client.write('b/pom.xml', '<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-clients</artifactId></dependency>');
    expect(await usagesOf('low-latency-data')).toEqual(['a/package.json:1', 'b/pom.xml:1']);
    await client.write('a/package.json', '{"dependencies":{"axios":"1"}}');
    expect(await usagesOf('low-latency-data')).toEqual(['b/pom.xml:1']);
    await client.remove('b');
    expect(await usagesOf('low-latency-data')).toEqual([]);
  });

  test('files that prove a use by being there', async () => {
    await start({ files: { 'deploy/Chart.yaml': 'name: tulip\n' } });
    expect(await usagesOf('kubernetes')).toEqual(['deploy/Chart.yaml']);
  });

  test('ignored and vendored files do not count, also when they come later', async () => {
    await start({ files: { '.gitignore': 'build/\n', 'app/.gitignore': 'made.py\n', 'app/a.py': 'import polars\n' } });
    expect(await usagesOf('polars')).toEqual(['app/a.py:1']);
    for (const path of ['build/b.py', 'app/made.py', 'node_modules/x/c.py', 'app/.venv/d.py']) await client.write(path, 'import polars\n');
    expect(await usagesOf('polars')).toEqual(['app/a.py:1']);
    await client.write('.gitignore', 'app/a.py\n');
    expect(await usagesOf('polars')).toEqual(['build/b.py:1']);
  });

  test('a blip that is added to a pack is found in files read before', async () => {
    await start({ files: { 'package.json': '{"dependencies":{"left-pad":"1"}}' } });
    expect((await client.ask(RADAR, {})).blips.filter(({ id }) => id === 'left-pad')).toEqual([]);
    await client.write('.talklint/radar/left-pad.md', BLIP_PAGE);
    await expect.poll(() => usagesOf('left-pad')).toEqual(['package.json:1']);
  });

  test('the editor is told of a change once it has asked', async () => {
    await start({ files: { 'load.py': 'import os\n' } });
    const uri = await client.open('load.py', 'import os\n', 'python');
    await client.ask(RADAR, {});
    await client.change(uri, 2, 'import polars\n');
    await expect.poll(() => client.told).toContain(USAGES_CHANGED.method);
  });
});
