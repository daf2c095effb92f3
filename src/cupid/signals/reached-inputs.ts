import type { Effect, EffectPlace } from '../effects.js';
import type { FunctionModel } from '../functions.js';
import type { ReachedPlace } from '../knowledge.js';
import type { FileModel } from '../walk.js';

/** What calls bring in that the function does not read itself, each effect by its shortest way. */
export function reachedPlaces(owner: FunctionModel, file: FileModel, direct: ReadonlySet<Effect>, without: (places: readonly EffectPlace[]) => readonly EffectPlace[]): readonly ReachedPlace[] {
  const { elsewhere } = file;
  // C1 says it of a collaborator.
  const told = new Set((elsewhere.reachesOf?.(owner) ?? []).flatMap(({ effects }) => effects));
  const nearest = new Map<Effect, ReachedPlace>();
  const all = elsewhere.reachedBy?.(owner) ?? [];
  const left = new Set(without(all.map(({ effect, node }) => ({ effect, node, call: node }))).map(({ effect }) => effect));
  for (const place of all) {
    if (!left.has(place.effect)) continue;
    const known = nearest.get(place.effect);
    if (place.node >= 0 && !direct.has(place.effect) && !told.has(place.effect) && (!known || place.path.length < known.path.length)) nearest.set(place.effect, place);
  }
  return [...nearest.values()];
}

/** `via Sensor.pop`, or `via Alarm.check → Sensor.pop, 2 calls away`. */
export function wayOf(path: readonly string[]): string {
  return path.length < 2 ? `via ${path[0] ?? ''}` : `via ${path.join(' → ')}, ${path.length} calls away`;
}
