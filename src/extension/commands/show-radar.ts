import type { Host } from '../host.js';

/** `talklint.showRadar`: the radar as a drawing, in an editor tab. */
export function showRadar({ drawing }: Host): Promise<void> {
  drawing.show();
  return Promise.resolve();
}
