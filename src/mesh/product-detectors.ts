import { find, isAbsent, textAt } from '../lint/document-matcher/path.js';
import type { DocumentNode } from '../lint/document-matcher/node.js';
import type { Detector } from '../lint/detector.js';
import { descriptorsOf, insertInto, ownDescriptorsOf, rewriteScalar } from './advice.js';

/** Two ports of one direction have one name and one version. */
export const repeatedPort: Detector = function* (context) {
  for (const { descriptor } of descriptorsOf('DataProduct', context)) {
    for (const direction of ['inputPorts', 'outputPorts']) {
      const seen = new Set<string>();
      for (const { node, span } of find(descriptor.root, `${direction}.*`)) {
        const [name, version] = [textAt(node, 'name'), textAt(node, 'version')];
        if (name === undefined || version === undefined) continue;
        const key = `${name} ${version}`;
        if (seen.has(key)) yield { span, variables: { PORT: name, VERSION: version } };
        seen.add(key);
      }
    }
  }
};

/** Nobody who is still in the team is its owner. */
export const noOwner: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataProduct', context)) {
    const { root } = descriptor;
    const members = [...find(root, 'team.members.*'), ...find(root, 'team.*').filter(({ node }) => node.kind === 'mapping')].map(({ node }) => node);
    if (members.some((member) => isOwner(member)) || (!isAbsent(root, 'team') && members.length === 0 && !isAbsent(root, 'team.members'))) continue;
    const [team] = find(root, 'team');
    const [first] = root.entries;
    if (!first) continue;
    const fixes = isAbsent(root, 'team') && descriptor.release !== 'v0.9.0' ? insertInto([root], 'Add a team with an owner to fill in', 'team', { members: [{ username: 'name-of-the-owner', role: 'owner' }] }, context.document.text) : [];
    yield { span: team?.span ?? first.span, ...softened, fixes };
  }
};

/** Roles are free text: whatever names an owner counts, and so does one that cannot be told. */
function isOwner(member: DocumentNode): boolean {
  const role = textAt(member, 'role');
  const isTold = member.kind === 'mapping' && !member.open;
  return !isTold || (isAbsent(member, 'dateOut') && role !== undefined && /owner|eigenaar|responsible|lead|manager|steward/i.test(role));
}

/** An output port is made from a contract that no input port reads. */
export const unknownInputContract: Detector = function* (context) {
  for (const { descriptor } of descriptorsOf('DataProduct', context)) {
    const inputs = find(descriptor.root, 'inputPorts.*').map(({ node }) => ({ id: textAt(node, 'contractId'), version: textAt(node, 'version') }));
    if (inputs.some(({ id }) => id === undefined)) continue;
    for (const { node } of find(descriptor.root, 'outputPorts.*.inputContracts.*')) {
      const [place] = find(node, 'id');
      const id = textAt(node, 'id');
      if (!place || id === undefined || inputs.some((input) => input.id === id)) continue;
      yield { span: place.node.span, variables: { CONTRACT: id } };
    }
  }
};

/** An output port is made from another version of a contract than the input ports read. */
export const inputVersionDiffers: Detector = function* (context) {
  for (const { descriptor } of descriptorsOf('DataProduct', context)) {
    const inputs = find(descriptor.root, 'inputPorts.*').map(({ node }) => ({ id: textAt(node, 'contractId'), version: textAt(node, 'version') }));
    for (const { node } of find(descriptor.root, 'outputPorts.*.inputContracts.*')) {
      const [place] = find(node, 'version');
      const [id, version] = [textAt(node, 'id'), textAt(node, 'version')];
      const read = inputs.filter((input) => id !== undefined && input.id === id).map((input) => input.version);
      if (!place || version === undefined || read.length === 0 || read.includes(undefined) || read.includes(version)) continue;
      const [only] = read;
      const fixes = read.length === 1 && only !== undefined ? [{ title: `Change to ${only}`, safe: false, edits: [rewriteScalar(place.node, only, context.document.text)] }] : [];
      yield { span: place.node.span, variables: { VERSION: version, READ: read.join(', ') }, fixes };
    }
  }
};

/** Two inputs or more, and an output that does not say which of them it is made from. */
export const outputWithoutLineage: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataProduct', context)) {
    const inputs = find(descriptor.root, 'inputPorts.*').flatMap(({ node }) => {
      const [id, version] = [textAt(node, 'contractId'), textAt(node, 'version')];
      return id === undefined || version === undefined ? [] : [{ id, version }];
    });
    if (inputs.length < 2) continue;
    for (const { node, span } of find(descriptor.root, 'outputPorts.*')) {
      if (!isAbsent(node, 'inputContracts')) continue;
      yield { span, ...softened, variables: { PORT: textAt(node, 'name') ?? 'this port' }, fixes: insertInto([node], 'Name all inputs, to be thinned out', 'inputContracts', inputs, context.document.text) };
    }
  }
};
