import { kilograms } from '../carbon/lens.js';
import { carbonReport, whatIfByRegion, type CarbonReport, type FiledResource } from '../carbon/report.js';
import type { CarbonTables } from '../carbon/estimate.js';
import { cloudResources, READ_LANGUAGES } from '../carbon/resources/read.js';
import { throwIfCancelled, type CancellationToken } from '../document/ports.js';
import { renderMarkdown } from '../knowledge/render.js';
import type { Bar, Chart, ReaderPage, Usage } from '../protocol/model.js';
import { listFiles } from '../workspace/enumerate.js';
import { readTextFile } from '../workspace/text.js';
import type { Folder } from './folders.js';
import { escapeMarkdown } from './links.js';
import type { Session } from './session.js';
import { relativePath } from './texts.js';

/** How the page is called. */
export const CARBON_PAGE = 'carbon';

/** Bars drawn for each chart; the rest is summed up in one. */
const MOST_BARS = 12;
const UNIT = 'kg CO2e a month';
const PROVIDERS: Readonly<Record<string, string>> = { aws: 'AWS', google: 'Google Cloud', azurerm: 'Azure' };
const EMPTY = 'No cloud resource of this workspace has a machine type and a region that are written out. Talklint looks in Terraform, CloudFormation, the AWS CDK (TypeScript, JavaScript, Python), eksctl and Kubernetes.';

interface Found extends FiledResource {
  readonly usage: Usage;
}

/** What the infrastructure of the workspace would emit, with bars by resource, by region, and for moving all of it. Rejects with CancelledError. */
export async function carbonPage(session: Session, token: CancellationToken): Promise<ReaderPage> {
  const found: Found[] = [];
  for (const uri of session.folderUris) found.push(...(await survey(session, await session.folderOf(uri), token)));
  const { carbonTables: tables } = await session.engine();
  const report = carbonReport(found, tables);
  const { total, rows } = report;
  const subtitle = rows.length === 0 ? 'no estimate' : `about ${kilograms(total.typical)} ${UNIT}, ${kilograms(total.low)} without load to ${kilograms(total.high)} at full load`;
  return { reference: CARBON_PAGE, kind: 'carbon', title: 'What this infrastructure would emit', subtitle, html: renderMarkdown(rows.length === 0 ? [EMPTY, ...unknown(report)].join('\n\n') : notes(report)), contents: [], charts: charts(found, report, tables) };
}

async function survey(session: Session, folder: Folder, token: CancellationToken): Promise<Found[]> {
  if (folder.path === undefined) return [];
  const { engine } = folder;
  const { files } = await listFiles(folder.path, session.files, (path) => READ_LANGUAGES.has(engine.languages.find(path)?.id ?? ''), token);
  const found: Found[] = [];
  for (const path of files) {
    throwIfCancelled(token);
    try {
      found.push(...(await resourcesIn(session, folder, path)));
    } catch (cause) {
      session.log.info(cause instanceof Error ? cause.message : String(cause));
    }
  }
  return found;
}

async function resourcesIn(session: Session, { engine, config, neighbourhood, uri: root }: Folder, path: string): Promise<Found[]> {
  const file = await readTextFile(path, session.files);
  if (!('text' in file)) return [];
  const uri = session.platform.uriOf(path);
  const relative = relativePath(uri, root);
  const document = await engine.open({ path: relative, text: file.text, ...(neighbourhood ? { neighbourhood } : {}) }, config);
  if (!document) return [];
  try {
    if (['test', 'example', 'generated'].some((kind) => document.pathClasses.has(kind as 'test'))) return [];
    const resources = await document.knowing(() => cloudResources(document, document.surroundings, engine.carbonTables.regions));
    return resources.map((resource) => ({ path: relative, resource, usage: { uri, range: document.lines.rangeOf(resource.header), label: `${relative}:${document.lines.positionAt(resource.header.start).line + 1}` } }));
  } finally {
    document.dispose();
  }
}

function charts(found: readonly Found[], report: CarbonReport<Found>, tables: CarbonTables): Chart[] {
  if (report.rows.length === 0) return [];
  const byResource = report.rows.map(({ filed: { resource, usage }, estimate }): Bar => ({
    label: resource.name,
    value: estimate.typical,
    text: kilograms(estimate.typical),
    note: `${resource.count > 1 ? `${resource.count} × ` : ''}${resource.machine?.type ?? 'storage'} in ${resource.region?.name ?? ''}`,
    usage,
  }));
  const byRegion = report.regions.map(({ region, resources, sum }): Bar => ({ label: region.name, value: sum.typical, text: kilograms(sum.typical), note: `${region.place} · ${region.intensity} g per kWh · ${resources === 1 ? '1 resource' : `${resources} resources`}` }));
  const providers = [...new Set(report.rows.map(({ filed }) => filed.resource.provider))];
  return [
    { title: 'By resource', unit: UNIT, bars: shortened(byResource) },
    { title: 'By region', unit: UNIT, bars: byRegion },
    ...providers.map((provider): Chart => ({ title: `All of it on ${PROVIDERS[provider] ?? provider}, if it ran in …`, unit: UNIT, bars: whatIf(found, report, provider, tables) })),
  ];
}

/** The regions in use, and the cleanest of all beside them. */
function whatIf(found: readonly Found[], report: CarbonReport<Found>, provider: string, tables: CarbonTables): Bar[] {
  const used = new Set(report.regions.map(({ region }) => region));
  const all = whatIfByRegion(found, provider, tables);
  const shown = all.filter(({ region }, index) => index < MOST_BARS - used.size || used.has(region));
  return shown.map(({ region, sum }) => ({ label: region.name, value: sum.typical, text: kilograms(sum.typical), note: `${region.place} · ${region.intensity} g per kWh${used.has(region) ? ' · in use' : ''}` }));
}

function shortened(bars: readonly Bar[]): Bar[] {
  if (bars.length <= MOST_BARS) return [...bars];
  const rest = bars.slice(MOST_BARS);
  const value = rest.reduce((sum, bar) => sum + bar.value, 0);
  return [...bars.slice(0, MOST_BARS), { label: `${rest.length} more`, value, text: kilograms(value) }];
}

function notes(report: CarbonReport<Found>): string {
  return [
    '## How this was worked out',
    'Watts of the machine at half load × the provider’s overhead (PUE) × 730 hours × the yearly average of the grid. Assumed: always on, half used. Watts: Teads and Cloud Carbon Footprint; grid: Electricity Maps 2025. The hover on a resource shows its own figures. AWS is known by the whole machine, Google and Azure by the processor alone: compare regions and machines of one provider, not providers.',
    `Making the servers comes on top: about ${kilograms(report.total.embodied)} kg a month, spread over four years of use.`,
    'Only what stands in code is counted: machines and disks of a written size. Network, managed services without a machine type, and what scales by itself are not. By the grid’s marginal figures another region may be the better one; average and marginal figures can disagree.',
    ...unknown(report),
  ].join('\n\n');
}

function unknown({ unknown: left }: CarbonReport<Found>): string[] {
  if (left.length === 0) return [];
  return ['## Without a figure', left.map(({ filed, why }) => `- ${escapeMarkdown(filed.resource.name)} (${escapeMarkdown(filed.usage.label)}): ${escapeMarkdown(why)}`).join('\n')];
}
