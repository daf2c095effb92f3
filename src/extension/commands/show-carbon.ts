import type { Host } from '../host.js';

/** `talklint.showCarbon`: what the infrastructure of this workspace would emit, in the reader. */
export function showCarbon({ reader }: Host): Promise<void> {
  return reader.show('carbon');
}
