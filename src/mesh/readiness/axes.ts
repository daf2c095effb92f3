import { find, isAbsent, textAt } from '../../lint/document-matcher/path.js';
import { CANVAS_PATH } from '../canvas/boxes.js';
import { folderName } from '../slug.js';
import type { Axis, EvidencePlace, Measure } from './model.js';
import { domainOf, isInUse, says, type Described, type OutputPort, type Survey } from './survey.js';

/** What is found in a workspace on each of the six axes. */
export function axesOf(survey: Survey): Axis[] {
  return [availability(survey), accessibility(survey), literacy(survey), microservices(survey), domainDrivenDesign(survey), culture(survey)];
}

interface Placed {
  readonly place: EvidencePlace;
}

/** Counts those of some things that have something; nothing where there are none. */
function measure<Thing extends Placed>(what: string, things: readonly Thing[], has: (thing: Thing) => boolean): Measure[] {
  const have = things.filter(has).map(({ place }) => place);
  const lack = things.filter((thing) => !has(thing)).map(({ place }) => place);
  return things.length === 0 ? [] : [{ what, have, lack }];
}

/** The domains that products name, each at the first product that does. */
export function domainsOf({ products }: Survey): { readonly name: string; readonly place: EvidencePlace; readonly products: readonly Described[] }[] {
  const names = [...new Set(products.flatMap((product) => domainOf(product) ?? []))];
  return names.map((name) => {
    const own = products.filter((product) => domainOf(product) === name);
    return { name, place: own[0]?.place ?? { path: '', line: 1 }, products: own };
  });
}

function availability(survey: Survey): Axis {
  const { outputs } = survey;
  return {
    id: 'availability',
    title: 'Availability',
    about: 'The data others need is there, and somebody promises how fresh and how sound it is.',
    measures: [
      ...measure('domains offer an output port of a product in use', domainsOf(survey), ({ products }) => outputs.some(({ product }) => products.includes(product) && isInUse(product))),
      ...measure('output ports have a contract with service levels', outputs, ({ contract }) => contract !== undefined && says(contract, 'slaProperties')),
      ...measure('output ports have a contract with a check that a program can run', outputs, ({ contract }) => contract !== undefined && find(contract.root, 'schema.**.quality.*').some(({ node }) => textAt(node, 'type') !== 'text')),
    ],
    notes: [],
    questions: ['Which data do people ask for that nobody publishes?', 'Is a promise that was broken noticed before a reader complains?'],
  };
}

function accessibility({ outputs, products }: Survey): Axis {
  const withContract = (path: string) => ({ contract }: OutputPort) => contract !== undefined && says(contract, path);
  return {
    id: 'accessibility',
    title: 'Accessibility',
    about: 'Whoever may read the data can get to it without asking around.',
    measures: [
      ...measure('output ports name a contract that is in the workspace', outputs, ({ contract }) => contract !== undefined),
      ...measure('output ports say who may read them', outputs, withContract('roles')),
      ...measure('output ports say where the data is', outputs, withContract('servers')),
      ...measure('products have a support channel', products, (product) => says(product, 'support')),
    ],
    notes: [],
    questions: ['How long does it take from asking for access to the first row?', 'Can a team publish a port without a ticket to another team?'],
  };
}

function literacy({ outputs, products, contracts, canvases, paths }: Survey): Axis {
  const known = new Set(paths.map((path) => path.toLowerCase()));
  const beside = ({ folder }: Described, name: string) => (folder === '' ? name : `${folder}/${name}`);
  const canvasOf = (product: Described) => canvases.get(beside(product, CANVAS_PATH))?.canvas;
  return {
    id: 'literacy',
    title: 'Literacy',
    about: 'People understand the data from what is written beside it. The talk names a developer portal here.',
    measures: [
      ...measure('products and contracts say what the data is for', [...products, ...contracts], (one) => says(one, 'description.purpose')),
      ...measure('contracts describe every column', contracts, ({ root }) => find(root, 'schema.*.properties.*').every(({ node }) => !isAbsent(node, 'description'))),
      ...measure('output ports are described', outputs, ({ node }) => !isAbsent(node, 'description')),
      ...measure('products have a README beside them', products, (product) => known.has(beside(product, 'readme.md').toLowerCase())),
      ...measure('products have an ethics canvas with an answer in every box', products, (product) => canvasOf(product)?.boxes.every(({ answers }) => answers.length > 0) === true && canvasOf(product)?.missing.length === 0),
    ],
    notes: [],
    questions: ['Is there one place where everybody looks for data first?', 'Who teaches people to read a figure and to doubt it?'],
  };
}

/** Files that describe something to be deployed on its own. */
const DEPLOYABLE = /(?:^|\/)(?:Dockerfile(?:\.[\w-]+)?|[\w-]+\.dockerfile|serverless\.ya?ml|Chart\.yaml|fly\.toml|Procfile|app\.ya?ml)$/i;

function microservices(survey: Survey): Axis {
  const deployables = survey.paths.filter((path) => DEPLOYABLE.test(path));
  const places = deployables.map((path) => ({ path, line: 1 }));
  const segments = deployables.map((path) => path.toLowerCase().split('/').map(folderName));
  const [own] = measure('domains have a folder with something deployed on its own', domainsOf(survey), ({ name }) => segments.some((parts) => parts.includes(folderName(name))));
  // Folders may be called otherwise, so that none fits proves nothing.
  const measures = own && own.have.length > 0 ? [own] : [];
  const parts = places.length === 1 ? '1 part is deployed on its own' : `${places.length} parts are deployed on their own`;
  const note = places.length === 0 ? 'Nothing that is deployed on its own was found here; the services may live in other repositories.' : `${parts}${measures.length > 0 ? '.' : ', and no folder of theirs is named after a domain, so nobody can see which domain owns which.'}`;
  return {
    id: 'microservices',
    title: 'Microservices',
    about: 'Small parts that one team owns and deploys alone: who lives with them knows most of what a mesh asks.',
    measures,
    notes: [{ text: note, places }],
    questions: ['Can one team release without waiting for another?', 'Does each service keep its data to itself, behind an interface?'],
  };
}

function domainDrivenDesign(survey: Survey): Axis {
  const { products, contracts, paths } = survey;
  const glossaries = paths.filter((path) => /(?:^|\/)glossary\.md$/i.test(path)).map((path) => ({ path, line: 1 }));
  return {
    id: 'domain-driven-design',
    title: 'Domain-driven design',
    about: 'The borders of the data are those of the business, and each word means one thing within them.',
    measures: [
      ...measure('products name their domain', products, (product) => domainOf(product) !== undefined),
      ...measure('products stand in a folder of their domain', products.filter((product) => domainOf(product) !== undefined), (product) => product.folder.split('/').map(folderName).includes(folderName(domainOf(product) ?? ''))),
      ...measure('contracts link a column or table to what it means in the business', contracts, ({ root }) => find(root, '**.authoritativeDefinitions.*').some(({ node }) => /definition|semantic|glossary/i.test(textAt(node, 'type') ?? ''))),
    ],
    notes: [{ text: glossaries.length > 0 ? 'A glossary was found.' : 'No glossary.md was found.', places: glossaries }],
    questions: ['Would the people of each domain draw its border where the folders do?', 'Where does one word mean two things?'],
  };
}

const DECISION = /(?:^|\/)(?:adrs?|decisions?|decision[-_]records?)\/[^/]+\.(?:md|adoc|rst)$/i;

function culture({ products, canvases, paths, today }: Survey): Axis {
  const decisions = paths.filter((path) => DECISION.test(path)).map((path) => ({ path, line: 1 }));
  const owner = ({ root }: Described) => [...find(root, 'team.members.*'), ...find(root, 'team.*')].some(({ node }) => node.kind === 'mapping' && isAbsent(node, 'dateOut') && /owner/i.test(textAt(node, 'role') ?? ''));
  return {
    id: 'culture',
    title: 'Culture',
    about: 'Somebody looks after each product, and decisions rest on data and are written down.',
    measures: [
      ...measure('products name an owner who is still there', products, owner),
      ...measure('products name their team', products, ({ root }) => textAt(root, 'team.name') !== undefined),
      ...measure('ethics canvases have a day of review that is not past', [...canvases.values()], ({ canvas }) => (canvas.frontMatter.get('nextReview')?.text ?? '') >= today),
    ],
    notes: [{ text: decisions.length > 0 ? `${decisions.length === 1 ? '1 decision record was' : `${decisions.length} decision records were`} found.` : 'No decision records were found.', places: decisions }],
    questions: ['Which decision of the last month rested on a figure, and which should have?', 'Is looking after data part of somebody’s work, or beside it?'],
  };
}
