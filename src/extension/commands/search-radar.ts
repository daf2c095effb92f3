import type { Host } from '../host.js';

/** `talklint.searchRadar`: opens the radar with the keyboard in its search box. */
export async function searchRadar({ radar }: Host): Promise<void> {
  await radar.focusSearch();
}
