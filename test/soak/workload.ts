import { performance } from 'node:perf_hooks';
import type { Language } from '../../src/knowledge/model.js';
import { startParser } from '../../src/syntax/runtime.js';
import type { Engine } from '../../src/workspace/engine.js';
import type { OpenDocument } from '../../src/workspace/open-document.js';
import { randomEdit } from '../support/edits.js';
import { loadContent, packageGrammars, testEngine } from '../support/engine.js';
import { seeded } from '../support/random.js';

/** What one process went through; sizes in bytes. */
export interface SoakResult {
  readonly node: string;
  readonly languages: number;
  readonly files: number;
  readonly edits: number;
  /** From beginning to end, by the clock on the wall. */
  readonly milliseconds: number;
  readonly slowestLoad: Measured;
  readonly slowestFile: Measured;
  readonly slowestEdit: Measured;
  /** After each fifth of the files, and of the edits. */
  readonly memory: Readonly<Record<'files' | 'edits', readonly MemoryUse[]>>;
}

interface Measured {
  readonly language: string;
  /** Of the processor, all threads together. */
  readonly milliseconds: number;
}

interface MemoryUse {
  /** Of the whole process. */
  readonly resident: number;
  /** Objects of JavaScript that are in use, with their buffers. */
  readonly heap: number;
  /** The memory of the parser, which never shrinks. */
  readonly parser: number;
}

/** How often memory is looked at in each part. */
const FIFTHS = 5;
/** How many files of one language follow its loading, before the next language is loaded. */
const BURST = 20;
/** The texts of a file, and how many edits it has gone through: every second one is broken code. */
const MOST_PARTS = 12;
const MOST_WOUNDS = 4;
/** After so many edits a document starts again from code that is whole. */
const EDITS_UNTIL_HEALED = 40;

/** Opens, edits, checks, profiles and closes texts of every language in one process, in an order that depends on the seed. */
export class Workload {
  readonly #engine: Engine;
  readonly #languages: readonly Language[];
  readonly #texts: ReadonlyMap<string, readonly string[]>;
  readonly #random: () => number;
  readonly #memory: WebAssembly.Memory;
  readonly #slowest = new Map<'load' | 'file' | 'edit', Measured>();

  private constructor(engine: Engine, memory: WebAssembly.Memory, languages: readonly Language[], texts: ReadonlyMap<string, readonly string[]>, random: () => number) {
    this.#engine = engine;
    this.#memory = memory;
    this.#languages = languages;
    this.#texts = texts;
    this.#random = random;
  }

  static async create(seed: number): Promise<Workload> {
    const { languages, rules } = (await loadContent()).knowledge;
    const random = seeded(seed);
    const examples = rules.flatMap((rule) => rule.examples.flatMap(({ files }) => files)).filter(({ asset }) => asset === undefined);
    const texts = new Map(languages.map(({ id, sample }) => [id, [sample, ...examples.filter(({ language }) => language === id).map(({ text }) => text)]]));
    const shuffled = languages.map((language) => ({ language, place: random() })).sort((a, b) => a.place - b.place).map(({ language }) => language);
    return new Workload(await testEngine(), await startParser(packageGrammars), shuffled, texts, random);
  }

  async run(files: number, edits: number): Promise<SoakResult> {
    const started = performance.now();
    const memory = { files: [] as MemoryUse[], edits: [] as MemoryUse[] };
    await this.#files(files, (done) => done % Math.ceil(files / FIFTHS) === 0 && memory.files.push(this.#memoryUse()));
    await this.#edits(edits, (done) => done % Math.ceil(edits / FIFTHS) === 0 && memory.edits.push(this.#memoryUse()));
    const slowest = (what: 'load' | 'file' | 'edit') => this.#slowest.get(what) ?? { language: '', milliseconds: 0 };
    const milliseconds = Math.round(performance.now() - started);
    return { node: process.version, languages: this.#languages.length, files, edits, milliseconds, slowestLoad: slowest('load'), slowestFile: slowest('file'), slowestEdit: slowest('edit'), memory };
  }

  /** Some files of each language right after it was loaded, which is when engines have been seen to stall; then all languages in turn. */
  async #files(files: number, after: (done: number) => unknown): Promise<void> {
    let done = 0;
    for (const language of this.#languages) {
      await this.#timed('load', language, async () => {
        const document = await this.#open(language, language.sample);
        this.#judge(document);
        document.dispose();
      });
      for (let i = 0; i < BURST && done < files; i++) {
        await this.#file(language);
        after(++done);
      }
    }
    while (done < files) {
      await this.#file(this.#languages[done % this.#languages.length] as Language);
      after(++done);
    }
  }

  async #file(language: Language): Promise<void> {
    let text = this.#code(language);
    for (let wounds = Math.floor(this.#random() * 2) * MOST_WOUNDS; wounds > 0; wounds--) text = randomEdit(text, this.#random);
    await this.#timed('file', language, async () => {
      const document = await this.#open(language, text);
      this.#judge(document);
      document.dispose();
    });
  }

  async #edits(edits: number, after: (done: number) => unknown): Promise<void> {
    const open = await Promise.all(this.#languages.map(async (language) => ({ language, document: await this.#open(language, this.#code(language)) })));
    for (let done = 1; done <= edits; done++) {
      const { language, document } = open[done % open.length] as (typeof open)[number];
      const heals = Math.floor(done / open.length) % EDITS_UNTIL_HEALED === 0;
      const text = heals ? this.#code(language) : randomEdit(document.text, this.#random);
      await this.#timed('edit', language, async () => {
        document.update(text);
        this.#judge(document);
      });
      after(done);
    }
    for (const { document } of open) document.dispose();
  }

  #code({ id }: Language): string {
    const texts = this.#texts.get(id) ?? [];
    return Array.from({ length: 1 + Math.floor(this.#random() * MOST_PARTS) }, () => texts[Math.floor(this.#random() * texts.length)] ?? '').join('\n');
  }

  async #open(language: Language, text: string): Promise<OpenDocument> {
    const document = await this.#engine.open({ path: `src/${language.filenames[0] ?? `a${language.extensions[0] ?? ''}`}`, text, editorLanguage: language.editorIds[0] ?? language.id });
    if (!document) throw new Error(`no language page claims ${language.id}`);
    return document;
  }

  #judge(document: OpenDocument): void {
    // The rules ask for the tree only where one of them can match.
    void document.tree;
    this.#engine.check(document);
    this.#engine.profile(document);
  }

  async #timed(what: 'load' | 'file' | 'edit', { id }: Language, work: () => Promise<void>): Promise<void> {
    // The processor's time: what else the machine does is no fault of a grammar.
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    const milliseconds = Math.round((user + system) / 1000);
    if (milliseconds >= (this.#slowest.get(what)?.milliseconds ?? 0)) this.#slowest.set(what, { language: id, milliseconds });
  }

  #memoryUse(): MemoryUse {
    // Twice: the first round finds what the second may free. Node offers it under --expose-gc.
    for (let round = 0; round < 2; round++) (globalThis as { gc?: () => void }).gc?.();
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
    return { resident: rss, heap: heapUsed + arrayBuffers, parser: this.#memory.buffer.byteLength };
  }
}
