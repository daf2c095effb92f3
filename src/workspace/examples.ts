import { applyEdits } from '../document/edit.js';
import type { Example, ExampleFile, Rule } from '../knowledge/model.js';
import type { Finding } from '../lint/finding.js';
import type { Engine } from './engine.js';
import { exampleFiles, type Assets } from './example-files.js';
import { Neighbourhood } from './neighbourhood.js';

export interface ExampleFailure {
  readonly rule: string;
  /** Line of the fence in the rule's page, counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** How git names a file of the last commit; a fence with `file=` and this before its path holds what was committed. */
const COMMITTED = 'HEAD:';

/** Fences in this language only stand beside the others, such as an image or an ignore file. */
const BESIDE = 'text';

/**
 * Runs the examples of a rule's page: Bad ones must be reported at exactly their lines, Good ones not at all. Without
 * `assets`, examples that name some are left out.
 */
export async function runExamples(engine: Engine, rule: Rule, assets?: Assets): Promise<ExampleFailure[]> {
  const failures: ExampleFailure[] = [];
  for (const example of rule.examples) if (assets || example.files.every(({ asset }) => asset === undefined)) failures.push(...(await runExample(engine, rule, example, assets ?? noAssets)));
  return failures;
}

function noAssets(path: string): Promise<Uint8Array> {
  return Promise.reject(new Error(`there are no assets, so ${path} cannot be read`));
}

async function runExample(engine: Engine, rule: Rule, example: Example, assets: Assets): Promise<ExampleFailure[]> {
  const committed = new Map(example.files.flatMap(({ path, text }) => (path?.startsWith(COMMITTED) ? [[path.slice(COMMITTED.length), text] as const] : [])));
  const neighbourhood = new Neighbourhood('', { files: await exampleFiles(example, assets), clock: engine.clock, open: (input) => engine.open(input), classesOf: (path) => engine.classesOf(path), committed: (path) => Promise.resolve(committed.get(path)) });
  try {
    const failures: ExampleFailure[] = [];
    for (const file of example.files) if (file.asset === undefined && file.language !== BESIDE) failures.push(...(await runFile(engine, rule, { example, file, neighbourhood })));
    return failures;
  } finally {
    neighbourhood.dispose();
  }
}

interface Run {
  readonly example: Example;
  readonly file: ExampleFile;
  readonly neighbourhood: Neighbourhood;
}

async function runFile(engine: Engine, rule: Rule, { example, file, neighbourhood }: Run): Promise<ExampleFailure[]> {
  const fail = (message: string): ExampleFailure => ({ rule: rule.id, line: file.at.line + 1, message });
  const language = engine.knowledge.languages.find((candidate) => candidate.id === file.language);
  const path = file.path ?? `src/example${language?.extensions[0] ?? ''}`;
  const document = await engine.open({ path, text: file.text, neighbourhood });
  if (!document) return [fail(`no language page claims "${file.language}"; use the id of one.`)];
  try {
    if (document.language.id !== file.language) return [fail(`the fence says ${file.language}, but ${path} is ${document.language.title}.`)];
    const found = await engine.checkAround(document, undefined, { rules: { [rule.id]: rule.severity }, talks: [] });
    const findings = found.filter((finding) => finding.rule === rule.id);
    const lines = [...new Set(findings.map((finding) => document.lines.positionAt(finding.span.start).line + 1))];
    const failures: ExampleFailure[] = [];
    if (lines.join() !== [...file.lines].sort((a, b) => a - b).join()) {
      failures.push(fail(`${example.verdict === 'bad' ? 'Bad' : 'Good'}: expected a finding at ${named(file.lines)}, found ${named(lines)}.`));
    }
    if (example.fixed !== undefined && file === example.files.find(({ lines: expected }) => expected.length > 0)) failures.push(...fixFailures(example.fixed, file, findings).map(fail));
    return failures;
  } finally {
    document.dispose();
  }
}

function named(lines: readonly number[]): string {
  return lines.length === 0 ? 'no line' : `line ${lines.join(', ')}`;
}

function fixFailures(expected: string, file: ExampleFile, findings: readonly Finding[]): string[] {
  const edits = findings[0]?.fixes[0]?.edits;
  if (!edits) return ['the page shows a fixed text, but the first finding has no fix.'];
  const actual = applyEdits(file.text, edits);
  return actual === expected ? [] : [`the fix gives\n${actual}\ninstead of\n${expected}`];
}
