export interface Station {
  readonly id: string;
  readonly name: string;
  readonly bikes: number;
}

/** The stations of a trip that the map does not show yet. */
export function missingStations(shown: readonly Station[], visited: readonly string[]): string[] {
  const known = shown.map((station) => station.id);
  return visited.filter((id) => !known.includes(id));
}

export function bikesByStation(stations: readonly Station[]): Record<string, number> {
  return stations.reduce<Record<string, number>>((bikes, station) => ({ ...bikes, [station.name]: station.bikes }), {});
}
