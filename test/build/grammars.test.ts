import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPinned } from '../../src/build/grammars.js';

let modules = '';

beforeAll(async () => {
  modules = await mkdtemp(join(tmpdir(), 'talklint-grammars-'));
  await mkdir(join(modules, 'some-grammar'));
  await writeFile(join(modules, 'some-grammar', 'some.wasm'), 'abc');
});

afterAll(() => rm(modules, { recursive: true, force: true }));

/** The checksum of `abc`, as FIPS 180-2 gives it. */
const CHECKSUM = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

test('the pinned file is taken', async () => {
  expect(Buffer.from(await readPinned(modules, { source: 'some-grammar/some.wasm', sha256: CHECKSUM })).toString()).toBe('abc');
});

test('another file is refused by one sentence that names it and the way out', async () => {
  const refused = readPinned(modules, { source: 'some-grammar/some.wasm', sha256: CHECKSUM.replace('b', 'c') });
  await expect(refused).rejects.toThrow(/^node_modules\/some-grammar\/some\.wasm has the checksum ba78.* instead of ca78.*; run npm ci .*\.$/);
});

test('a missing file is named', async () => {
  await expect(readPinned(modules, { source: 'some-grammar/other.wasm', sha256: CHECKSUM })).rejects.toThrow('node_modules/some-grammar/other.wasm is missing; run npm ci.');
});
