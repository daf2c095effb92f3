import { folderName } from '../slug.js';
import { fill, markdownText, yamlScalar } from '../template.js';
import { contractDescriptor, inputContract, productDescriptor } from './descriptors.js';
import type { ResolvedAnswers, ResolvedInput, ResolvedOutput } from './resolve.js';

/** What was decided once and stays through every later run. */
export interface Decided {
  readonly productId: string;
  /** By the name of the output port. */
  readonly contractIds: Readonly<Record<string, string>>;
  /** The day of the first run, `YYYY-MM-DD`. */
  readonly day: string;
}

type Templates = Readonly<Record<string, string>>;

/** The folder of a product, relative to the workspace folder. */
export function productFolder({ folder, domain, name }: Pick<ResolvedAnswers, 'folder' | 'domain' | 'name'>): string {
  return `${folder}/${folderName(domain)}/${folderName(name)}`;
}

/**
 * Every file of a data product by its path relative to the workspace folder; it depends on nothing but what is given.
 * Throws an Error when a template is missing.
 */
export function productFiles(answers: ResolvedAnswers, decided: Decided, templates: Templates): ReadonlyMap<string, string> {
  const base = productFolder(answers);
  const files = new Map<string, string>();
  const add = (path: string, text: string) => files.set(`${base}/${path}`, text);
  const idOf = ({ name }: ResolvedOutput) => decided.contractIds[name] ?? '';
  add('dataproduct.odps.yaml', productDescriptor(answers, decided.productId, answers.outputPorts.map(idOf)));
  for (const port of answers.outputPorts) {
    const slug = folderName(port.name);
    add(`contracts/${slug}.v1.odcs.yaml`, contractDescriptor(answers, port, idOf(port), tableOf(port.name)));
    if (answers.transformation === 'polars') addPolars(add, answers, port, templates);
    if (answers.transformation === 'sql') add(`transform/${slug}.sql`, sqlOf(answers, port, templates));
  }
  for (const input of answers.inputPorts.filter(({ isExternal }) => isExternal)) add(`contracts/inputs/${folderName(input.name)}.v${major(input)}.odcs.yaml`, inputContract(input));
  add('README.md', fill(template(templates, 'README.md'), pageValues(answers, decided), asIs));
  add('access/policy.md', fill(template(templates, 'policy.md'), pageValues(answers, decided), asIs));
  add('ethics/data-ethics-canvas.md', fill(template(templates, 'data-ethics-canvas.md'), pageValues(answers, decided), asIs));
  return files;
}

function template(templates: Templates, name: string): string {
  const key = `templates/${name}.tmpl`;
  const found = Object.hasOwn(templates, key) ? templates[key] : undefined;
  if (found === undefined) throw new Error(`the template mesh/${key} is missing; install Talklint again.`);
  return found;
}

function asIs(text: string): string {
  return text;
}

function tableOf(port: string): string {
  return folderName(port).replaceAll('-', '_');
}

function major({ version }: ResolvedInput): string {
  return /^\d+/.exec(version)?.[0] ?? '1';
}

/** Sources of a transformation by name; a product that reads no other has one of its own. */
function sourcesOf({ inputPorts }: ResolvedAnswers, port: ResolvedOutput): readonly string[] {
  return inputPorts.length > 0 ? inputPorts.map(({ name }) => tableOf(name)) : [`${tableOf(port.name)}_source`];
}

function addPolars(add: (path: string, text: string) => void, answers: ResolvedAnswers, port: ResolvedOutput, templates: Templates): void {
  const slug = folderName(port.name);
  const sources = sourcesOf(answers, port);
  const columns = port.columns.map(({ name }) => `    ${JSON.stringify(name)},\n`).join('');
  const values = { port: programText(port.name), product: programText(answers.name), slug, columns, first: JSON.stringify(sources[0] ?? ''), sources: sources.map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(`data/${name}.parquet`)},\n`).join(''), target: JSON.stringify(`data/${slug}.parquet`) };
  add(`transform/${slug}.py`, fill(template(templates, 'transform.py'), values, asIs));
  add(`tests/test_${tableOf(port.name)}.py`, fill(template(templates, 'test.py'), values, asIs));
  add(`tests/fixtures/${slug}.csv`, `${port.columns.map(({ name }) => csvField(name)).join(',')}\n${port.columns.map(({ name }) => csvField(`${name} 1`)).join(',')}\n`);
}

/** A name within a comment or text of a program. */
function programText(text: string): string {
  return text.replace(/["\\]/g, ' ');
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function sqlOf(answers: ResolvedAnswers, port: ResolvedOutput, templates: Templates): string {
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const [source = ''] = sourcesOf(answers, port);
  return fill(template(templates, 'transform.sql'), { port: port.name, product: answers.name, columns: port.columns.map(({ name }) => `  ${quoted(name)}`).join(',\n'), source: quoted(source) }, asIs);
}

function pageValues(answers: ResolvedAnswers, { day }: Decided): Record<string, string> {
  const inputs = answers.inputPorts.map(({ name, version, isExternal }) => `- ${markdownText(name)} ${version}${isExternal ? ', from outside' : ''}`);
  return {
    name: markdownText(answers.name),
    purpose: markdownText(answers.purpose),
    domain: markdownText(answers.domain),
    owner: markdownText(answers.team.owner),
    ownerScalar: yamlScalar(answers.team.owner),
    team: markdownText(answers.team.name),
    type: answers.type,
    classification: answers.classification,
    personalData: answers.personalData ? 'It holds personal data.' : 'As far as is known it holds no personal data.',
    inputs: inputs.join('\n') || 'The data is collected by this team itself.',
    outputs: answers.outputPorts.map(({ name }) => `- ${markdownText(name)}: ${answers.classification}, for those who have the role \`${tableOf(name)}-reader\``).join('\n'),
    ports: answers.outputPorts.map(({ name, kind }) => `| ${markdownText(name)} | ${kind} | contracts/${folderName(name)}.v1.odcs.yaml |`).join('\n'),
    roles: answers.outputPorts.map(({ name }) => `| ${markdownText(name)} | ${tableOf(name)}-reader | ${markdownText(answers.team.owner)} |`).join('\n'),
    serviceLevel: answers.serviceLevel,
    reviewed: day,
    nextReview: `${Number(day.slice(0, 4)) + 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`,
  };
}
