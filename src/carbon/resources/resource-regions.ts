import type { LintDocument } from '../../lint/document.js';
import { find } from '../../lint/document-matcher/path.js';
import { documentTrees } from '../../lint/document-matcher/trees.js';
import type { RegionTable } from '../regions.js';
import type { DeclaredRegion } from './declared-regions.js';
import { inQuotes } from './written.js';

/** Resource types of Terraform that name their own region, by how they begin, and where. Those of AWS have that of the provider. */
const PLACED: Readonly<Record<string, { readonly provider: string; readonly keys: readonly string[] }>> = {
  azurerm: { provider: 'azurerm', keys: ['location'] },
  google: { provider: 'google', keys: ['location', 'region'] },
};

/** The regions that single resources of a Terraform file write out. An Azure resource group speaks for all it holds and is not among them. */
export function resourceRegions(document: LintDocument, regions: RegionTable): DeclaredRegion[] {
  if (document.language.id !== 'hcl') return [];
  return documentTrees(document).flatMap((root) =>
    find(root, 'resource').flatMap(({ node }) => (node.kind === 'mapping' ? node.entries : [])).flatMap(({ key: type, value }) => {
      const placed = type === 'azurerm_resource_group' ? undefined : PLACED[type.split('_')[0] ?? ''];
      const places = (placed?.keys ?? []).flatMap((key) => find(value, `*.${key}`));
      return places.flatMap(({ node }): DeclaredRegion[] => {
        const region = node.kind === 'scalar' && placed ? regions.find(placed.provider, String(node.value)) : undefined;
        return region ? [{ region, place: { name: region.name, path: document.path, span: inQuotes(document, node.span), isZone: false } }] : [];
      });
    }),
  );
}
