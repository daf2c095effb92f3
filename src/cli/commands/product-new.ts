import { resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { version } from '../../../package.json';
import { productsIn, readRoot } from '../../mesh/products.js';
import { readAnswers } from '../../mesh/scaffold/answers.js';
import { planProduct } from '../../mesh/scaffold/plan.js';
import { finishChanges } from '../../platform/node-changes.js';
import { nodeClock, nodeFiles } from '../../platform/node.js';
import { isObject } from '../../protocol/shape.js';
import { scaffoldHost } from '../../workspace/scaffold-files.js';
import { readTextFile } from '../../workspace/text.js';
import { readArguments } from '../arguments.js';
import { loadKnowledge, printable, UsageError, type CommandContext } from '../context.js';
import { carryOut, isDryRun, PLAN_OPTIONS } from '../plan-output.js';

/** `talklint product new`: the files of a data product from answers; run again, it updates what nobody edited. */
export async function productNew(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, {
    answers: { type: 'string' },
    set: { type: 'string', multiple: true, default: [] as string[] },
    ...PLAN_OPTIONS,
  });
  const [stray] = positionals;
  if (stray !== undefined) throw new UsageError(`"${stray}" is no option; give answers as --set name="${stray}".`);
  const given = await givenAnswers(values.answers, values.set, context);
  const folder = context.workingFolder.replaceAll('\\', '/');
  if (!isDryRun(values)) await finishChanges(folder);
  const { mesh: templates } = await loadKnowledge();
  const host = await scaffoldHost({ folder, files: nodeFiles, clock: nodeClock, templates, version });
  const read = readAnswers(given, productsIn(host.descriptors));
  if ('mistakes' in read) throw new UsageError(printable(read.mistakes.join(' ')));
  return carryOut(await planProduct(read.answers, host), values, context);
}

type Answers = Record<string, unknown>;

async function givenAnswers(
  file: string | undefined,
  settings: readonly string[],
  context: CommandContext,
): Promise<Answers> {
  const answers: Answers = file === undefined ? {} : { ...(await readAnswersFile(file, context)) };
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at < 0) throw new UsageError(`--set takes key=value, not "${setting}".`);
    const [key = '', inner] = setting.slice(0, at).split('.');
    const value = settingValue(setting.slice(at + 1));
    const outer = answers[key];
    answers[key] = inner === undefined ? value : { ...(isObject(outer) ? outer : {}), [inner]: value };
  }
  const missing = missingAnswers(answers).join(', ');
  if (missing === '') return answers;
  const advice = 'give each with --set key=value or in a file with --answers';
  throw new UsageError(`these answers are missing: ${missing}; ${advice}.`);
}

/** What everybody has to answer; `outputPort` and `owner` are short forms. */
function missingAnswers(answers: Answers): string[] {
  const { outputPort, outputPorts = outputPort, owner, team } = answers;
  const missing = ['domain', 'name', 'purpose'].filter((key) => answers[key] === undefined);
  if (outputPorts === undefined) missing.push('outputPorts');
  if (owner === undefined && (!isObject(team) || team['owner'] === undefined)) missing.push('team.owner');
  return missing;
}

/** Lists and mappings as YAML writes them in one line; anything else is text. */
function settingValue(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  return document.errors.length > 0 ? text : (document.toJS() as unknown);
}

async function readAnswersFile(name: string, context: CommandContext): Promise<Readonly<Answers>> {
  const file = await readTextFile(resolve(context.workingFolder, name), nodeFiles);
  const root = 'text' in file ? readRoot(file.text) : undefined;
  if (!root) throw new UsageError(`${name} must be YAML with one answer a line, such as "domain: sales"; mend it.`);
  return root;
}
