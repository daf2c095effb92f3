import { relative, resolve } from 'node:path';
import { loadPack } from '../../knowledge/pack.js';
import { readRulePage } from '../../knowledge/rule-page.js';
import type { Rule } from '../../knowledge/model.js';
import { nodeFiles, nodeWriter } from '../../platform/node.js';
import { runExamples } from '../../workspace/examples.js';
import { FORMATS, oneOf, readArguments } from '../arguments.js';
import { loadEngine, UsageError, type CommandContext } from '../context.js';
import { newRulePage } from '../../knowledge/rule-template.js';

/** `talklint rules list|test|new`. */
export async function rules(args: readonly string[], context: CommandContext): Promise<number> {
  const [action, ...rest] = args;
  if (action === 'list') return list(rest, context);
  if (action === 'test') return test(rest, context);
  if (action === 'new') return create(rest, context);
  throw new UsageError('say what to do with rules: list, test or new.');
}

async function list(args: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments(args, { format: { type: 'string', default: 'text' } });
  const format = oneOf('--format', values.format, FORMATS);
  const { engine, problems } = await loadEngine(context);
  const rows = [...engine.knowledge.rules]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((rule) => ({ id: rule.id, talk: rule.talk?.talk ?? 'none', title: rule.title, languages: rule.languages, severity: rule.severity, on: rule.on, fixable: rule.fixes.length > 0 }));
  const width = Math.max(...rows.map((row) => row.id.length));
  context.out(format === 'json' ? `${JSON.stringify({ rules: rows }, null, 2)}\n` : rows.map((row) => `${row.id.padEnd(width)}  ${(row.on ? row.severity : 'off').padEnd(7)}  ${row.title}\n`).join(''));
  for (const { file, message } of problems) context.error(`${file}: ${message}`);
  return problems.length > 0 ? 2 : 0;
}

/** Runs the examples of the named rule pages, or of the folder's own pack. */
async function test(args: readonly string[], context: CommandContext): Promise<number> {
  const { positionals } = readArguments(args, {});
  if (positionals.length === 0) throw new UsageError('name the rule pages or folders to test.');
  const { engine } = await loadEngine(context);
  const { pages, problems } = await readPages(positionals, context);
  const own = engine.withKnowledge({ ...engine.knowledge, rules: pages.map((page) => page.rule) });
  let failed = 0;
  for (const { path, rule } of pages) {
    const failures = await runExamples(own, rule);
    for (const failure of failures) context.out(`${path}:${failure.line}: ${failure.message}\n`);
    if (failures.length > 0) failed++;
  }
  for (const problem of [...problems, ...own.problems]) context.error(problem);
  context.out(`${pages.length - failed} passed, ${failed} failed\n`);
  return problems.length + own.problems.length > 0 ? 2 : failed > 0 ? 1 : 0;
}

async function readPages(names: readonly string[], context: CommandContext): Promise<{ pages: { path: string; rule: Rule }[]; problems: string[] }> {
  const pages: { path: string; rule: Rule }[] = [];
  const problems: string[] = [];
  for (const name of names) {
    const path = resolve(context.workingFolder, name).replaceAll('\\', '/');
    const stat = await nodeFiles.stat(path).catch(() => undefined);
    if (stat?.kind === 'folder') {
      const pack = await loadPack(path.endsWith('/rules') ? path.slice(0, -'/rules'.length) : path, nodeFiles);
      pages.push(...pack.knowledge.rules.map((rule) => ({ path: rule.id, rule })));
      problems.push(...pack.problems.map((problem) => `${relative(context.workingFolder, problem.path)}:${problem.at.line + 1}:${problem.at.character + 1}: ${problem.message}`));
    } else if (stat) {
      const { rule, problems: found } = readRulePage(path, new TextDecoder().decode(await nodeFiles.read(path)));
      if (rule) pages.push({ path: name, rule });
      problems.push(...found.map((problem) => `${name}:${problem.at.line + 1}:${problem.at.character + 1}: ${problem.message}`));
    } else problems.push(`${name}: there is no such file or folder; mend the path.`);
  }
  return { pages, problems };
}

async function create(args: readonly string[], context: CommandContext): Promise<number> {
  const { positionals } = readArguments(args, {});
  const [id] = positionals;
  if (id === undefined || !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id)) throw new UsageError('a rule id has two parts of lower-case letters, such as green/our-rule.');
  const path = resolve(context.workingFolder, '.talklint', 'rules', `${id}.md`);
  await nodeWriter.create(path, newRulePage(id));
  context.out(`${relative(context.workingFolder, path)}\n`);
  return 0;
}
