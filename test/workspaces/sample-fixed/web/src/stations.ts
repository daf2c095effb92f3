export interface Station {
  readonly id: string;
  readonly name: string;
  readonly bikes: number;
}

/** The stations of a trip that the map does not show yet. */
export function missingStations(shown: readonly Station[], visited: readonly string[]): string[] {
  const known = new Set(shown.map((station) => station.id));
  return visited.filter((id) => !known.has(id));
}

export function bikesByStation(stations: readonly Station[]): Record<string, number> {
  return Object.fromEntries(stations.map((station) => [station.name, station.bikes]));
}
