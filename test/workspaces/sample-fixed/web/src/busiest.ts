import type { Station } from './stations.js';

/** Stations with bikes, the fullest first. */
export function fullest(stations: readonly Station[]): Station[] {
  return stations.filter((station) => station.bikes > 0).sort((a, b) => b.bikes - a.bikes);
}
