import type { Host } from '../host.js';

/** `talklint.saveRadarSvg`: the drawing of the radar as a file, SVG. */
export function saveRadarSvg({ drawing }: Host): Promise<void> {
  return drawing.save('svg');
}
