import { join } from 'node:path';
import { astGrepBinary } from '../support/ast-grep.js';
import { equip, makeRules, PATTERNS, type Corpus } from './corpus.js';
import { interleaved, megabytes, milliseconds, row, runProcess } from './measure.js';

const ROUNDS = 5;

/** The same rules over the same files, each program as a process of its own that starts, reads, parses, matches and writes JSON. */
export async function benchScan(corpus: Corpus, scratch: string): Promise<void> {
  const all = await makeRules(corpus, 150);
  console.log(`\nScan of ${corpus.files} TypeScript files, ${megabytes(corpus.bytes)}; whole processes, medians of ${ROUNDS} interleaved rounds; of the rules ${PATTERNS * 100} % are patterns alone`);
  console.log(row(['', 'talklint', 'ast-grep', 'ratio', 'talklint peak', 'ast-grep peak']));
  for (const count of [20, 150]) {
    const { cli, astGrepRules } = await equip(join(scratch, `scan-${count}`), all.slice(0, count));
    for (const threads of [1, 2]) {
      const ours = () => runProcess(process.execPath, [cli, 'check', '.', '--format', 'json', '--jobs', String(threads)], corpus.folder);
      const theirs = () => runProcess(astGrepBinary(), ['scan', '--rule', astGrepRules, '--json=compact', '--no-ignore', 'hidden', '--threads', String(threads), '.'], corpus.folder);
      if (threads === 1) compare((await ours()).out, (await theirs()).out);
      const result = await interleaved(ROUNDS, { ours, theirs });
      const ratio = (result.ours.milliseconds / result.theirs.milliseconds).toFixed(2);
      console.log(row([`${count} rules, ${threads} thread${threads === 1 ? '' : 's'}`, milliseconds(result.ours.milliseconds), milliseconds(result.theirs.milliseconds), ratio, megabytes(result.ours.peak), megabytes(result.theirs.peak)]));
    }
  }
}

/** Both must find the same, or the times mean nothing. We report a rule once at a place, however many nodes begin there. */
function compare(ours: string, theirs: string): void {
  const { findings } = JSON.parse(ours) as { findings: { rule: string; file: string; range: { start: { line: number } } }[] };
  const matches = JSON.parse(theirs) as { ruleId: string; file: string; range: { start: { line: number; column: number } } }[];
  const found = findings.map(({ rule, file, range }) => `${rule.slice('bench/'.length)} ${file}:${range.start.line}`).toSorted();
  const places = new Map(matches.map(({ ruleId, file, range: { start } }) => [`${ruleId} ${file} ${start.line}:${start.column}`, `${ruleId} ${file.replace(/^\.\//, '')}:${start.line + 1}`]));
  const expected = [...places.values()].toSorted();
  if (found.join('\n') !== expected.join('\n')) throw new Error(`the two do not find the same (${found.length} and ${expected.length}); run "npm run oracle".`);
  console.log(`  the same ${found.length} findings`);
}
