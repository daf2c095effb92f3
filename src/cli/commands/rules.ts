import { relative, resolve } from 'node:path';
import { loadPack } from '../../knowledge/pack.js';
import { readRulePage } from '../../knowledge/rule-page.js';
import { newRulePage } from '../../knowledge/rule-template.js';
import type { PageProblem, Rule } from '../../knowledge/model.js';
import { nodeFiles, nodeWriter } from '../../platform/node.js';
import { runExamples } from '../../workspace/examples.js';
import { readTextFile } from '../../workspace/text.js';
import { actionOf, FORMATS, oneOf, readArguments } from '../arguments.js';
import { loadEngine, printable, problemLine, sentenceOf, UsageError, type CommandContext } from '../context.js';
import { absolutePath, shownPath } from '../files.js';

/** `talklint rules list|test|new`. */
export async function rules(args: readonly string[], context: CommandContext): Promise<number> {
  const [action, ...rest] = args;
  switch (actionOf('rules', action, ['list', 'test', 'new'])) {
    case 'list':
      return list(rest, context);
    case 'test':
      return test(rest, context);
    case 'new':
      return create(rest, context);
  }
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
  for (const problem of problems) context.error(problemLine(problem));
  return problems.length > 0 ? 2 : 0;
}

/** Runs the examples of the named rule pages: files, packs, or folders of pages within a pack. */
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
  for (const problem of [...problems, ...own.problems]) context.error(printable(problem));
  context.out(`${pages.length - failed} passed, ${failed} failed\n`);
  return problems.length + own.problems.length > 0 ? 2 : failed > 0 ? 1 : 0;
}

interface RulePages {
  /** Paths as printed. */
  readonly pages: readonly { readonly path: string; readonly rule: Rule }[];
  readonly problems: readonly string[];
}

async function readPages(names: readonly string[], context: CommandContext): Promise<RulePages> {
  const found = await Promise.all(names.map((name) => readNamed(name, context)));
  return { pages: found.flatMap(({ pages }) => pages), problems: found.flatMap(({ problems }) => problems) };
}

async function readNamed(name: string, context: CommandContext): Promise<RulePages> {
  const path = absolutePath(name, context);
  const fail = (message: string): RulePages => ({ pages: [], problems: [`${name}: ${message}`] });
  try {
    const stat = await nodeFiles.stat(path);
    if (!stat) return fail('there is no such file or folder; mend the path.');
    if (stat.kind === 'folder') return await readFolder(name, path, context);
    const file = await readTextFile(path, nodeFiles);
    if (!('text' in file)) return fail('this is no text, so it is no rule page.');
    const { rule, problems } = readRulePage(path, file.text);
    return { pages: rule ? [{ path: name, rule }] : [], problems: problems.map((problem) => located(name, problem)) };
  } catch (cause) {
    return fail(sentenceOf(cause));
  }
}

/** A pack, its `rules` folder, or a folder below that. */
async function readFolder(name: string, path: string, context: CommandContext): Promise<RulePages> {
  const inside = `${path}/`.lastIndexOf('/rules/');
  const pack = inside < 0 ? path : path.slice(0, inside);
  const { knowledge, problems } = await loadPack(pack, nodeFiles);
  const isNamed = (page: string) => page.startsWith(`${path}/`);
  const pages = knowledge.rules.map((rule) => ({ page: `${pack}/rules/${rule.id}.md`, rule })).filter(({ page }) => isNamed(page));
  const mistakes = problems.filter((problem) => isNamed(problem.path)).map((problem) => located(shownPath(problem.path, context), problem));
  const none = pages.length + mistakes.length === 0 ? [`${name}: there is no rule page in this folder; pages lie in rules/<group>/<name>.md of a pack.`] : [];
  return { pages: pages.map(({ page, rule }) => ({ path: shownPath(page, context), rule })), problems: [...mistakes, ...none] };
}

function located(path: string, { at, message }: PageProblem): string {
  return `${path}:${at.line + 1}:${at.character + 1}: ${message}`;
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
