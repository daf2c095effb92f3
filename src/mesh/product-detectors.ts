import { find, isAbsent, textAt } from '../lint/document-matcher/path.js';
import type { DocumentNode } from '../lint/document-matcher/node.js';
import type { Detector } from '../lint/detector.js';
import { besides } from '../lint/surroundings.js';
import { descriptorsOf, insertInto, ownDescriptorsOf } from './advice.js';
import { readRoot } from './products.js';

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

/** An output port is made from a contract that no input port reads, or from another version of it. */
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

/** Folders beside a product in which its contracts are kept. */
const CONTRACT_FOLDERS = ['contracts', '.'];

/**
 * An output port names a contract that is not among those beside the product, or another version of it. Silent where
 * there are no contracts beside it: they may be kept anywhere.
 */
export const contractNotHere: Detector = function* (context) {
  for (const { descriptor, softened } of descriptorsOf('DataProduct', context)) {
    const contracts = contractsBeside(context);
    if (!contracts || contracts.length === 0) continue;
    for (const { node } of find(descriptor.root, 'outputPorts.*')) {
      const [id] = find(node, 'contractId');
      const [version] = find(node, 'version');
      if (!id || textAt(node, 'contractId') === undefined) continue;
      const same = contracts.find((contract) => contract.id === textAt(node, 'contractId'));
      if (!same) yield { span: id.node.span, ...softened, message: 'No contract beside this product has this id; mend the id, or add the contract.' };
      else if (version && same.version !== undefined && textAt(node, 'version') !== same.version) {
        yield { span: version.node.span, ...softened, message: `The contract of this port, ${same.path.slice(same.path.lastIndexOf('/') + 1)}, has version ${same.version}; give both the same.`, fixes: [{ title: `Change to ${same.version}`, safe: false, edits: [{ ...version.node.span, text: same.version }] }] };
      }
    }
  }
};

interface KnownContract {
  readonly id: unknown;
  readonly version: string | undefined;
  readonly path: string;
}

/** Undefined while somebody still has to look. */
function contractsBeside({ document, surroundings }: Parameters<Detector>[0]): KnownContract[] | undefined {
  const known: KnownContract[] = [];
  let isLookedAt = true;
  for (const folder of CONTRACT_FOLDERS) {
    const place = besides(document.path, folder);
    const names = surroundings.names(place);
    if (names === undefined) isLookedAt = false;
    if (names === undefined || names === 'nothing') continue;
    for (const { name } of names.filter((entry) => entry.kind === 'file' && /\.odcs\.ya?ml$/.test(entry.name))) {
      const path = place === '' ? name : `${place}/${name}`;
      const text = surroundings.text(path);
      if (text === undefined) isLookedAt = false;
      const root = text === undefined || text === 'nothing' ? undefined : readRoot(text);
      if (root) known.push({ id: root['id'], version: typeof root['version'] === 'string' ? root['version'] : undefined, path });
      // A contract that cannot be read may be the one.
      else if (text !== undefined) return [];
    }
  }
  return isLookedAt ? known : undefined;
}
