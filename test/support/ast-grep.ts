import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PureRule } from '../oracle/rule-generator.js';

/** The platform's own binary of ast-grep: the wrapper script would cost a Node start for every call. */
export function astGrepBinary(): string {
  const require = createRequire(import.meta.url);
  const suffix = process.platform === 'linux' ? '-gnu' : process.platform === 'win32' ? '-msvc' : '';
  const folder = dirname(require.resolve(`@ast-grep/cli-${process.platform}-${process.arch}${suffix}/package.json`));
  return join(folder, process.platform === 'win32' ? 'ast-grep.exe' : 'ast-grep');
}

/** Our languages whose grammar ast-grep ships too, under its names. Its grammar of PHP is another one. */
export const AST_GREP_LANGUAGES: Readonly<Record<string, string>> = {
  python: 'Python', typescript: 'TypeScript', tsx: 'Tsx', javascript: 'JavaScript', html: 'Html', yaml: 'Yaml', json: 'Json', hcl: 'Hcl', java: 'Java', go: 'Go', rust: 'Rust', csharp: 'CSharp', css: 'Css', bash: 'Bash',
};

export interface OracleMatch {
  readonly rule: string;
  readonly path: string;
  /** In bytes. */
  readonly start: number;
  readonly end: number;
  readonly single: Readonly<Record<string, string>>;
  readonly multiple: Readonly<Record<string, readonly string[]>>;
  readonly transformed: Readonly<Record<string, string>>;
  readonly replacement: string | undefined;
}

interface JsonMatch {
  readonly ruleId: string;
  readonly file: string;
  readonly range: { readonly byteOffset: { readonly start: number; readonly end: number } };
  readonly replacement?: string;
  readonly metaVariables?: { readonly single: Record<string, { readonly text: string }>; readonly multi: Record<string, readonly { readonly text: string }[]>; readonly transformed: Record<string, string> };
}

/** One rule in ast-grep's own YAML, which JSON is. */
export function toAstGrep({ id, language, rule, constraints, utils, transform, fix }: PureRule): string {
  const filled = (part: object) => Object.keys(part).length > 0;
  return JSON.stringify({ id, language: AST_GREP_LANGUAGES[language], rule, ...(filled(constraints) ? { constraints } : {}), ...(filled(utils) ? { utils } : {}), ...(filled(transform) ? { transform } : {}), ...(fix === undefined ? {} : { fix }) });
}

async function scan(rules: readonly PureRule[], folder: string): Promise<{ readonly out: string; readonly failed: boolean; readonly err: string }> {
  const scratch = await mkdtemp(join(tmpdir(), 'talklint-oracle-'));
  try {
    const file = join(scratch, 'rules.yml');
    await writeFile(file, rules.map(toAstGrep).join('\n---\n'));
    return await new Promise((resolve) => {
      execFile(astGrepBinary(), ['scan', '--rule', file, '--json=compact', '--no-ignore', 'hidden', folder], { maxBuffer: 1024 * 1024 * 1024 }, (error, out, err) => {
        resolve({ out, err, failed: error !== null && out === '' });
      });
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Whether ast-grep understands a rule. */
export async function accepts(rule: PureRule): Promise<boolean> {
  const empty = await mkdtemp(join(tmpdir(), 'talklint-oracle-empty-'));
  try {
    const { failed, err } = await scan([rule], empty);
    return !failed && !/must have kind|ERROR/.test(err);
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
}

/** What ast-grep finds, binds and would write. Throws when it does not understand a rule. */
export async function astGrep(rules: readonly PureRule[], folder: string): Promise<OracleMatch[]> {
  const { out, failed, err } = await scan(rules, folder);
  if (failed) throw new Error(`ast-grep: ${err}`);
  return (JSON.parse(out) as JsonMatch[]).map(({ ruleId, file, range, replacement, metaVariables }) => ({
    rule: ruleId,
    path: file,
    ...range.byteOffset,
    single: Object.fromEntries(Object.entries(metaVariables?.single ?? {}).map(([name, { text }]) => [name, text])),
    multiple: Object.fromEntries(Object.entries(metaVariables?.multi ?? {}).filter(([name]) => name !== 'secondary').map(([name, nodes]) => [name, nodes.map(({ text }) => text)])),
    transformed: metaVariables?.transformed ?? {},
    replacement,
  }));
}
