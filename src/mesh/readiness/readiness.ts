import { find, textAt } from '../../lint/document-matcher/path.js';
import { axesOf, domainsOf } from './axes.js';
import type { AntiSignal, Readiness } from './model.js';
import { isInUse, type Survey } from './survey.js';

/** Fewer products say too little about how they hang together. */
const FEWEST_PRODUCTS = 3;
/** A mesh spreads work over teams; with so few of them one platform and one conversation do. */
const FEW_TEAMS = 5;

/** How ready a workspace is for a data mesh, as far as its files tell: evidence, and no score. */
export function readinessOf(survey: Survey): Readiness {
  return { axes: axesOf(survey), signals: signalsOf(survey), products: survey.products.length, contracts: survey.contracts.length };
}

function signalsOf(survey: Survey): AntiSignal[] {
  const { products } = survey;
  const places = products.map(({ place }) => place);
  if (products.length === 0) return [{ text: 'No data product is described here. Begin with one that has a real reader; Talklint: New Data Product… writes it.', places: [] }];
  const domains = domainsOf(survey);
  return [
    ...(domains.length === 1 ? [{ text: `All products belong to one domain, ${domains[0]?.name ?? ''}. That is a data product line; a mesh begins with the second domain.`, places }] : []),
    ...teamSignal(survey),
    ...(products.length >= FEWEST_PRODUCTS && !isAnythingReused(survey) ? [{ text: 'No product reads a port of another. Either nobody needs the data, or it is fetched past the ports.', places }] : []),
    ...(products.length >= FEWEST_PRODUCTS && !products.some(isInUse) ? [{ text: 'Not one product is active. Bring one into use before the next is begun.', places }] : []),
  ];
}

function teamSignal({ products }: Survey): AntiSignal[] {
  const named = products.flatMap(({ root, placeOf }) => find(root, 'team.name').flatMap(({ node }) => (node.kind === 'scalar' ? [{ team: String(node.value).trim().toLowerCase(), place: placeOf(node) }] : [])));
  const teams = [...new Set(named.map(({ team }) => team))];
  if (teams.length === 0 || teams.length > FEW_TEAMS) return [];
  const count = teams.length === 1 ? 'One team is' : `${teams.length} teams are`;
  return [{ text: `${count} named as owners: ${teams.join(', ')}. With five or fewer a shared platform and good contracts may be all that is needed.`, places: named.map(({ place }) => place) }];
}

function isAnythingReused({ products, outputs }: Survey): boolean {
  const published = new Map(outputs.map(({ node, product }) => [textAt(node, 'contractId'), product]));
  return products.some((product) =>
    find(product.root, 'inputPorts.*').some(({ node }) => {
      const publisher = published.get(textAt(node, 'contractId') ?? '');
      return publisher !== undefined && publisher !== product;
    }),
  );
}
