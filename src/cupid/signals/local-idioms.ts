import type { Observation, Slot } from '../custom.js';
import { isBinding } from '../customs/observing.js';
import { SLOTS } from '../customs/slots.js';
import type { FunctionModel } from '../functions.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';

/** A file in which so many, and most, go another way follows a custom of its own. */
const OWN_CUSTOM = 3;
/** So many in one file are no oversight. */
const ON_PURPOSE = 6;
/** By the list of functions, which every model of one tree shares. */
const OBSERVED = new WeakMap<FileModel['functions'], Map<Slot, readonly Observation[]>>();

/** What a file shows for a slot, looked up once. */
export function observed(slot: Slot, file: FileModel): readonly Observation[] {
  let slots = OBSERVED.get(file.functions);
  if (!slots) {
    slots = new Map();
    OBSERVED.set(file.functions, slots);
  }
  let found = slots.get(slot);
  if (!found) {
    found = slot.observe(file);
    slots.set(slot, found);
  }
  return found;
}

/** I1 to I14: done another way than nearly everywhere else in this workspace. */
export const localIdiomSignals: readonly SignalRule[] = SLOTS.map((slot): SignalRule => ({
  letter: 'I',
  id: slot.id,
  acrossFiles: true,
  title: slot.title,
  grade: 'A',
  nextStep: slot.nextStep,
  find(owner, file) {
    if (isBinding(file)) return undefined;
    const customs = file.elsewhere.customs?.filter((custom) => custom.slot === slot.id && (slot.asksFor?.has(custom.style) ?? true)) ?? [];
    for (const custom of customs) {
      const all = observed(slot, file).filter(({ group = '' }) => group === custom.group);
      const others = all.filter(({ style }) => style !== custom.style);
      if ((others.length >= OWN_CUSTOM && others.length * 2 > all.length) || others.length >= ON_PURPOSE) continue;
      const here = others.filter((observation) => observation.isExcused !== true && placeOf(observation, file) === owner);
      const [first] = here;
      if (!first) continue;
      const what = slot.deviation?.(first) ?? (first.owner ? `this one is ${first.style}` : `\`${first.name}\` is ${first.style}`);
      return note(`${custom.count} of ${custom.total} ${slot.things} ${custom.style}; ${what}`, here.map((each) => evidenceAt(file, each.node, `${each.name} (${each.style})`)));
    }
    return undefined;
  },
}));

/** The function at which a deviation is told: its own, the first that mentions it, or the first of the file. */
function placeOf({ owner, name }: Observation, { functions }: FileModel): FunctionModel | undefined {
  return owner ?? functions.find(({ mentions }) => mentions.has(name)) ?? functions[0];
}
