import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { readImageHeader } from '../../../src/carbon/page/image-header.js';
import { root } from '../../support/engine.js';

const asset = async (name: string) => new Uint8Array(await readFile(`${root}/test/assets/images/${name}`));

describe('readImageHeader', () => {
  test.each([
    ['hero.png', { format: 'png', width: 160, height: 100, animated: false }],
    ['blink.png', { format: 'png', width: 20, height: 10, animated: true }],
    ['street.jpg', { format: 'jpeg', width: 240, height: 150, animated: false }],
    ['still.gif', { format: 'gif', width: 20, height: 10, animated: false }],
    ['once.gif', { format: 'gif', width: 20, height: 10, animated: true }],
    ['wheel.gif', { format: 'gif', width: 240, height: 180, animated: true }],
    ['hero.webp', { format: 'webp', width: 160, height: 100, animated: false }],
    ['lossless.webp', { format: 'webp', width: 33, height: 17, animated: false }],
    ['blink.webp', { format: 'webp', width: 20, height: 10, animated: true }],
  ])('%s', async (name, expected) => {
    expect(readImageHeader(await asset(name))).toEqual(expected);
  });

  test('a photograph that was taken upright is as wide as it is shown', async () => {
    // The pixels are 30 wide and 20 high; orientation 6 turns them by a quarter.
    expect(readImageHeader(await asset('turned.jpg'))).toEqual({ format: 'jpeg', width: 20, height: 30, animated: false });
  });

  test('the first 64 KiB are enough, and of a GIF cut off before a second frame nothing is claimed', async () => {
    const wheel = await asset('wheel.gif');
    expect(readImageHeader(wheel.subarray(0, 65_536))).toEqual(readImageHeader(wheel));
    const once = await asset('once.gif');
    expect(readImageHeader(once.subarray(0, 20))).toEqual({ format: 'gif', width: 20, height: 10, animated: undefined });
  });

  test('no beginning of a file, and no changed byte, makes it throw', async () => {
    for (const name of ['hero.png', 'turned.jpg', 'once.gif', 'wheel.gif', 'lossless.webp', 'blink.webp']) {
      const bytes = (await asset(name)).subarray(0, 1200);
      for (let length = 0; length <= bytes.length; length++) readImageHeader(bytes.subarray(0, length));
      for (let at = 0; at < bytes.length; at++) for (const value of [0, 0xff]) expect(() => readImageHeader(Uint8Array.from(bytes, (byte, i) => (i === at ? value : byte)))).not.toThrow();
    }
    expect(readImageHeader(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined();
  });
});
