import picomatch from 'picomatch';
import type { Blip, Knowledge, Tip } from '../knowledge/model.js';
import { normalKey } from './keys.js';

const FILE = 'file:';
/** A longer glob is no file name; a pack may come from anywhere. */
const LONGEST_GLOB = 200;

/** Values by exact key and by the beginning of a key. */
class KeyMap<Value> {
  readonly #exact = new Map<string, Value[]>();
  readonly #prefixes = new Map<string, Value[]>();

  add(pattern: string, value: Value): void {
    const key = normalKey(pattern);
    const [map, name] = key.endsWith('*') ? [this.#prefixes, key.slice(0, -1)] : [this.#exact, key];
    const values = map.get(name);
    if (!values) map.set(name, [value]);
    else if (!values.includes(value)) values.push(value);
  }

  /** The values of a key, each once: those that name it exactly first, then by the longest beginning. */
  find(key: string): readonly Value[] {
    const found = new Set(this.#exact.get(key));
    if (this.#prefixes.size > 0) {
      for (let length = key.length; length > 0; length--) for (const value of this.#prefixes.get(key.slice(0, length)) ?? []) found.add(value);
    }
    return [...found];
  }
}

/** Which blips and tips a detection key belongs to. Keys of pages are exact or end in `*`. */
export class DetectionTable {
  readonly #tips = new KeyMap<Tip>();
  readonly #blips = new KeyMap<Blip>();
  readonly #files: { readonly blip: Blip; readonly matches: (path: string) => boolean }[] = [];

  constructor(pages: Pick<Knowledge, 'blips' | 'tips'>) {
    for (const tip of pages.tips) for (const key of tip.on) this.#tips.add(key, tip);
    for (const blip of pages.blips) {
      for (const key of blip.detect.strong) {
        if (key.startsWith(FILE)) this.#addFile(key.slice(FILE.length), blip);
        else this.#blips.add(key, blip);
      }
    }
  }

  /** The tips to show where a key is named, the most specific first. */
  tips(key: string): readonly Tip[] {
    return this.#tips.find(normalKey(key));
  }

  /** The blips a key proves to be in use, the most specific first. Weak keys prove nothing and are left out. */
  blips(key: string): readonly Blip[] {
    return this.#blips.find(normalKey(key));
  }

  /** The blips that the mere presence of a file proves to be in use; `path` is relative to its folder, with `/`. */
  blipsOfFile(path: string): readonly Blip[] {
    return [...new Set(this.#files.filter((file) => file.matches(path)).map((file) => file.blip))];
  }

  /** A glob without a folder means the file wherever it lies. */
  #addFile(glob: string, blip: Blip): void {
    if (glob.length > LONGEST_GLOB) return;
    this.#files.push({ blip, matches: picomatch(glob.includes('/') ? glob : `**/${glob}`, { dot: true }) });
  }
}
