import { PathClassifier } from '../facts/collect.js';
import { nodeClock, nodeFiles, nodeWriter } from '../platform/node.js';
import type { Config } from '../workspace/config.js';
import type { Engine } from '../workspace/engine.js';
import { Neighbourhood } from '../workspace/neighbourhood.js';
import { encodeText } from '../workspace/text.js';
import { problemLine, sentenceOf, type Problem } from './context.js';
import { textAt } from './earlier-texts.js';
import { readTask, whyLeftOut, type FileTask, type ReadFile, type ReadText } from './files.js';
import { fixText, type FixOutcome, type Judged } from './fix.js';
import { Reading } from './reading.js';
import type { AppliedFixes, ReportedFinding } from './report.js';

/** How to check; plain data: it travels to workers. */
export interface CheckSettings {
  readonly config: Config;
  /** The working folder, which the paths of tasks are shown relative to. */
  readonly root: string;
  /** What was named, relative to the working folder: what lies below a folder `tests` is no test when that folder was named. */
  readonly named: readonly string[];
  /** The commit that what may break is compared with; undefined compares with none. */
  readonly since: string | undefined;
  /** Ids of the rules that may speak. */
  readonly wanted: readonly string[];
}

export interface CheckTask extends FileTask {
  /** Whether safe fixes are applied; `outside` is a link that leads out of the named paths. */
  readonly fix: 'yes' | 'no' | 'outside';
}

/** What came of one file; plain data: it travels from workers. */
export interface CheckResult {
  /** The file as printed. */
  readonly file: string;
  readonly findings: readonly ReportedFinding[];
  readonly problems: readonly Problem[];
  /** Whether bytes of it are no text in its encoding. */
  readonly damaged: boolean;
  readonly fixed?: AppliedFixes;
  /** Bytes as UTF-8 of a text that was checked; undefined when it was skipped. */
  readonly checkedBytes?: number;
  readonly skipped: boolean;
  /** What the engine found out about its own rules and grammars meanwhile. */
  readonly engineProblems: readonly Problem[];
}

const NOTHING = { findings: [], problems: [], damaged: false, skipped: false };

/** Checks one file after the other, and fixes it where that is asked for. */
export class Checker {
  readonly #engine: Engine;
  readonly #config: Config;
  readonly #neighbourhood: Neighbourhood;
  readonly #wanted: ReadonlySet<string>;
  readonly #classifier: PathClassifier;
  readonly #talks: ReadonlyMap<string, string>;
  readonly #told = new Set<string>();

  constructor(engine: Engine, { config, root, named, since, wanted }: CheckSettings) {
    this.#engine = engine;
    this.#config = config;
    this.#neighbourhood = new Neighbourhood(root, { files: nodeFiles, clock: nodeClock, open: (input) => engine.open(input, config), classesOf: (path) => engine.classesOf(belowNamed(path, named), config), ...(since === undefined ? {} : { committed: (path: string) => textAt(since, path, root) }) });
    this.#wanted = new Set(wanted);
    this.#classifier = new PathClassifier(config.paths);
    this.#talks = new Map(engine.knowledge.rules.map((rule) => [rule.id, rule.talk?.talk ?? 'none']));
  }

  /** Never rejects: what goes wrong with a file is part of its result. */
  async check(task: CheckTask): Promise<CheckResult> {
    const { result } = await this.#check(task, await readTask(task), true);
    return result;
  }

  /** Like `check` for a text already read, which is not written back: `fixed` are the bytes after its fixes. */
  async checkInput(task: CheckTask, file: ReadFile): Promise<{ result: CheckResult; fixed?: Uint8Array }> {
    return this.#check(task, file, false);
  }

  async #check(task: CheckTask, file: ReadFile, write: boolean): Promise<{ result: CheckResult; fixed?: Uint8Array }> {
    if ('failed' in file) return { result: this.#failed(task, file.failed) };
    if ('skipped' in file) return { result: this.#skipped(task, file.skipped) };
    const leftOut = whyLeftOut(task, file.text, this.#classifier);
    if (leftOut !== undefined) return { result: this.#skipped(task, leftOut) };
    try {
      return await this.#checkText(task, file, write);
    } catch (cause) {
      return { result: this.#failed(task, `this file could not be checked (${sentenceOf(cause)}).`) };
    }
  }

  async #checkText(task: CheckTask, file: ReadText, write: boolean): Promise<{ result: CheckResult; fixed?: Uint8Array }> {
    const reading = await this.#open(task, file.text);
    if (!reading) return { result: this.#skipped(task, 'no language Talklint knows claims this file, so it is not checked.') };
    const outcome = await this.#fix(task, file, await this.#judge(file.text, reading), write);
    try {
      const { applied, judged, problem } = outcome;
      const result: CheckResult = {
        file: task.shown,
        findings: judged.findings.map((finding) => judged.reading.report(finding, this.#talks.get(finding.rule) ?? 'none')),
        problems: problem === undefined ? [] : [{ file: task.shown, message: problem }],
        damaged: file.damaged,
        ...(applied.size > 0 ? { fixed: { file: task.shown, rules: [...applied].map(([rule, count]) => ({ rule, count })) } } : {}),
        checkedBytes: Buffer.byteLength(file.text),
        skipped: false,
        engineProblems: this.#newProblems(),
      };
      return { result, fixed: encodeText(judged.text, file) };
    } finally {
      outcome.judged.reading.dispose();
    }
  }

  #open(task: CheckTask, text: string): Promise<Reading | undefined> {
    return Reading.open(this.#engine, { ...task, neighbourhood: this.#neighbourhood }, text, this.#config);
  }

  async #judge(text: string, reading: Reading): Promise<Judged> {
    const findings = await this.#engine.checkAround(reading.document, this.#config);
    return { text, reading, findings: findings.filter(({ rule }) => this.#wanted.has(rule)) };
  }

  async #fix(task: CheckTask, file: ReadText, first: Judged, write: boolean): Promise<FixOutcome> {
    const asItWas = (problem?: string): FixOutcome => ({ applied: new Map(), judged: first, ...(problem === undefined ? {} : { problem }) });
    if (task.fix === 'no' || !first.findings.some(({ fixes: [fix] }) => fix?.safe)) return asItWas();
    if (task.fix === 'outside') return asItWas('this link leads out of the named paths, so its file was not fixed; name that file itself.');
    if (!sameBytes(encodeText(file.text, file), file.bytes)) return asItWas(`its bytes are no valid ${file.encoding.toUpperCase()}, so it was not fixed; save it as UTF-8.`);
    const outcome = await fixText(first, async (text) => {
      const reading = await this.#open(task, text);
      if (!reading) throw new Error('its language was lost');
      return this.#judge(text, reading);
    });
    if (!write || outcome.applied.size === 0) return outcome;
    try {
      await writeFixed(task.path, file, outcome.judged.text);
      return outcome;
    } catch (cause) {
      outcome.judged.reading.dispose();
      const again = await this.#open(task, file.text);
      return again ? { applied: new Map(), judged: await this.#judge(file.text, again), problem: sentenceOf(cause) } : outcome;
    }
  }

  dispose(): void {
    this.#neighbourhood.dispose();
  }

  #failed(task: CheckTask, message: string): CheckResult {
    return { ...NOTHING, file: task.shown, problems: [{ file: task.shown, message }], engineProblems: this.#newProblems() };
  }

  #skipped(task: CheckTask, message: string): CheckResult {
    return { ...NOTHING, file: task.shown, skipped: true, problems: task.named ? [{ file: task.shown, message }] : [], engineProblems: this.#newProblems() };
  }

  /** What the engine says of itself and has not said before. */
  #newProblems(): Problem[] {
    const ofTexts = this.#engine.textProblems.map(({ path, message }) => ({ file: path, message }));
    const told = new Set(ofTexts.map(({ file, message }) => `${file}: ${message}`));
    const others = this.#engine.problems.filter((message) => !told.has(message)).map((message) => ({ file: '', message }));
    const fresh = [...others, ...ofTexts].filter((problem) => !this.#told.has(problemLine(problem)));
    for (const problem of fresh) this.#told.add(problemLine(problem));
    return fresh;
  }
}

/** A path relative to the working folder as the task of that file would name it. */
function belowNamed(path: string, named: readonly string[]): string {
  const folder = named.find((name) => path.startsWith(`${name}/`));
  return folder === undefined ? path : path.slice(folder.length + 1);
}

async function writeFixed(path: string, file: ReadText, text: string): Promise<void> {
  // Somebody may have saved it since it was read.
  if (!sameBytes(await nodeFiles.read(path), file.bytes)) throw new Error('it was changed meanwhile, so it was not fixed; run again.');
  await nodeWriter.replace(path, encodeText(text, file));
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
