import { layOut } from '../mesh/lineage/layout.js';
import type { Lineage } from '../mesh/lineage/model.js';
import { lineageSvg } from '../mesh/lineage/svg.js';
import { viewOf } from '../mesh/lineage/view.js';
import { EDGE_WORDS } from '../mesh/lineage/words.js';
import type { LineagePage, LineageScope } from '../protocol/lineage.js';
import { lineageRows } from './lineage-rows.js';
import { placeIn } from './product-tree.js';

/** A lineage as its page shows it; `folderUri` is the folder its places lie in. */
export function lineagePage(lineage: Lineage, folderUri: string | undefined, { product, showsSensitivity }: Pick<LineageScope, 'product' | 'showsSensitivity'>): LineagePage {
  const view = viewOf(lineage);
  return {
    svg: lineageSvg(layOut(view, showsSensitivity), false),
    rows: lineageRows(lineage, view.isCollapsed, showsSensitivity, ({ place }) => (place && folderUri !== undefined ? placeIn(folderUri, place) : null)),
    legend: Object.entries(EDGE_WORDS).map(([kind, text]) => ({ kind, text })),
    around: product === null ? '' : (lineage.nodes.get(product)?.name ?? ''),
    collapsedDomains: view.isCollapsed ? view.boxes.filter(({ node }) => node.kind === 'domain').length : 0,
  };
}
