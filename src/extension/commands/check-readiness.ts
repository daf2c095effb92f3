import type { Host } from '../host.js';

/** `talklint.checkReadiness`: what shows whether a data mesh would work in this workspace, in the reader. */
export function checkReadiness({ reader }: Host): Promise<void> {
  return reader.show('readiness');
}
