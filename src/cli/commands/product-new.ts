import { createHash, randomUUID } from 'node:crypto';
import { relative, resolve } from 'node:path';
import { diffIndices } from 'node-diff3';
import { parseDocument } from 'yaml';
import { NEVER_CANCELLED } from '../../document/ports.js';
import { productsIn, readRoot } from '../../mesh/products.js';
import { readAnswers, type DataProductAnswers } from '../../mesh/scaffold/answers.js';
import { planProduct, type ScaffoldHost } from '../../mesh/scaffold/plan.js';
import type { DescriptorFile } from '../../mesh/scaffold/resolve.js';
import { applyChanges, finishChanges } from '../../platform/node-changes.js';
import { nodeClock, nodeFiles } from '../../platform/node.js';
import type { PlannedFile, ProductPlan } from '../../protocol/model.js';
import { listFiles } from '../../workspace/enumerate.js';
import { readTextFile } from '../../workspace/text.js';
import { FORMATS, oneOf, readArguments } from '../arguments.js';
import { loadKnowledge, printable, UsageError, type CommandContext } from '../context.js';

const DESCRIPTOR = /\.od[pc]s\.ya?ml$/;
const WRITTEN: ReadonlySet<PlannedFile['action']> = new Set(['create', 'update', 'merge']);

/** `talklint product new`: the files of a data product from answers; run again, it updates what nobody edited. */
export async function productNew(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, {
    answers: { type: 'string' },
    set: { type: 'string', multiple: true, default: [] as string[] },
    'dry-run': { type: 'boolean', default: false },
    diff: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    format: { type: 'string', default: 'text' },
  });
  const format = values.json ? 'json' : oneOf('--format', values.format, FORMATS);
  const [stray] = positionals;
  if (stray !== undefined) throw new UsageError(`"${stray}" is no option; give answers as --set name="${stray}".`);
  const isDry = values['dry-run'] || values.diff;
  const given = await givenAnswers(values.answers, values.set, context);
  if (!isDry) await finishChanges(context.workingFolder);
  const descriptors = await descriptorsIn(context.workingFolder);
  const plan = await planProduct(judged(given, descriptors), await hostFor(context.workingFolder, descriptors));
  const changes = plan.files.filter(({ action }) => WRITTEN.has(action));
  if (!isDry) await applyChanges(context.workingFolder, changes);
  if (format === 'json') context.out(`${JSON.stringify({ version: 1, dryRun: isDry, ...plan }, null, 2)}\n`);
  else context.out(values.diff ? changes.map(diffText).join('') : planText(plan));
  for (const note of plan.notes) context.error(note);
  return plan.files.some(({ action }) => action === 'conflict') ? 2 : 0;
}

function planText({ files }: ProductPlan): string {
  return files.map(({ action, path }) => `${action.padEnd(8)}  ${path}\n`).join('');
}

/** The change of one file as a unified diff without lines around it. */
function diffText({ path, text, before }: PlannedFile): string {
  const [old, now] = [before, text].map((content) => (content === undefined ? [] : content.replace(/\n$/, '').split('\n')));
  const side = ([start, length]: readonly [number, number]) => `${length === 0 ? start : start + 1},${length}`;
  const hunks = diffIndices(old ?? [], now ?? []).map((part) => [`@@ -${side(part.buffer1)} +${side(part.buffer2)} @@`, ...part.buffer1Content.map((line) => `-${line}`), ...part.buffer2Content.map((line) => `+${line}`)].join('\n'));
  return `--- ${before === undefined ? '/dev/null' : path}\n+++ ${path}\n${hunks.map((hunk) => `${hunk}\n`).join('')}`;
}

function judged(given: Readonly<Record<string, unknown>>, descriptors: readonly DescriptorFile[]): DataProductAnswers {
  const read = readAnswers(given, productsIn(descriptors));
  if ('answers' in read) return read.answers;
  throw new UsageError(printable(read.mistakes.join(' ')));
}

async function givenAnswers(file: string | undefined, settings: readonly string[], context: CommandContext): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = file === undefined ? {} : { ...(await readAnswersFile(file, context)) };
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at < 0) throw new UsageError(`--set takes key=value, not "${setting}".`);
    const [key = '', inner] = setting.slice(0, at).split('.');
    const value = settingValue(setting.slice(at + 1));
    if (inner === undefined) answers[key] = value;
    else answers[key] = { ...(typeof answers[key] === 'object' ? answers[key] : {}), [inner]: value };
  }
  const missing = ['domain', 'name', 'purpose'].filter((key) => answers[key] === undefined);
  if (answers['outputPort'] === undefined && answers['outputPorts'] === undefined) missing.push('outputPorts');
  if (answers['owner'] === undefined && (answers['team'] as { owner?: unknown } | undefined)?.owner === undefined) missing.push('team.owner');
  if (missing.length > 0) throw new UsageError(`these answers are missing: ${missing.join(', ')}; give each with --set key=value or in a file with --answers.`);
  return answers;
}

/** Lists and mappings as YAML writes them in one line; anything else is text. */
function settingValue(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  return document.errors.length > 0 ? text : (document.toJS() as unknown);
}

async function readAnswersFile(name: string, context: CommandContext): Promise<Readonly<Record<string, unknown>>> {
  const file = await readTextFile(resolve(context.workingFolder, name), nodeFiles);
  const root = 'text' in file ? readRoot(file.text) : undefined;
  if (!root) throw new UsageError(`${name} must be YAML with one answer a line, such as "domain: sales"; mend it.`);
  return root;
}

async function descriptorsIn(folder: string): Promise<readonly DescriptorFile[]> {
  const { files } = await listFiles(folder.replaceAll('\\', '/'), nodeFiles, (path) => DESCRIPTOR.test(path), NEVER_CANCELLED);
  return Promise.all(
    files.map(async (path) => {
      const file = await readTextFile(path, nodeFiles).catch(() => ({ text: '' }));
      return { path: relative(folder, path).replaceAll('\\', '/'), text: 'text' in file ? file.text : '' };
    }),
  );
}

async function hostFor(folder: string, descriptors: readonly DescriptorFile[]): Promise<ScaffoldHost> {
  const { mesh } = await loadKnowledge();
  return {
    descriptors,
    templates: mesh,
    newId: randomUUID,
    today: () => nodeClock.today(),
    hash: (text) => Promise.resolve(createHash('sha256').update(text, 'utf8').digest('hex')),
    existing: (path) => readExisting(resolve(folder, path)),
    readText: async (path) => {
      const file = await readTextFile(resolve(folder, path), nodeFiles);
      if ('text' in file) return file.text;
      throw new UsageError(`${path} cannot be read as text; name a CSV or SQL file in UTF-8.`);
    },
  };
}

async function readExisting(path: string): Promise<string | undefined> {
  if (!(await nodeFiles.stat(path))) return undefined;
  const file = await readTextFile(path, nodeFiles);
  // What cannot be read as text is there all the same, so it must not be written over.
  return 'text' in file ? file.text : '';
}
