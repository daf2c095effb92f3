import { SIGNAL_IDS } from '../cupid/profiler.js';

const TITLES: Readonly<Record<string, string>> = {
  P1: 'Predictable: reads the clock, the environment or chance',
  P2: 'Predictable: an error disappears',
};

/** CUPID signals as configuration and ignores name them. */
export function signalNames(): { readonly id: string; readonly title: string }[] {
  return [...SIGNAL_IDS].map((signal) => ({ id: `cupid/${signal}`, title: TITLES[signal] ?? 'CUPID remark' }));
}
