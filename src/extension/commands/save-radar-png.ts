import type { Host } from '../host.js';

/** `talklint.saveRadarPng`: the drawing of the radar as a file, PNG. */
export function saveRadarPng({ drawing }: Host): Promise<void> {
  return drawing.save('png');
}
