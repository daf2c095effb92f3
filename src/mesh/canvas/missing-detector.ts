import type { Detector, DetectorContext } from '../../lint/detector.js';
import { find, textAt } from '../../lint/document-matcher/path.js';
import { yamlTrees } from '../../lint/document-matcher/yaml-tree.js';
import { besides } from '../../lint/surroundings.js';
import { RESTRICTED } from '../access-detectors.js';
import { ownDescriptorsOf, someOf } from '../advice.js';
import { CANVAS_PATH } from './boxes.js';

/** A product gives out confidential columns, and nobody has gone through an ethics canvas for it. */
export const noCanvas: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataProduct', context)) {
    const [first] = descriptor.root.entries;
    const columns = confidentialBeside(context);
    if (!first || !columns || columns.length === 0) continue;
    // The canvas may be kept elsewhere and named.
    if (find(descriptor.root, 'customProperties.*.property').some(({ node }) => node.kind !== 'scalar' || /ethics/i.test(String(node.value)))) continue;
    if (context.surroundings.stat(besides(context.document.path, CANVAS_PATH)) === 'nothing') yield { span: first.span, ...softened, variables: { COLUMNS: someOf(columns) } };
  }
};

/** The confidential columns of the contracts in the folder `contracts` beside a product; undefined while somebody still has to look. */
function confidentialBeside({ document, surroundings }: DetectorContext): string[] | undefined {
  const folder = besides(document.path, 'contracts');
  const names = surroundings.names(folder);
  if (names === undefined || names === 'nothing') return undefined;
  const texts = names.filter(({ name, kind }) => kind === 'file' && /\.odcs\.ya?ml$/.test(name)).map(({ name }) => surroundings.text(`${folder}/${name}`));
  if (texts.includes(undefined)) return undefined;
  const columns = texts.flatMap((text) => yamlTrees(text ?? '').flatMap((root) => find(root, 'schema.*.properties.*')));
  return [...new Set(columns.flatMap(({ node }) => (RESTRICTED.test(textAt(node, 'classification') ?? '') ? [textAt(node, 'name') ?? 'a column'] : [])))];
}
