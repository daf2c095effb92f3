import type { Span } from '../document/position.js';
import { isPublicName } from './functions.js';
import { typeNameOf, typesIn } from './customs/observing.js';
import type { Evidence, EvidenceGrade, Letter } from './profile.js';
import { evidenceAt } from './signal.js';
import { separateGroups } from './shared-state.js';
import type { FileModel } from './walk.js';
import { singular, wordsOf } from './words.js';

/** Something that can be said about a type, shown where its name is pointed at and nowhere else. */
export interface TypeRemark {
  readonly id: string;
  readonly letter: Letter;
  readonly nameSpan: Span;
  readonly message: string;
  readonly grade: EvidenceGrade;
  readonly evidence: readonly Evidence[];
  readonly nextStep: string;
}

/** As settings name the one remark that no function has. */
export const SEPARATE_GROUPS = { id: 'U6', title: 'Unix philosophy: methods in groups that share no state' } as const;

/** The remarks about the types of a file, in the order of the text. */
export function typeRemarks(file: FileModel): TypeRemark[] {
  return [...separateGroupRemarks(file), ...foreignWordRemarks(file)].sort((a, b) => a.nameSpan.start - b.nameSpan.start);
}

/** U6: no more than a hover, for the measure behind it is wrong about most classes it picks out. */
function separateGroupRemarks(file: FileModel): TypeRemark[] {
  const { tree } = file;
  return typesIn(file).flatMap((node): TypeRemark[] => {
    const nameNode = typeNameOf(tree, node);
    const groups = separateGroups(file, tree.text(nameNode));
    if (groups.length < 2) return [];
    return [
      {
        id: SEPARATE_GROUPS.id,
        letter: 'U',
        nameSpan: tree.span(nameNode),
        message: `${groups.length === 2 ? 'two' : groups.length} groups of methods share no state`,
        grade: 'C',
        evidence: groups.flatMap(({ methods: [first, ...others], state }) => (first ? [evidenceAt(file, first.nameNode, `${[first, ...others].map(({ name }) => name).join(', ')}: ${state.join(', ')}`)] : [])),
        nextStep: 'Name what each group is for; where both names are words of the domain, they may be two things.',
      },
    ];
  });
}

/** Fewer terms are a beginning, not a language. */
const FEWEST_TERMS = 5;
const FEWEST_TYPES = 3;

/** D7: a file offers types, and neither the glossary nor the folder knows a word of their names. */
function foreignWordRemarks(file: FileModel): TypeRemark[] {
  const { tree, document, elsewhere } = file;
  const terms = elsewhere.glossary?.terms ?? [];
  if (terms.length < FEWEST_TERMS) return [];
  const names = typesIn(file).filter((node) => isOffered(file, node)).map((node) => typeNameOf(tree, node));
  const [first] = names;
  if (first === undefined || names.length < FEWEST_TYPES) return [];
  const folders = document.path.split('/').slice(0, -1).flatMap(wordsOf);
  const known = new Set([...folders, ...terms.flatMap(({ name }) => wordsOf(name))].map(singular));
  if (names.some((name) => wordsOf(tree.text(name)).some((word) => known.has(singular(word))))) return [];
  return [
    {
      id: 'D7',
      letter: 'D',
      nameSpan: tree.span(first),
      message: `none of the ${names.length} types of this file bears a word of the glossary`,
      grade: 'C',
      evidence: names.map((name) => evidenceAt(file, name, tree.text(name))),
      nextStep: 'Where they stand for things of the domain, name them in its words, or add the words to the glossary.',
    },
  ];
}

function isOffered({ tree, roles, frame }: FileModel, node: number): boolean {
  const nameNode = typeNameOf(tree, node);
  const parent = tree.parentOf(node);
  const isInside = parent >= 0 && (frame[parent] ?? -1) >= 0;
  return !isInside && isPublicName(tree, roles, { node, name: tree.text(nameNode), kind: 'function' }, tree.source.slice(tree.start[node], tree.start[nameNode]));
}
