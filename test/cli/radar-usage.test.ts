import { describe, expect, test } from 'vitest';
import { folderWith, talklint } from '../support/cli.js';

interface Printed {
  readonly blips: readonly { readonly id: string; readonly ring: string; readonly usages: readonly { readonly file: string; readonly line: number }[] }[];
}

describe('radar usage', () => {
  const files = {
    'requirements.txt': 'requests==2\npolars==1.9.0\n',
    'app/load.py': 'import os\nimport pandas as pd\n',
    'app/Web.csproj': '<Project><PackageReference Include="Confluent.Kafka" /></Project>',
    'node_modules/x/package.json': '{"dependencies":{"kafkajs":"1"}}',
  };

  test('lists places by ring, as text and as JSON', async () => {
    const folder = await folderWith(files);
    const { status, out } = await talklint(['radar', 'usage', '--format', 'json'], folder);
    const { blips } = JSON.parse(out) as Printed;
    expect(status).toBe(0);
    expect(Object.fromEntries(blips.map(({ id, ring, usages }) => [id, [ring, ...usages.map(({ file, line }) => `${file}:${line}`)]]))).toMatchObject({
      polars: ['adopt', 'requirements.txt:2'],
      pandas: ['hold', 'app/load.py:2'],
      'low-latency-data': ['adopt', 'app/Web.csproj:1'],
    });
    const { out: text } = await talklint(['radar', 'usage'], folder);
    expect(text).toMatch(/hold\n(.*\n)*\s+pandas\n\s+app\/load\.py:2/);
  });

  test('reads only the named paths, and says which is not there', async () => {
    const folder = await folderWith(files);
    const { status, out, err } = await talklint(['radar', 'usage', 'app', 'gone', '--format', 'json'], folder);
    expect(status).toBe(2);
    expect(err).toContain('gone');
    expect((JSON.parse(out) as Printed).blips.map(({ id }) => id)).not.toContain('polars');
  });
});
