import type { CallSummary, ClassSummary, FileSummary, FunctionSummary } from './summary.js';

/** A function of a summarised file. */
export interface FunctionRef {
  readonly path: string;
  readonly index: number;
}

/** Where a call stands in its function. */
export interface CallRef extends FunctionRef {
  readonly call: number;
}

export interface DeclaredClass {
  readonly path: string;
  readonly summary: ClassSummary;
}

const NOTHING: readonly never[] = [];

/** What files that see each other without an import declare: one file, one package or one namespace. */
export class Scope {
  readonly #classes = new Map<string, readonly DeclaredClass[]>();
  /** `name`, `Class.method`, `Class.` for its initial values, `.` for those of the module. */
  readonly #functions = new Map<string, readonly FunctionRef[]>();
  /** Functions by the class they are declared to give. */
  readonly #makers = new Map<string, readonly FunctionRef[]>();
  /** `Class.field` or the name of a module's value, and the calls whose value is kept there. */
  readonly #kept = new Map<string, readonly CallRef[]>();
  readonly #given = new Map<string, readonly FunctionRef[]>();

  add({ path, classes, functions }: FileSummary): void {
    for (const summary of classes) push(this.#classes, summary.name, { path, summary });
    functions.forEach((summary, index) => {
      const ref = { path, index };
      push(this.#functions, keyOf(summary), ref);
      if (summary.returns !== undefined) push(this.#makers, summary.returns, ref);
      for (const field of summary.given) push(this.#given, field, ref);
      summary.calls.forEach((call, i) => {
        if (call.into !== undefined && (call.into.includes('.') || isInitial(summary))) push(this.#kept, call.into, { ...ref, call: i });
      });
    });
  }

  remove(path: string): void {
    for (const table of [this.#classes, this.#functions, this.#makers, this.#kept, this.#given] as Map<string, readonly { readonly path: string }[]>[]) {
      for (const [key, list] of table) {
        const left = list.filter((entry) => entry.path !== path);
        if (left.length === 0) table.delete(key);
        else if (left.length < list.length) table.set(key, left);
      }
    }
  }

  get isEmpty(): boolean {
    return this.#classes.size === 0 && this.#functions.size === 0;
  }

  /** One class of the name, or parts of one; undefined where there is none. */
  classNamed(name: string): readonly DeclaredClass[] {
    return this.#classes.get(name) ?? NOTHING;
  }

  functionsNamed(key: string): readonly FunctionRef[] {
    return this.#functions.get(key) ?? NOTHING;
  }

  makersOf(className: string): readonly FunctionRef[] {
    return this.#makers.get(className) ?? NOTHING;
  }

  keptAs(place: string): readonly CallRef[] {
    return this.#kept.get(place) ?? NOTHING;
  }

  isGiven(field: string): boolean {
    return this.#given.has(field);
  }
}

/** The key of a function in its scope. */
function keyOf(summary: FunctionSummary): string {
  const name = summary.name.split('.').at(-1) ?? '';
  if (isInitial(summary)) return `${summary.owner ?? ''}.`;
  return summary.owner === undefined ? name : `${summary.owner}.${summary.isConstructor ? CONSTRUCTOR : name}`;
}

/** How constructors are looked up, whatever a language calls them. */
export const CONSTRUCTOR = 'new()';

export function isInitial({ name }: FunctionSummary): boolean {
  return name === '';
}

function push<Value>(table: Map<string, readonly Value[]>, key: string, value: Value): void {
  table.set(key, [...(table.get(key) ?? []), value]);
}

/** Everything about a file but what its functions do: as long as it stays, others resolve their names as before. */
export function shapeOf({ path, language, package: own, isCode, imports, defaultExport, classes, functions }: FileSummary): string {
  const kept = (calls: readonly CallSummary[]) => calls.flatMap(({ into, name, constructs }) => (into?.includes('.') ? [`${into}=${constructs ? 'new ' : ''}${name}`] : []));
  const outlines = functions.map((summary) => [summary.name, summary.owner, summary.isConstructor, summary.parameters.length, summary.parameterTypes, summary.returns, summary.given, isInitial(summary) ? summary.calls : kept(summary.calls)]);
  return JSON.stringify([path, language, own, isCode, imports, defaultExport, classes, outlines]);
}
