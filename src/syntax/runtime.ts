import { Language as TreeSitterLanguage, Parser } from 'web-tree-sitter';
import type { Grammars, Log } from '../document/ports.js';
import type { Language } from '../knowledge/model.js';
import { Grammar } from './grammar.js';
import { MemoryWalk } from './memory-walk.js';

const RUNTIME_FILE = 'web-tree-sitter.wasm';

/** The parser runtime exists once per process, whatever the number of engines. */
let starting: Promise<WebAssembly.Memory> | undefined;

/** Starts the parser runtime and gives the memory it keeps its trees in. Rejects when its file is missing or damaged. */
export function startParser(grammars: Grammars): Promise<WebAssembly.Memory> {
  starting ??= initialise(grammars).catch((cause: unknown) => {
    starting = undefined;
    throw cause;
  });
  return starting;
}

async function instantiate(bytes: Uint8Array, imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): Promise<void> {
  const module = await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>);
  done(await WebAssembly.instantiate(module, imports), module);
}

async function initialise(grammars: Grammars): Promise<WebAssembly.Memory> {
  const bytes = await grammars.load(RUNTIME_FILE);
  let memory: WebAssembly.Memory | undefined;
  let failed: ((cause: unknown) => void) | undefined;
  const failure = new Promise<never>((_, reject) => {
    failed = reject;
  });
  const ready = Parser.init({
    // The hook Emscripten offers to embedders; it also hands us the memory the fast walk reads.
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void) {
      memory = imports['env']?.['memory'] as WebAssembly.Memory | undefined;
      instantiate(bytes, imports, done).catch((cause: unknown) => failed?.(cause));
      return {};
    },
  } as unknown as Parameters<typeof Parser.init>[0]);
  await Promise.race([ready, failure]);
  if (!memory) throw new Error('the parser runtime did not show its memory');
  return memory;
}

/** Loads grammars on first use and keeps them until disposed. */
export class SyntaxRuntime {
  readonly #grammars: Grammars;
  readonly #log: Log;
  readonly #loaded = new Map<string, Promise<Grammar>>();
  readonly #memory: WebAssembly.Memory;

  private constructor(grammars: Grammars, log: Log, memory: WebAssembly.Memory) {
    this.#grammars = grammars;
    this.#log = log;
    this.#memory = memory;
  }

  /** Rejects with one sentence when the runtime file is missing or damaged. */
  static async open(grammars: Grammars, log: Log): Promise<SyntaxRuntime> {
    try {
      return new SyntaxRuntime(grammars, log, await startParser(grammars));
    } catch (cause) {
      throw new Error(`The parser runtime ${RUNTIME_FILE} cannot be started; reinstall Talklint.`, { cause });
    }
  }

  /** The grammar of a language. Rejects with one sentence when its file is missing or damaged; the failure is remembered. */
  grammar(language: Language): Promise<Grammar> {
    let grammar = this.#loaded.get(language.id);
    if (!grammar) {
      grammar = this.#load(language);
      this.#loaded.set(language.id, grammar);
    }
    return grammar;
  }

  async #load(language: Language): Promise<Grammar> {
    const file = language.grammar;
    if (file === undefined) throw new Error(`${language.title} has no grammar.`);
    try {
      const loaded = await TreeSitterLanguage.load(await this.#grammars.load(file));
      return new Grammar(loaded, language, new MemoryWalk(this.#memory), this.#log);
    } catch (cause) {
      throw new Error(`The grammar ${file} cannot be loaded, so ${language.title} is not checked; reinstall Talklint.`, { cause });
    }
  }

  async dispose(): Promise<void> {
    const loaded = await Promise.allSettled(this.#loaded.values());
    this.#loaded.clear();
    for (const result of loaded) if (result.status === 'fulfilled') result.value.dispose();
  }
}
