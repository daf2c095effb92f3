import { applyEdits } from '../document/edit.js';
import type { Example, ExampleFile, Rule } from '../knowledge/model.js';
import type { Finding } from '../lint/finding.js';
import type { Engine } from './engine.js';

export interface ExampleFailure {
  readonly rule: string;
  /** Line of the fence in the rule's page, counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** Runs the examples of a rule's page: Bad ones must be reported at exactly their lines, Good ones not at all. */
export async function runExamples(engine: Engine, rule: Rule): Promise<ExampleFailure[]> {
  const failures: ExampleFailure[] = [];
  for (const example of rule.examples) for (const file of example.files) failures.push(...(await runExample(engine, rule, example, file)));
  return failures;
}

async function runExample(engine: Engine, rule: Rule, example: Example, file: ExampleFile): Promise<ExampleFailure[]> {
  const fail = (message: string): ExampleFailure => ({ rule: rule.id, line: file.at.line + 1, message });
  if (file.asset !== undefined) return [];
  const language = engine.knowledge.languages.find((candidate) => candidate.id === file.language);
  const path = file.path ?? `src/example${language?.extensions[0] ?? ''}`;
  const document = await engine.open({ path, text: file.text });
  if (!document) return [fail(`no language page claims "${file.language}"; use the id of one.`)];
  try {
    if (document.language.id !== file.language) return [fail(`the fence says ${file.language}, but ${path} is ${document.language.title}.`)];
    const findings = engine.check(document, undefined, { rules: { [rule.id]: rule.severity }, talks: [] }).filter((finding) => finding.rule === rule.id);
    const lines = [...new Set(findings.map((finding) => document.lines.positionAt(finding.span.start).line + 1))];
    const failures: ExampleFailure[] = [];
    if (lines.join() !== [...file.lines].sort((a, b) => a - b).join()) {
      failures.push(fail(`${example.verdict === 'bad' ? 'Bad' : 'Good'}: expected a finding at ${named(file.lines)}, found ${named(lines)}.`));
    }
    if (example.fixed !== undefined) failures.push(...fixFailures(example.fixed, file, findings).map(fail));
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
