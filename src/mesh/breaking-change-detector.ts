import type { Detection, Detector } from '../lint/detector.js';
import { find, textAt } from '../lint/document-matcher/path.js';
import { ownDescriptorsOf, rewriteScalar, someOf } from './advice.js';
import { readDescriptorFacts, type ContractFacts } from './descriptor-facts.js';

/** Semantic versions from the first that promises anything: before 1.0.0 everything may change. */
const RELEASED = /^v?([1-9]\d*)\.\d+\.\d+/;

/** A contract in use took something from its readers since it was committed, and its major version is still the same. */
export const breakingChange: Detector = function* (context) {
  const { document, surroundings } = context;
  for (const { descriptor, softened } of ownDescriptorsOf('DataContract', context)) {
    const [version] = find(descriptor.root, 'version');
    const [id, written] = [textAt(descriptor.root, 'id'), textAt(descriptor.root, 'version')];
    const [, major] = RELEASED.exec(written ?? '') ?? [];
    if (softened.severity || !version || id === undefined || written === undefined || major === undefined) continue;
    const committed = surroundings.committed(document.path);
    if (committed === undefined || committed === 'nothing') continue;
    const before = contractIn(committed, id, context);
    const now = contractIn(document.text, id, context);
    if (!before || !now || before.isDraft || RELEASED.exec(before.version ?? '')?.[1] !== major) continue;
    const lost = lossesOf(before, now);
    if (lost.length > 0) yield finding(lost, version.node, written, Number(major), document.text);
  }
};

function contractIn(text: string, id: string, { document: { path } }: Parameters<Detector>[0]): ContractFacts | undefined {
  return readDescriptorFacts(path, text, false).contracts.find((contract) => contract.id === id);
}

/** Tables and columns that are gone, and columns of another type; a table is told once. */
function lossesOf(before: ContractFacts, now: ContractFacts): string[] {
  return before.tables.flatMap((table) => {
    const same = now.tables.find(({ name }) => name === table.name);
    if (!same) return [table.name];
    return table.columns.flatMap(({ name, type }) => {
      const column = same.columns.find((candidate) => candidate.name === name);
      if (!column) return [`${table.name}.${name}`];
      return type !== undefined && column.type !== undefined && column.type !== type ? [`${table.name}.${name} as ${type}`] : [];
    });
  });
}

function finding(lost: readonly string[], version: Parameters<typeof rewriteScalar>[0], written: string, major: number, text: string): Detection {
  const next = `${major + 1}.0.0`;
  return { span: version.span, variables: { LOST: someOf(lost), VERSION: written, NEXT: next }, fixes: [{ title: `Change to ${next}`, safe: false, edits: [rewriteScalar(version, next, text)] }] };
}
