import { performance } from 'node:perf_hooks';
import type { CarbonTables, Estimate } from '../../carbon/estimate.js';
import { kilograms } from '../../carbon/lens.js';
import { carbonReport, type CarbonReport, type CarbonSum, type FiledResource } from '../../carbon/report.js';
import { cloudResources, READ_LANGUAGES } from '../../carbon/resources/read.js';
import { PathClassifier } from '../../facts/collect.js';
import { nodeClock, nodeFiles } from '../../platform/node.js';
import type { Config } from '../../workspace/config.js';
import type { Engine } from '../../workspace/engine.js';
import { Neighbourhood } from '../../workspace/neighbourhood.js';
import { FORMATS, oneOf, readArguments } from '../arguments.js';
import { loadEngine, printable, problemLine, type CommandContext } from '../context.js';
import { findFiles, type FileTask, type FoundFiles } from '../files.js';
import { count } from '../report.js';
import { visitTexts } from '../texts.js';

const OPTIONS = { format: { type: 'string', default: 'text' } } as const;

const ASSUMPTIONS = [
  'Estimates: every machine always on and half used, the range from idle to full load; the yearly average of the grid (Electricity Maps 2025),',
  'watts by Cloud Carbon Footprint and Teads, PUE by provider. Making the servers is listed apart: their share over four years of use.',
  'AWS is known by the whole machine, Google and Azure by the processor alone: compare regions and machines of one provider, not providers.',
  'A number of machines that is not written out counts as one. Networks, storage without a written size and services without machine types are not counted.',
  'Average and marginal figures of a grid can disagree; these are averages, as accounts of emissions use them.',
];

/** A resource with the line it starts in, counted from 1. */
interface Listed extends FiledResource {
  readonly line: number;
}

interface Gathered {
  readonly resources: readonly Listed[];
  /** Files that hold resources of tests and examples, which nobody deploys. */
  readonly asides: number;
}

/** `talklint carbon`: what the infrastructure of files and folders would emit. Never fails a build. */
export async function carbon(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS);
  const format = oneOf('--format', values.format, FORMATS);
  const { engine, config, problems } = await loadEngine(context);
  const started = performance.now();
  const found = await findFiles(positionals, (path) => READ_LANGUAGES.has(engine.languages.find(path)?.id ?? ''), context);
  const tables = engine.carbonTables;
  const { gathered, problems: ofFiles, counts } = await gather(found, engine, config, tables, context);
  const errors = [...problems, ...ofFiles, ...engine.problems.map((message) => ({ file: '', message }))];
  const report = carbonReport(gathered.resources, tables);
  const stats = { ...counts, resources: gathered.resources.length, milliseconds: Math.round(performance.now() - started) };
  context.out(format === 'json' ? `${JSON.stringify({ version: 1, resources: printed(report), errors, stats }, null, 2)}\n` : text(report, gathered, stats.files));
  for (const problem of errors) context.error(problemLine(problem));
  await engine.dispose();
  return errors.length > 0 ? 2 : 0;
}

async function gather(found: FoundFiles, engine: Engine, config: Config, tables: CarbonTables, { workingFolder }: CommandContext) {
  const resources: Listed[] = [];
  let asides = 0;
  const neighbourhood = new Neighbourhood(workingFolder.replaceAll('\\', '/'), { files: nodeFiles, clock: nodeClock, open: (input) => engine.open(input, config), classesOf: (path) => engine.classesOf(path, config) });
  const visited = await visitTexts(found, new PathClassifier(config.paths), async (task, content) => {
    const read = await resourcesIn(task, content, engine, config, tables, neighbourhood);
    resources.push(...read.resources);
    asides += read.asides;
  });
  neighbourhood.dispose();
  return { gathered: { resources, asides }, ...visited };
}

async function resourcesIn(task: FileTask, content: string, engine: Engine, config: Config, tables: CarbonTables, neighbourhood: Neighbourhood): Promise<Gathered> {
  const document = await engine.open({ path: task.shown, classifiedAs: task.name, text: content, neighbourhood }, config);
  if (!document) return { resources: [], asides: 0 };
  try {
    const found = await document.knowing(() => cloudResources(document, document.surroundings, tables.regions));
    if (!task.named && found.length > 0 && (document.pathClasses.has('test') || document.pathClasses.has('example'))) return { resources: [], asides: 1 };
    return { resources: found.map((resource) => ({ path: task.shown, line: document.lines.positionAt(resource.header.start).line + 1, resource })), asides: 0 };
  } finally {
    document.dispose();
  }
}

function printed({ rows, unknown }: CarbonReport<Listed>) {
  const common = ({ path, line, resource: { name, type, provider, machine, count: number, region } }: Listed) => ({ file: path, line, name, type, provider, machine: machine?.type ?? null, count: number, region: region?.name ?? null });
  return [...rows.map(({ filed, estimate }) => ({ ...common(filed), estimate: rounded(estimate) })), ...unknown.map(({ filed, why }) => ({ ...common(filed), estimate: null, why }))];
}

/** Four digits: more would claim what nobody knows. */
function rounded(estimate: Estimate): Estimate {
  const round = (value: number) => Number(value.toPrecision(4));
  return { ...estimate, low: round(estimate.low), typical: round(estimate.typical), high: round(estimate.high), embodied: round(estimate.embodied) };
}

function text(report: CarbonReport<Listed>, { asides }: Gathered, files: number): string {
  const { rows, unknown, regions, total } = report;
  const parts: string[][] = [];
  if (rows.length > 0) {
    parts.push([`About ${kilograms(total.typical)} kg CO2e a month${range(total)}, and ${kilograms(total.embodied)} kg a month for making the servers.`]);
    parts.push(['By resource, kg a month', ...table(rows.map(({ filed: { path, line, resource }, estimate }) => [kilograms(estimate.typical), range(estimate).trim(), resource.name, whatOf(resource), resource.region?.name ?? '', `${path}:${line}`]))]);
    parts.push(['By region, kg a month', ...table(regions.map(({ region, resources, sum }) => [kilograms(sum.typical), range(sum).trim(), region.name, region.place, `${region.intensity} g CO2e per kWh`, count(resources, 'resource', 'resources')]))]);
  }
  if (unknown.length > 0) parts.push(['No number', ...unknown.map(({ filed: { path, line, resource }, why }) => `  ${path}:${line}  ${resource.name}: ${why}.`)]);
  if (rows.length > 0) parts.push(ASSUMPTIONS);
  const left = asides > 0 ? ` ${count(asides, 'file', 'files')} with resources of tests or examples left out; name them to read them.` : '';
  const number = rows.length + unknown.length;
  const found = number === 0 ? 'No cloud resource with a machine type found.' : `${count(number, 'resource', 'resources')}, ${unknown.length} without a number.`;
  parts.push([`${found} ${count(files, 'file', 'files')} read.${left}`]);
  return `${parts.map((lines) => lines.map(printable).join('\n')).join('\n\n')}\n`;
}

function whatOf({ machine, storage, count: number }: FiledResource['resource']): string {
  return `${number === 1 ? '' : `${number} × `}${machine?.type ?? `${storage?.gigabytes ?? 0} GB`}`;
}

function range({ low, high }: CarbonSum): string {
  return low < high ? ` (${kilograms(low)} to ${kilograms(high)})` : '';
}

/** Rows in columns; numbers, which come first, to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => (column === 0 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd()}`);
}
