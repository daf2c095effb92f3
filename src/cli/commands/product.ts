import { randomUUID } from 'node:crypto';
import { relative, resolve } from 'node:path';
import { NEVER_CANCELLED } from '../../document/ports.js';
import { productsIn, readRoot, type KnownProduct } from '../../mesh/products.js';
import { isCanvas } from '../../mesh/canvas/boxes.js';
import { ANSWER_FIELDS, checkAnswer, DEFAULT_FOLDER, planProduct } from '../../mesh/scaffold.js';
import { nodeFiles, nodeWriter } from '../../platform/node.js';
import type { ProductAnswers, ProductPlan } from '../../protocol/model.js';
import { listFiles } from '../../workspace/enumerate.js';
import { readTextFile } from '../../workspace/text.js';
import { actionOf, FORMATS, oneOf, readArguments, REPORT_FORMATS } from '../arguments.js';
import { loadKnowledge, UsageError, type CommandContext } from '../context.js';
import { ALL_RULES } from '../rule-choice.js';
import { runCheck } from './check.js';
import { productCanvas } from './product-canvas.js';
import { productReadiness } from './product-readiness.js';

const PRODUCT = /\.odps\.ya?ml$/;
const DESCRIPTOR = /\.od[pc]s\.ya?ml$/;

type Answers = Partial<Record<keyof ProductAnswers, string>>;

/** `talklint product new|check|canvas|readiness`. */
export async function product(args: readonly string[], context: CommandContext): Promise<number> {
  const [action, ...rest] = args;
  switch (actionOf('product', action, ['new', 'check', 'canvas', 'readiness'])) {
    case 'new':
      return create(rest, context);
    case 'check':
      return check(rest, context);
    case 'canvas':
      return productCanvas(rest, context);
    case 'readiness':
      return productReadiness(rest, context);
  }
}

async function check(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, { format: { type: 'string', default: 'text' } });
  return runCheck(
    {
      paths: positionals,
      format: oneOf('--format', values.format, REPORT_FORMATS),
      failOn: 'warning',
      useIgnores: true,
      fix: false,
      baseline: undefined,
      jobs: undefined,
      standardInputAs: undefined,
      choice: { ...ALL_RULES, groups: ['mesh'] },
      accepts: (path) => DESCRIPTOR.test(path) || isCanvas(path),
    },
    context,
  );
}

async function create(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, {
    answers: { type: 'string' },
    set: { type: 'string', multiple: true, default: [] as string[] },
    'dry-run': { type: 'boolean', default: false },
    format: { type: 'string', default: 'text' },
  });
  const format = oneOf('--format', values.format, FORMATS);
  const [stray] = positionals;
  if (stray !== undefined) throw new UsageError(`"${stray}" is no option; give answers as --set name="${stray}".`);
  const answers = await readAnswers(values.answers, values.set, context);
  judge(answers, await knownProducts(context.workingFolder));
  const { mesh } = await loadKnowledge();
  const plan = await planProduct(answers, (path) => readExisting(resolve(context.workingFolder, path)), mesh, randomUUID);
  if (!values['dry-run']) {
    for (const file of plan.files) if (file.action === 'create') await nodeWriter.create(resolve(context.workingFolder, file.path), file.text);
  }
  context.out(format === 'json' ? `${JSON.stringify({ version: 1, dryRun: values['dry-run'], ...plan }, null, 2)}\n` : planText(plan));
  for (const note of plan.notes) context.error(note);
  return plan.notes.length > 0 ? 2 : 0;
}

function planText(plan: ProductPlan): string {
  return plan.files.map(({ action, path }) => `${action.padEnd(8)}  ${path}\n`).join('');
}

async function readAnswers(file: string | undefined, settings: readonly string[], context: CommandContext): Promise<ProductAnswers> {
  const answers: Answers = { folder: DEFAULT_FOLDER };
  if (file !== undefined) Object.assign(answers, await readAnswersFile(file, context));
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at < 0) throw new UsageError(`--set takes key=value, not "${setting}".`);
    answers[fieldNamed(setting.slice(0, at), '--set')] = setting.slice(at + 1);
  }
  return complete(answers);
}

function complete(answers: Answers): ProductAnswers {
  const missing = ANSWER_FIELDS.filter((field) => (answers[field] ?? '').trim() === '');
  if (missing.length > 0) throw new UsageError(`these answers are missing: ${missing.join(', ')}; give each with --set key=value or in a file with --answers.`);
  const { folder = '', domain = '', name = '', purpose = '', outputPort = '', owner = '' } = answers;
  return { folder, domain, name, purpose, outputPort, owner };
}

async function readAnswersFile(name: string, context: CommandContext): Promise<Answers> {
  const file = await readTextFile(resolve(context.workingFolder, name), nodeFiles);
  const root = 'text' in file ? readRoot(file.text) : undefined;
  if (!root) throw new UsageError(`${name} must be YAML with one answer a line, such as "domain: sales"; mend it.`);
  const answers: Answers = {};
  for (const [key, value] of Object.entries(root)) {
    if (typeof value !== 'string') throw new UsageError(`${name}: ${key} must be text; put its value in quotes.`);
    answers[fieldNamed(key, name)] = value;
  }
  return answers;
}

function fieldNamed(key: string, where: string): keyof ProductAnswers {
  const field = ANSWER_FIELDS.find((candidate) => candidate === key);
  if (!field) throw new UsageError(`${where}: there is no answer "${key}"; the answers are ${ANSWER_FIELDS.join(', ')}.`);
  return field;
}

function judge(answers: ProductAnswers, known: readonly KnownProduct[]): void {
  const mistakes = ANSWER_FIELDS.map((field) => checkAnswer(field, answers, known)).filter((mistake) => mistake !== undefined);
  if (mistakes.length > 0) throw new UsageError(mistakes.join(' '));
}

async function knownProducts(folder: string): Promise<readonly KnownProduct[]> {
  const { files } = await listFiles(folder.replaceAll('\\', '/'), nodeFiles, (path) => PRODUCT.test(path), NEVER_CANCELLED);
  const texts = await Promise.all(
    files.map(async (path) => {
      const file = await readTextFile(path, nodeFiles).catch(() => ({ text: '' }));
      return { path: relative(folder, path).replaceAll('\\', '/'), text: 'text' in file ? file.text : '' };
    }),
  );
  return productsIn(texts);
}

async function readExisting(path: string): Promise<string | undefined> {
  if (!(await nodeFiles.stat(path))) return undefined;
  const file = await readTextFile(path, nodeFiles);
  // What cannot be read as text is there all the same, so it must not be written over.
  return 'text' in file ? file.text : '';
}
