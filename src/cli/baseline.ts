import { existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { nodeFiles, nodeWriter } from '../platform/node.js';
import { decodeText } from '../workspace/text.js';
import { absolutePath, shownPath } from './files.js';
import type { CheckResult } from './checker.js';
import { sentenceOf, UsageError, type CommandContext, type Problem } from './context.js';
import { count, type Report, type ReportedFinding } from './report.js';

/** How many findings of a rule a line of a file may have: `line` is the hash of its text, spaces aside. */
interface Entry {
  readonly file: string;
  readonly rule: string;
  readonly line: string;
  readonly count: number;
}

/** Findings that are known and not to be told again. Files are named relative to the baseline's own folder. */
export class Baseline {
  readonly #path: string;
  readonly #shown: string;
  readonly #entries: readonly Entry[] | undefined;

  private constructor(path: string, shown: string, entries: readonly Entry[] | undefined) {
    this.#path = path;
    this.#shown = shown;
    this.#entries = entries;
  }

  /** Reads the file; one that does not exist yet is written by `applyTo`. Throws a UsageError when it is no baseline. */
  static async read(name: string, context: CommandContext): Promise<Baseline> {
    const path = absolutePath(name, context);
    const shown = shownPath(path, context);
    try {
      const stat = await nodeFiles.stat(path);
      if (!stat) return new Baseline(path, shown, undefined);
      const file = stat.kind === 'file' ? decodeText(await nodeFiles.read(path)) : undefined;
      const entries = file && 'text' in file ? entriesOf(file.text) : undefined;
      if (entries) return new Baseline(path, shown, entries);
    } catch (cause) {
      throw new UsageError(`${shown}: ${sentenceOf(cause)}`);
    }
    throw new UsageError(`${shown}: this is no Talklint baseline; delete it to have a new one written, or name another file.`);
  }

  /**
   * The report without what the baseline knows, with a note when that has become less. A baseline that does not exist
   * yet is written with everything the report says. Rejects with a UsageError when that cannot be done.
   */
  async applyTo(report: Report, results: readonly CheckResult[], wanted: readonly string[], context: CommandContext): Promise<Report> {
    if (!this.#entries) return { ...report, findings: [], known: report.findings.length, notes: [...report.notes, await this.#create(report.findings, context)] };
    const findings = this.#unknown(report.findings, context);
    const checked = new Set(results.filter(({ checkedBytes }) => checkedBytes !== undefined).map(({ file }) => file));
    const stale = this.#stale(report.findings, checked, new Set(wanted), context);
    return { ...report, findings, known: report.findings.length - findings.length, notes: [...report.notes, ...(stale ? [stale] : [])] };
  }

  async #create(findings: readonly ReportedFinding[], context: CommandContext): Promise<Problem> {
    const entries = [...this.#counts(findings, context).values()].sort((a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.line, b.line));
    const lines = entries.map((entry) => `\n    ${JSON.stringify(entry)}`).join(',');
    try {
      await nodeWriter.create(this.#path, `{\n  "version": 1,\n  "findings": [${lines}${lines === '' ? '' : '\n  '}]\n}\n`);
    } catch (cause) {
      throw new UsageError(`${this.#shown}: ${sentenceOf(cause)}`);
    }
    return { file: this.#shown, message: `written with ${count(findings.length, 'finding', 'findings')}, not reported from now on.` };
  }

  /** The findings beyond those that are known. */
  #unknown(findings: readonly ReportedFinding[], context: CommandContext): ReportedFinding[] {
    const left = new Map((this.#entries ?? []).map((entry) => [keyOf(entry), entry.count]));
    return findings.filter((finding) => {
      const key = keyOf(this.#entry(finding, context));
      const known = left.get(key) ?? 0;
      if (known > 0) left.set(key, known - 1);
      return known === 0;
    });
  }

  /**
   * One sentence when entries are no longer found, though their rule ran on their file or the file is gone; `checked`
   * are files as printed.
   */
  #stale(findings: readonly ReportedFinding[], checked: ReadonlySet<string>, wanted: ReadonlySet<string>, context: CommandContext): Problem | undefined {
    const found = this.#counts(findings, context);
    let gone = 0;
    for (const entry of this.#entries ?? []) {
      const path = absolutePath(entry.file, { workingFolder: dirname(this.#path) });
      const mayBeGone = wanted.has(entry.rule) && (checked.has(shownPath(path, context)) || !existsSync(path));
      if (mayBeGone) gone += Math.max(0, entry.count - (found.get(keyOf(entry))?.count ?? 0));
    }
    if (gone === 0) return undefined;
    return { file: this.#shown, message: `${count(gone, 'finding is', 'findings are')} no longer there; once nothing new is reported, delete the file and run the same command to write a shorter one.` };
  }

  #entry(finding: ReportedFinding, context: CommandContext): Entry {
    const file = relative(dirname(this.#path), absolutePath(finding.file, context)).replaceAll('\\', '/');
    return { file, rule: finding.rule, line: finding.lineHash, count: 1 };
  }

  #counts(findings: readonly ReportedFinding[], context: CommandContext): Map<string, Entry> {
    const counts = new Map<string, Entry>();
    for (const finding of findings) {
      const entry = this.#entry(finding, context);
      const key = keyOf(entry);
      counts.set(key, { ...entry, count: (counts.get(key)?.count ?? 0) + 1 });
    }
    return counts;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function keyOf({ file, rule, line }: Entry): string {
  return [file, rule, line].join('\0');
}

function entriesOf(text: string): readonly Entry[] | undefined {
  try {
    const data = JSON.parse(text) as { version?: unknown; findings?: unknown } | null;
    if (data?.version !== 1 || !Array.isArray(data.findings)) return undefined;
    return data.findings.every(isEntry) ? data.findings : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Record<keyof Entry, unknown>> | null;
  return typeof entry === 'object' && entry !== null && typeof entry.file === 'string' && typeof entry.rule === 'string' && typeof entry.line === 'string' && Number.isInteger(entry.count) && Number(entry.count) > 0;
}
