import { readRulePage } from '../../src/knowledge/rule-page.js';
import type { Finding } from '../../src/lint/finding.js';
import { applyEdits } from '../../src/document/edit.js';
import { testEngine } from './engine.js';

const FILES: Readonly<Record<string, string>> = { yaml: 'deploy/app.yaml', json: 'deploy/app.json', hcl: 'infra/main.tf', dockerfile: 'Dockerfile' };

/** A rule page with these fences, as a pack would hold it. Throws when the page has a mistake. */
function ruleFrom(language: string, match: string, fix?: string) {
  const examples = (verdict: string, meta: string) => `## ${verdict}\n\n\`\`\`${language}${meta}\na\n\`\`\`\n\n\`\`\`${language}${meta}\nb\n\`\`\`\n`;
  const text = `---
id: test/rule
talk: zero-trust
languages: [${language}]
severity: warning
default: on
evidence: { kind: convention, effect: none, source: none }
---
# Found {KEY} with {VALUE}

A rule for a test.

## Why it matters

It does not.

## Match

\`\`\`yaml
${match}
\`\`\`
${fix === undefined ? '' : `\n## Fix\n\n\`\`\`yaml\n${fix}\n\`\`\`\n`}
${examples('Bad', ' {1}')}
${examples('Good', '')}`;
  const { rule, problems } = readRulePage('test.md', text);
  if (!rule) throw new Error(problems.map(({ at, message }) => `${at.line + 1}: ${message}`).join('\n'));
  return rule;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  /** What is underlined, with its line counted from 1. */
  readonly underlined: readonly string[];
  readonly problems: readonly string[];
  /** The text after the first fix of every finding. */
  readonly fixed: string;
}

/** Runs one rule, written as the fences of its page, on one text. */
export async function checkWith(language: string, text: string, match: string, fix?: string, path = FILES[language] ?? 'file'): Promise<Outcome> {
  const rule = ruleFrom(language, match, fix);
  const base = await testEngine();
  const engine = base.withKnowledge({ ...base.knowledge, rules: [rule] });
  const document = await engine.open({ path, text });
  if (!document) throw new Error(`no language claims ${path}`);
  try {
    const findings = engine.check(document);
    const underlined = findings.map(({ span }) => `${document.lines.positionAt(span.start).line + 1}: ${text.slice(span.start, span.end)}`);
    return { findings, underlined, problems: engine.problems, fixed: applyEdits(text, findings.flatMap(({ fixes }) => fixes[0]?.edits ?? [])) };
  } finally {
    document.dispose();
  }
}
