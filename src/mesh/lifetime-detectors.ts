import type { Detector } from '../lint/detector.js';
import type { ProposedFix } from '../lint/finding.js';
import { find, textAt } from '../lint/document-matcher/path.js';
import { descriptorsOf } from './advice.js';

const DAY = /^\d{4}-\d\d-\d\d/;
/** The service levels that end something, by their name without spaces and marks, and the status that fits afterwards. */
const ENDS: ReadonlyMap<string, { readonly what: string; readonly status: string }> = new Map([
  ['endofsupport', { what: 'Support', status: 'deprecated' }],
  ['endoflife', { what: 'The life', status: 'retired' }],
]);

/** The end a contract promised has passed, and the contract goes on as before. */
export const pastEnd: Detector = function* (context) {
  const today = context.host.today();
  for (const { descriptor, softened } of descriptorsOf('DataContract', context)) {
    const { root } = descriptor;
    const status = textAt(root, 'status');
    if (status === undefined || ['deprecated', 'retired'].includes(status)) continue;
    for (const { node } of find(root, 'slaProperties.*')) {
      const end = ENDS.get((textAt(node, 'property') ?? '').toLowerCase().replaceAll(/[\s_-]/g, ''));
      const [value] = find(node, 'value');
      const [day] = DAY.exec(textAt(node, 'value') ?? '') ?? [];
      if (!end || !value || day === undefined || day >= today) continue;
      yield { span: value.node.span, ...softened, variables: { WHAT: end.what, DAY: day, STATUS: status }, fixes: statusFix(root, end.status) };
    }
  }
};

/** A product that nobody shall use any more says that it is in use. */
export const deprecatedButActive: Detector = function* (context) {
  for (const { descriptor } of descriptorsOf('DataProduct', context)) {
    const { root } = descriptor;
    const [deprecated] = find(root, 'deprecated');
    if (deprecated?.node.kind === 'scalar' && deprecated.node.value === true && textAt(root, 'status') === 'active') yield { span: deprecated.span, fixes: statusFix(root, 'deprecated') };
  }
};

function statusFix(root: Parameters<typeof find>[0], status: string): ProposedFix[] {
  return find(root, 'status').map(({ node }) => ({ title: `Set the status to ${status}`, safe: false, edits: [{ ...node.span, text: status }] }));
}
