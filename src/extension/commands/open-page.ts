import type { Host } from '../host.js';

/** `talklint.openPage`: shows `talk/…`, `rule/…`, `blip/…` or `tip/…` in the reader; a blip on the radar. */
export async function openPage({ reader, radar }: Host, reference: unknown): Promise<void> {
  if (typeof reference !== 'string' || reference === '') throw new Error('the command needs the name of a page, such as talk/polars');
  if (reference.startsWith('blip/')) await radar.reveal(reference.slice('blip/'.length));
  else await reader.show(reference);
}
