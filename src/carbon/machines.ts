import type { DataTable } from '../knowledge/model.js';

/** A machine type with what it draws and what making it emitted. */
export interface Machine {
  /** As Terraform names it: `aws`, `google` or `azurerm`. */
  readonly provider: string;
  readonly type: string;
  readonly vcpu: number;
  /** In GB. */
  readonly memory: number;
  /** Watts without load, at 10 %, at 50 % and at full load. */
  readonly watts: { readonly idle: number; readonly tenth: number; readonly half: number; readonly full: number };
  /** The whole server the machine is a part of: kilograms of CO2e of making it, and its vCPUs. */
  readonly server: { readonly embodied: number; readonly vcpu: number };
  /** How many kinds of processor it may run on; 1 where that is known. */
  readonly processors: number;
}

/** In the order of the table's columns. */
type MachineRow = readonly [vcpu: number, memory: number, idle: number, tenth: number, half: number, full: number, embodied: number, platform: number, processors?: number];

/** Looks up machine types in the tables `machines-aws`, `machines-google` and `machines-azurerm`. */
export class MachineTable {
  readonly #tables: ReadonlyMap<string, DataTable>;

  /** Tables by provider. */
  constructor(tables: ReadonlyMap<string, DataTable>) {
    this.#tables = tables;
  }

  /** All types of a provider, in the order of the table. */
  all(provider: string): Machine[] {
    return Object.keys(this.#tables.get(provider)?.rows ?? {}).flatMap((type) => this.#read(provider, type) ?? []);
  }

  /** A type as it is written in code; a managed service's own class falls back to the machine it is named after. */
  find(provider: string, written: string): Machine | undefined {
    for (const type of spellings(provider, written)) {
      const machine = this.#read(provider, type);
      if (machine) return machine;
    }
    return undefined;
  }

  #read(provider: string, type: string): Machine | undefined {
    const rows = this.#tables.get(provider)?.rows ?? {};
    if (!Object.hasOwn(rows, type)) return undefined;
    const [vcpu, memory, idle, tenth, half, full, embodied, platform, processors = 1] = rows[type] as MachineRow;
    return { provider, type, vcpu, memory, watts: { idle, tenth, half, full }, server: { embodied, vcpu: platform }, processors };
  }
}

/** `db.m5.large` is tried as it is, then as `m5.large`. */
function spellings(provider: string, written: string): string[] {
  if (provider === 'aws') {
    const bare = written.replace(/^(db|cache|kafka|mq|ml)\.|\.(search|elasticsearch)$/g, '');
    return [written, written.replace(/\.search$/, '.elasticsearch'), bare];
  }
  if (provider === 'google') return [written, written.replace(/^db-/, '')];
  return [written.toLowerCase().replace(/^(?:(?:b|gp|mo)_)?standard_/, '')];
}
