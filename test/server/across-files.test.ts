import { afterEach, describe, expect, test } from 'vitest';
import { LanguageClient } from '../support/language-client.js';

const SENSOR = 'export class Sensor {\n  pop(): number {\n    return 16 + 6 * Math.random();\n  }\n}\n';
const FIXED = 'export class Sensor {\n  pop(): number {\n    return 16;\n  }\n}\n';
const ALARM = "import { Sensor } from './sensor.js';\n\nexport class Alarm {\n  private readonly sensor = new Sensor();\n  private on = false;\n\n  check(): void {\n    if (this.sensor.pop() < 17) this.on = true;\n  }\n}\n";
const SAID = 'Composable: builds its own `Sensor`, which reads randomness: a test cannot replace it';

let client: LanguageClient | undefined;

/** The folder is read in the background, on a machine that may have much else to do. */
const PATIENT = { timeout: 20_000 };

afterEach(async () => {
  await client?.dispose();
  client = undefined;
});

async function start(files: Readonly<Record<string, string>>): Promise<{ readonly server: LanguageClient; readonly titles: (uri: string) => Promise<(string | undefined)[]> }> {
  const server = await LanguageClient.start({ files });
  client = server;
  return { server, titles: async (uri) => (await server.lenses(uri)).map(({ command }) => command?.title) };
}

describe('effects followed across files', () => {
  test('answers come at once, and lenses are asked for anew when the folder is read', async () => {
    const { server, titles } = await start({ 'src/sensor.ts': SENSOR, 'src/alarm.ts': ALARM });
    const uri = await server.open('src/alarm.ts', ALARM, 'typescript');
    // The first answer waits for the engine, not for the folder.
    await titles(uri);
    await expect.poll(() => titles(uri), PATIENT).toEqual([SAID]);
    expect(server.lensRefreshes).toBeGreaterThanOrEqual(1);
    const [lens] = await server.lenses(uri);
    expect(lens?.command?.arguments?.[0]).toMatchObject({ evidence: [{ label: 'builds Sensor', range: { start: { line: 3 } } }, { label: 'reads randomness: via Sensor.pop', range: { start: { line: 7 } } }] });
    // Nothing was new since the text was opened; only more was known.
    expect(lens?.command?.title).not.toContain('since');
  });

  test('a file that changes, goes or comes changes what is said about others', async () => {
    const { server, titles } = await start({ 'src/sensor.ts': SENSOR, 'src/alarm.ts': ALARM });
    const uri = await server.open('src/alarm.ts', ALARM, 'typescript');
    await titles(uri);
    await expect.poll(() => titles(uri), PATIENT).toEqual([SAID]);
    const before = server.lensRefreshes;
    await server.write('src/sensor.ts', FIXED);
    await expect.poll(() => server.lensRefreshes, PATIENT).toBeGreaterThan(before);
    expect((await titles(uri)).filter((title) => title?.startsWith(SAID))).toEqual([]);
    await server.write('src/sensor.ts', SENSOR);
    await expect.poll(() => titles(uri), PATIENT).toEqual([SAID]);
    await server.remove('src/sensor.ts');
    await expect.poll(async () => (await titles(uri)).filter((title) => title?.startsWith(SAID)), PATIENT).toEqual([]);
  });

  test('a text counts as it is in the editor, also before it is saved', async () => {
    const { server, titles } = await start({ 'src/sensor.ts': FIXED, 'src/alarm.ts': ALARM });
    const alarm = await server.open('src/alarm.ts', ALARM, 'typescript');
    const sensor = await server.open('src/sensor.ts', FIXED, 'typescript');
    expect(await titles(alarm)).toEqual([]);
    await expect.poll(() => server.lensRefreshes, PATIENT).toBeGreaterThanOrEqual(1);
    expect(await titles(alarm)).toEqual([]);
    await server.change(sensor, 2, SENSOR);
    await titles(sensor);
    expect((await titles(alarm)).map((title) => title?.includes('own `Sensor`'))).toEqual([true]);
  });
});
