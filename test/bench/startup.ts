import { writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { astGrepBinary } from '../support/ast-grep.js';
import { root } from '../support/engine.js';
import { interleaved, megabytes, milliseconds, row, runProcess } from './measure.js';

const ROUNDS = 7;

/** One small file checked with everything we ship, as a process: what a hook before a commit costs. */
export async function benchStartUp(scratch: string): Promise<void> {
  const folder = join(scratch, 'start');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'a.js'), 'export const one = 1;\n');
  await writeFile(join(folder, 'eslint.config.mjs'), 'export default [{ rules: { "no-undef": "error" } }];\n');
  await writeFile(join(folder, 'rule.yml'), 'id: a\nlanguage: JavaScript\nrule: { pattern: f($A) }\n');
  const cli = join(root, 'dist', 'cli.cjs');
  const result = await interleaved(ROUNDS, {
    'talklint check': () => runProcess(process.execPath, [cli, 'check', 'a.js'], folder),
    'ESLint, one rule': () => runProcess(process.execPath, [join(root, 'node_modules/eslint/bin/eslint.js'), 'a.js'], folder),
    'ast-grep, one rule': () => runProcess(astGrepBinary(), ['scan', '--rule', 'rule.yml', 'a.js'], folder),
    'node -e 0': () => runProcess(process.execPath, ['-e', '0'], folder),
  });
  console.log(`\nStart-up: one small file, whole processes, medians of ${ROUNDS} interleaved rounds`);
  console.log(row(['', 'time', 'peak']));
  for (const [name, run] of Object.entries(result)) console.log(row([name, milliseconds(run.milliseconds), megabytes(run.peak)]));
  console.log(`  ratio to ESLint ${(result['talklint check'].milliseconds / result['ESLint, one rule'].milliseconds).toFixed(2)}`);
}
