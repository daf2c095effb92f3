import type { Detector } from '../lint/detector.js';
import { find, textAt } from '../lint/document-matcher/path.js';
import { documentTrees } from '../lint/document-matcher/trees.js';

/** A contract is written in the Data Contract Specification, which the rules for contracts do not read. Those in tests and examples are left alone. */
export const otherStandard: Detector = function* ({ document }) {
  if (document.pathClasses.has('test') || document.pathClasses.has('example')) return;
  for (const root of documentTrees(document)) {
    const [key] = find(root, 'dataContractSpecification');
    const release = textAt(root, 'dataContractSpecification') ?? '';
    if (key && root.kind === 'mapping' && root.entries[0]?.keySpan.start === key.span.start && /^\d+\.\d+\.\d+/.test(release)) yield { span: key.span, variables: { RELEASE: release } };
  }
};
