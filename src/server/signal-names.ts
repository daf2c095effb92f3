import { SIGNAL_NAMES } from '../cupid/signals.js';

/** CUPID signals as configuration and ignores name them. */
export function signalNames(): { readonly id: string; readonly title: string }[] {
  return SIGNAL_NAMES.map(({ id, title }) => ({ id: `cupid/${id}`, title }));
}
