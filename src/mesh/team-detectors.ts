import type { Detector, DetectorContext } from '../lint/detector.js';
import { find, textAt } from '../lint/document-matcher/path.js';
import type { DocumentNode } from '../lint/document-matcher/node.js';
import { ownDescriptorsOf, rewriteScalar } from './advice.js';
import { CODE_OWNERS_PATHS, ownersOf, type OwnerLine } from './code-owners.js';

/** The four types of "Team Topologies" (Skelton and Pais, 2019). */
const TEAM_TYPES = ['stream-aligned', 'platform', 'enabling', 'complicated-subsystem'];

const ENABLING = 'An enabling team helps others for a while and owns no product; name the team that stays with it.';

/** The type of the team is none of the four, or one that does not own products. */
export const teamType: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataProduct', context)) {
    const [name] = find(descriptor.root, 'team.name');
    if (name && /\benabling team\b/i.test(textAt(descriptor.root, 'team.name') ?? '')) yield { span: name.node.span, ...softened, message: ENABLING };
    for (const { node } of [...find(descriptor.root, 'customProperties.*'), ...find(descriptor.root, 'team.customProperties.*')]) {
      const [value] = find(node, 'value');
      const written = textAt(node, 'property') === 'teamType' ? textAt(node, 'value') : undefined;
      if (!value || written === undefined) continue;
      const type = written.trim().toLowerCase().replaceAll(/[\s_]+/g, '-').replace(/-team$/, '');
      const choose = (types: readonly string[]) => types.map((choice) => ({ title: `Change to ${choice}`, safe: false, edits: [rewriteScalar(value.node, choice, context.document.text)] }));
      if (type === 'enabling') yield { span: value.node.span, ...softened, message: ENABLING };
      else if (!TEAM_TYPES.includes(type)) yield { span: value.node.span, ...softened, message: `"${written}" is none of the four team types; write ${TEAM_TYPES.slice(0, -1).join(', ')} or ${TEAM_TYPES.at(-1) ?? ''}.`, fixes: choose(TEAM_TYPES.filter((choice) => choice !== 'enabling')) };
    }
  }
};

/** Changes to the folder of a product in use are reviewed by a team that is not the product's. */
export const otherCodeOwner: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataProduct', context)) {
    const { root } = descriptor;
    const [name] = find(root, 'team.name');
    const team = textAt(root, 'team.name');
    if (softened.severity || !name || team === undefined) continue;
    const found = codeOwnersAround(context);
    const line = found && ownersOf(found.text, context.document.path);
    const [first] = line?.teams ?? [];
    if (!found || !line || first === undefined || isOwnedBy(line, team, root)) continue;
    const fixes = [{ title: `Name the team ${first}, as CODEOWNERS does`, safe: false, edits: [rewriteScalar(name.node, first, context.document.text)] }];
    const related = [{ path: found.path, span: line.span, message: `Owners of ${line.pattern}` }];
    yield { span: name.node.span, variables: { TEAM: team, OWNER: line.owners.join(', ') }, related, fixes };
  }
};

/** The first of the files that is there; undefined while somebody still has to look at one before it. */
function codeOwnersAround({ surroundings }: DetectorContext): { readonly path: string; readonly text: string } | undefined {
  for (const path of CODE_OWNERS_PATHS) {
    const text = surroundings.text(path);
    if (text === undefined) return undefined;
    if (text !== 'nothing') return { path, text };
  }
  return undefined;
}

function isOwnedBy({ owners, teams }: OwnerLine, team: string, root: DocumentNode): boolean {
  const members = new Set(find(root, 'team.members.*.username').flatMap(({ node }) => (node.kind === 'scalar' ? [String(node.value).toLowerCase().replace(/@.*$/, '')] : [])));
  return teams.some((owner) => mayBeSame(owner, team)) || owners.some((owner) => members.has(owner.toLowerCase().replace(/^@/, '').replace(/@.*$/, '')));
}

/** `Mobility Team`, `team-mobility` and `mobility-engineers` may be one team: one name has every word of the other. */
function mayBeSame(a: string, b: string): boolean {
  const [some, others] = [wordsOf(a), wordsOf(b)];
  return some.join('') === others.join('') || some.every((word) => others.includes(word)) || others.every((word) => some.includes(word));
}

function wordsOf(team: string): string[] {
  return team.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && word !== 'team');
}
