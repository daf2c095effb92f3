import { DESCRIPTORS, type DescriptorIndex } from '../../mesh/descriptor-index.js';
import { lineageOf, productNode } from '../../mesh/lineage/build.js';
import { impactOf, type Impact } from '../../mesh/lineage/impact.js';
import { layOut } from '../../mesh/lineage/layout.js';
import { lineageMermaid } from '../../mesh/lineage/mermaid.js';
import type { Lineage } from '../../mesh/lineage/model.js';
import { jobEvents } from '../../mesh/lineage/open-lineage.js';
import { lineageSvg } from '../../mesh/lineage/svg.js';
import { around, viewOf } from '../../mesh/lineage/view.js';
import { oneOf, readArguments } from '../arguments.js';
import { problemLine, UsageError, type CommandContext, type Problem } from '../context.js';
import { findFiles, readTask } from '../files.js';
import { impactText, lineageText, printedImpact, printedLineage } from '../lineage-text.js';

const LINEAGE_FORMATS = ['text', 'svg', 'mermaid', 'openlineage', 'json'] as const;

/** `talklint product lineage [paths…]`. */
export async function productLineage(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(args, { format: { type: 'string', default: 'text' }, product: { type: 'string' }, without: { type: 'string' } });
  const format = oneOf('--format', values.format, LINEAGE_FORMATS);
  if (values.without !== undefined && format !== 'text' && format !== 'json') throw new UsageError('--without tells what breaks, as text or JSON; leave out --format, or give --format json.');
  const { index, problems } = await readIndex(positionals, context);
  const whole = lineageOf(index);
  if (values.without !== undefined) context.out(whatBreaks(index, whole, values.without, format));
  else context.out(written(index, values.product === undefined ? whole : around(whole, findProduct(index, values.product)), format));
  for (const problem of problems) context.error(problemLine(problem));
  return problems.length > 0 ? 2 : 0;
}

async function readIndex(paths: readonly string[], context: CommandContext): Promise<{ readonly index: DescriptorIndex; readonly problems: readonly Problem[] }> {
  const found = await findFiles(paths, (path) => DESCRIPTORS.accepts(path), context);
  const problems = [...found.problems];
  const index = DESCRIPTORS.create();
  for (const task of found.tasks) {
    const file = await readTask(task);
    if (!('text' in file)) {
      problems.push({ file: task.shown, message: 'failed' in file ? file.failed : file.skipped });
      continue;
    }
    index.put({ path: task.shown, text: file.text, pathClasses: new Set() });
    const facts = index.factsOf(task.shown);
    if (facts?.products.length === 0 && facts.contracts.length === 0) problems.push({ file: task.shown, message: 'this is no YAML that describes a product or contract, so the lineage lacks it; `talklint product check` says what is wrong.' });
  }
  return { index, problems };
}

/** The node of the product somebody names by id, by name, or by domain and name. */
function findProduct(index: DescriptorIndex, wanted: string): string {
  const fits = index.products.filter(({ id, name, domain }) => id === wanted || name === wanted || `${domain?.text ?? ''}/${name}` === wanted);
  const [product] = fits;
  if (!product) throw new UsageError(`no data product here has the id or name "${wanted}"; ${index.products.length === 0 ? 'there are none.' : 'name one that is there.'}`);
  if (fits.length > 1) throw new UsageError(`several data products are called "${wanted}"; give the id, or the name as domain/name.`);
  return productNode(product);
}

function written(index: DescriptorIndex, lineage: Lineage, format: (typeof LINEAGE_FORMATS)[number]): string {
  switch (format) {
    case 'svg':
      return lineageSvg(layOut(viewOf(lineage)), true);
    case 'mermaid':
      return lineageMermaid(viewOf(lineage));
    case 'openlineage':
      return json(jobEvents(index, index.products.filter((product) => lineage.nodes.has(productNode(product))), new Date().toISOString()));
    case 'json':
      return json(printedLineage(lineage));
    case 'text':
      return lineageText(lineage);
  }
}

function whatBreaks(index: DescriptorIndex, lineage: Lineage, written: string, format: string): string {
  const impact = impactFrom(index, written);
  return format === 'json' ? json(printedImpact(lineage, impact)) : impactText(lineage, impact, written);
}

/** A contract's id may hold dots, so the two parts after it are found from the end, unless columns lie in columns. */
function impactFrom(index: DescriptorIndex, written: string): Impact {
  const contract = index.contracts.flatMap(({ id }) => (id !== undefined && written.startsWith(`${id}.`) ? [id] : [])).sort((a, b) => b.length - a.length)[0];
  const rest = contract === undefined ? '' : written.slice(contract.length + 1);
  const table = index.contractsWith(contract ?? '').flatMap(({ tables }) => tables).find(({ name }) => rest.startsWith(`${name}.`))?.name;
  if (contract === undefined || table === undefined) throw new UsageError(`--without takes contract.object.column, and "${written}" names no contract and object that are here.`);
  try {
    return impactOf(index, { contract, table, column: rest.slice(table.length + 1) });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
