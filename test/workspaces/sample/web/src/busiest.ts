import type { Station } from './stations.js';

/** Stations with bikes, the fullest first. */
export function fullest(stations: readonly Station[]): Station[] {
  return [...stations].sort((a, b) => b.bikes - a.bikes).filter((station) => station.bikes > 0);
}
