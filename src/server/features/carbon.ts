import type { CodeLens, Position } from 'vscode-languageserver';
import { cleanerRegions, estimateOf, hoverText, kilograms, lensText, type CleanerRegion } from '../../carbon/lens.js';
import { cloudResources } from '../../carbon/resources/read.js';
import type { CloudResource } from '../../carbon/resources/resource.js';
import type { PlaceArguments } from '../../protocol/arguments.js';
import type { RegionChoice, RegionChoices } from '../../protocol/model.js';
import { CARBON_REGIONS, COMMANDS } from '../../protocol/requests.js';
import type { Card } from '../card.js';
import { markdownLinks } from '../links.js';
import type { OpenText } from '../open-text.js';
import type { Session } from '../session.js';
import { onRequest } from './pages.js';

/** The talk the estimates come from, at the section that asks for them. */
const TALK = 'talk/sustainable-it#what-developers-can-do';

/** What the cloud resources of a text emit: regions to move to. Lenses and hovers are composed with those of other features. */
export function registerCarbon(session: Session): void {
  onRequest(session, CARBON_REGIONS, async ({ uri, position }) => {
    const text = await session.texts.get(uri);
    const resource = text && resourceAt(await resourcesOf(text), text.offsetAt(uri, position));
    return resource ? choicesFor(text, uri, resource) : null;
  });
}

/** The cloud resources of a text with an estimate, once the files around it that name a region are known. */
async function resourcesOf({ document, folder }: OpenText): Promise<readonly CloudResource[]> {
  const tables = folder.engine.carbonTables;
  const resources = await document.knowing(() => cloudResources(document, document.surroundings, tables.regions));
  return resources.filter((resource) => estimateOf(resource, tables) !== undefined);
}

function resourceAt(resources: readonly CloudResource[], offset: number): CloudResource | undefined {
  return resources.findLast(({ span }) => span.start <= offset && offset <= span.end);
}

/** A lens above every resource with an estimate; a click offers cleaner regions. */
export async function carbonLenses(text: OpenText, uri: string): Promise<CodeLens[]> {
  const tables = text.folder.engine.carbonTables;
  return (await resourcesOf(text)).flatMap((resource) => {
    const range = text.rangeIn(uri, resource.header);
    const title = lensText(resource, tables);
    if (!range || title === undefined) return [];
    const place: PlaceArguments = { uri, position: range.start };
    return [{ range, command: { title, command: COMMANDS.moveRegion, arguments: [place] } }];
  });
}

/** The estimate with its formula, on the header of a resource and on its machine type. */
export async function carbonCards(session: Session, text: OpenText, uri: string, position: Position): Promise<Card[]> {
  const tables = text.folder.engine.carbonTables;
  const resources = await resourcesOf(text);
  const offset = text.offsetAt(uri, position);
  return resources.flatMap((resource) => {
    const span = [resource.machine?.span, resource.header].find((place) => place && place.start <= offset && offset <= place.end);
    const markdown = hoverText(resource, tables);
    if (!span || markdown === undefined) return [];
    return [{ ...span, markdown: [markdown, markdownLinks(session, [['Talk: Sustainable IT', TALK], ['All of this workspace', 'carbon']])].filter((part) => part !== '').join('\n\n') }];
  });
}

function choicesFor(text: OpenText, uri: string, resource: CloudResource): RegionChoices {
  const tables = text.folder.engine.carbonTables;
  const here = estimateOf(resource, tables)?.typical ?? 0;
  const region = resource.region && tables.regions.find(resource.provider, resource.region.name);
  const elsewhere = resource.region && resource.region.path !== text.document.path ? `Changes ${resource.region.path}: all that takes its region from there moves too.` : '';
  return {
    resource: resource.name,
    current: region ? `${region.name}, ${region.place}` : '',
    note: resource.region?.isZone === true ? 'The code names a zone of the region; write a zone of another region by hand.' : elsewhere,
    choices: cleanerRegions(resource, tables).flatMap((cleaner) => choice(text, uri, cleaner, here) ?? []),
  };
}

function choice(text: OpenText, uri: string, { region, estimate, kilometres, edit }: CleanerRegion, here: number): RegionChoice | undefined {
  const edits = edit && editsOf(text, uri, edit);
  if (edit && !edits) return undefined;
  return {
    label: region.name,
    description: region.place,
    detail: `about ${kilograms(estimate.typical)} instead of ${kilograms(here)} kg CO2e a month · ${(Math.round(kilometres / 10) * 10).toLocaleString('en')} km away`,
    edits: edits ?? [],
  };
}

/** The edit where it has to be made: in this text, or in the file of the same folder that names the region. */
function editsOf(text: OpenText, uri: string, { path, span, text: name }: NonNullable<CleanerRegion['edit']>): RegionChoice['edits'] | undefined {
  if (path === text.document.path) {
    const range = text.rangeIn(uri, span);
    return range && [{ uri, range, text: name }];
  }
  const other = text.document.surroundings.document(path);
  if (other === undefined || other === 'nothing' || text.folder.uri === undefined) return undefined;
  return [{ uri: `${text.folder.uri}/${path.split('/').map(encodeURIComponent).join('/')}`, range: other.lines.rangeOf(span), text: name }];
}
