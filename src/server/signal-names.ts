import { SIGNALS } from '../cupid/signals.js';

/** CUPID signals as configuration and ignores name them. */
export function signalNames(): { readonly id: string; readonly title: string }[] {
  return SIGNALS.map(({ id, title }) => ({ id: `cupid/${id}`, title }));
}
