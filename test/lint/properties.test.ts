import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, compatibleEdits, type TextEdit } from '../../src/document/edit.js';
import type { Example, ExampleFile, Rule } from '../../src/knowledge/model.js';
import type { Finding } from '../../src/lint/finding.js';
import { ERROR_KIND, MISSING } from '../../src/syntax/flat-tree.js';
import type { OpenDocument } from '../../src/workspace/open-document.js';
import { loadContent, neighbourhoodOf, testEngine } from '../support/engine.js';

const { knowledge } = await loadContent();

interface Bad {
  readonly rule: Rule;
  readonly example: Example;
  readonly file: ExampleFile;
  readonly path: string;
}

/** Every text some page says must be reported. */
const BAD: readonly Bad[] = knowledge.rules.flatMap((rule) =>
  rule.examples.flatMap((example) =>
    example.files
      .filter(({ asset, lines }) => asset === undefined && lines.length > 0)
      .map((file) => {
        const language = knowledge.languages.find(({ id }) => id === file.language);
        return { rule, example, file, path: file.path ?? `src/example${language?.extensions[0] ?? ''}` };
      }),
  ),
);

async function opened<Value>({ example, path }: Bad, text: string, work: (document: OpenDocument, findings: readonly Finding[]) => Value): Promise<Value> {
  const engine = await testEngine();
  const neighbourhood = await neighbourhoodOf(example, engine);
  const document = await engine.open({ path, text, neighbourhood });
  if (!document) throw new Error(`no language page claims ${path}`);
  try {
    return work(document, await engine.checkAround(document));
  } finally {
    document.dispose();
    neighbourhood.dispose();
  }
}

/** Places where the parser had to make something up. */
function mistakes({ tree }: OpenDocument): number {
  if (!tree) return 0;
  return Array.from({ length: tree.count }, (_, node) => tree.kind[node] === ERROR_KIND || ((tree.flags[node] ?? 0) & MISSING) !== 0).filter(Boolean).length;
}

const saidAt = ({ rule, message, span }: Finding, shift = 0) => `${rule} ${message} ${span.start - shift}-${span.end - shift}`;

describe('findings', () => {
  test.each(BAD.map((bad) => [`${bad.rule.id}, line ${bad.file.at.line + 1}`, bad] as const))('move with the text they stand in: %s', async (_, bad) => {
    const { file } = bad;
    const before = await opened(bad, file.text, (__, findings) => findings.map((finding) => saidAt(finding)));
    const { line, block } = knowledge.languages.find(({ id }) => id === file.language)?.comments ?? { line: [], block: [] };
    const comment = line[0] === undefined ? (block[0] === undefined ? '' : `${block[0][0]} 🙂 ${block[0][1]}`) : `${line[0]} 🙂`;
    const lead = `${comment}\n\n`;
    const after = await opened(bad, lead + file.text, (__, findings) => findings.map((finding) => saidAt(finding, lead.length)));
    expect(after).toEqual(before);
  });

  test('after any edit are those of the text read anew', async () => {
    const engine = await testEngine();
    const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(8), insert: fc.constantFrom('', '\n', ' ', '(', ')', '"', "'", '{', '}', 'x', '🙂', '\ud800', '# ', '// ', 'for ', ',', '= None') });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...BAD), fc.array(edit, { minLength: 1, maxLength: 6 }), async (bad, edits) => {
        const { example, file, path } = bad;
        const neighbourhood = await neighbourhoodOf(example, engine);
        const document = await engine.open({ path, text: file.text, neighbourhood });
        if (!document) throw new Error(`no language page claims ${path}`);
        let { text } = file;
        engine.check(document);
        for (const { at, remove, insert } of edits) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + insert + text.slice(start + remove);
          document.update(text);
          const findings = (await engine.checkAround(document)).map((finding) => saidAt(finding));
          expect(findings).toEqual(await opened(bad, text, (__, fresh) => fresh.map((finding) => saidAt(finding))));
        }
        document.dispose();
        neighbourhood.dispose();
      }),
      { numRuns: 150 },
    );
  });
});

describe('fixes', () => {
  const fixable = BAD.filter(({ rule }) => rule.fixes.length > 0);

  test.each(fixable.map((bad) => [`${bad.rule.id}, line ${bad.file.at.line + 1}`, bad] as const))('the first removes its finding, others at least what it says, and none breaks anything: %s', async (_, bad) => {
    const { rule, file } = bad;
    const own = await opened(bad, file.text, (document, findings) => ({ mistakes: mistakes(document), findings: findings.filter((finding) => finding.rule === rule.id) }));
    for (const finding of own.findings) {
      for (const [i, fix] of finding.fixes.entries()) {
        const fixed = applyEdits(file.text, fix.edits);
        const after = await opened(bad, fixed, (document, findings) => ({ mistakes: mistakes(document), findings: findings.filter(({ rule: id }) => id === rule.id) }));
        const same = (others: readonly Finding[]) => others.filter(({ message, span }) => i === 0 || (message === finding.message && span.start === finding.span.start)).length;
        expect(same(after.findings), fixed).toBe(same(own.findings) - 1);
        expect(after.mistakes, fixed).toBeLessThanOrEqual(own.mistakes);
      }
    }
  });

  test.each(fixable.map((bad) => [`${bad.rule.id}, line ${bad.file.at.line + 1}`, bad] as const))('all at once break nothing: %s', async (_, bad) => {
    const { file } = bad;
    const before = await opened(bad, file.text, (document, findings) => ({ mistakes: mistakes(document), groups: findings.flatMap(({ fixes: [fix] }) => (fix ? [fix.edits] : [])) }));
    const fixed = applyEdits(file.text, compatibleEdits(before.groups));
    expect(await opened(bad, fixed, mistakes), fixed).toBeLessThanOrEqual(before.mistakes);
  });

  const LENGTH = 40;
  const span = fc.tuple(fc.nat(LENGTH), fc.nat(6)).map(([start, length]) => ({ start, end: Math.min(LENGTH, start + length) }));
  const group = fc.array(fc.record({ span, text: fc.string({ maxLength: 3 }) }).map(({ span: at, text }) => ({ ...at, text })), { minLength: 1, maxLength: 3 });

  test('that overlap are applied whole or not at all, and never corrupt the text', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 6 }), (groups) => {
        // A group that overlaps itself is no fix.
        const sound = groups.filter((edits) => edits.every((edit, i) => edits.every((other, j) => i === j || edit.end <= other.start || other.end <= edit.start)) && new Set(edits.map(({ start }) => start)).size === edits.length);
        const text = Array.from({ length: LENGTH }, (_, i) => String.fromCodePoint(97 + (i % 26))).join('');
        const taken = compatibleEdits(sound);
        const result = applyEdits(text, taken);
        const removed = taken.reduce((sum, { start, end }) => sum + end - start, 0);
        const added = taken.reduce((sum, edit) => sum + edit.text.length, 0);
        expect(result.length).toBe(LENGTH - removed + added);
        const isIn = (edits: readonly TextEdit[], edit: TextEdit) => edits.some((other) => other.start === edit.start && other.end === edit.end && other.text === edit.text);
        const whole = sound.filter((edits) => edits.every((edit) => isIn(taken, edit))).flat();
        for (const edit of taken) expect(isIn(whole, edit)).toBe(true);
        if (sound[0]) expect(taken).toEqual(expect.arrayContaining(sound[0]));
      }),
    );
  });
});
