import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PatternMatcher } from '../../src/knowledge/model.js';

/** The platform's own binary of ast-grep: the wrapper script would cost a Node start for every call. */
function binary(): string {
  const require = createRequire(import.meta.url);
  const suffix = process.platform === 'linux' ? '-gnu' : process.platform === 'win32' ? '-msvc' : '';
  const folder = dirname(require.resolve(`@ast-grep/cli-${process.platform}-${process.arch}${suffix}/package.json`));
  return join(folder, process.platform === 'win32' ? 'ast-grep.exe' : 'ast-grep');
}

const LANGUAGE_NAMES: Readonly<Record<string, string>> = { python: 'Python', typescript: 'TypeScript', tsx: 'Tsx', javascript: 'JavaScript', html: 'Html', yaml: 'Yaml', json: 'Json', hcl: 'Hcl' };

export interface OracleRule {
  readonly id: string;
  readonly language: string;
  readonly matcher: Pick<PatternMatcher, 'rule' | 'constraints' | 'utils'>;
}

/** What ast-grep finds: `rule path start-end` with byte offsets, sorted. */
export async function astGrep(rules: readonly OracleRule[], folder: string): Promise<string[]> {
  const scratch = await mkdtemp(join(tmpdir(), 'talklint-oracle-'));
  try {
    const file = join(scratch, 'rules.yml');
    const documents = rules.map(({ id, language, matcher }) => JSON.stringify({ id, language: LANGUAGE_NAMES[language], rule: matcher.rule, ...(Object.keys(matcher.constraints).length > 0 ? { constraints: matcher.constraints } : {}), ...(Object.keys(matcher.utils).length > 0 ? { utils: matcher.utils } : {}) }));
    await writeFile(file, documents.join('\n---\n'));
    const out = await new Promise<string>((resolve, reject) => {
      execFile(binary(), ['scan', '--rule', file, '--json=compact', '--no-ignore', 'hidden', folder], { maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
        if (stdout === '') reject(new Error(`ast-grep: ${stderr || (error?.message ?? '')}`));
        else resolve(stdout);
      });
    });
    const matches = JSON.parse(out) as { ruleId: string; file: string; range: { byteOffset: { start: number; end: number } } }[];
    return matches.map(({ ruleId, file: path, range }) => `${ruleId} ${path} ${range.byteOffset.start}-${range.byteOffset.end}`).sort();
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
