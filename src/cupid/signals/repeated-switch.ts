import { dispatchesOf } from '../dispatch.js';
import type { FunctionModel } from '../functions.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';

const KIND = /type|status|category|mode|state|kind/i;
/** Kinds of syntax trees are no domain of the program. */
const SYNTAX = /(Statement|Expression|Declaration|Declarator|Literal|Identifier|Specifier|Pattern|Element|Type|Definition|Property)['"]$/;
const FEWEST = 2;
const dispatchers = new WeakMap<FileModel, ReadonlyMap<string, number>>();

/** D2: the same field decides in several functions of a file. */
export const repeatedSwitchSignal: SignalRule = {
  letter: 'D',
  id: 'D2',
  title: 'Domain-based: several functions branch on the same field',
  grade: 'C',
  nextStep: 'Put what differs beside the kind: a method of a class each, or one table.',
  find(owner, file) {
    if (file.roles.words('traits').has('texts-are-types')) return undefined;
    const counts = countsOf(file);
    for (const [field, nodes] of fieldsOf(owner, file)) {
      const count = counts.get(field) ?? 0;
      if (count >= FEWEST) return note(`${count} functions here branch on \`${field}\``, nodes.map((node) => evidenceAt(file, node, `branches on ${field}`)));
    }
    return undefined;
  },
};

function countsOf(file: FileModel): ReadonlyMap<string, number> {
  let counts = dispatchers.get(file);
  if (!counts) {
    const counted = new Map<string, number>();
    for (const owner of file.functions) for (const field of fieldsOf(owner, file).keys()) counted.set(field, (counted.get(field) ?? 0) + 1);
    counts = counted;
    dispatchers.set(file, counts);
  }
  return counts;
}

/** The last word of what is branched on by a switch or two texts; the types of syntax trees are no domain of the program. */
function fieldsOf(owner: FunctionModel, file: FileModel): ReadonlyMap<string, readonly number[]> {
  const fields = new Map<string, readonly number[]>();
  for (const { operand, texts, nodes, isSwitch } of dispatchesOf(owner, file)) {
    if ((!isSwitch && texts.size < 2) || [...texts].some((text) => SYNTAX.test(text)) || /node|token|ast|expr|parent|typeof|\(/i.test(operand)) continue;
    const field = operand.replace(/^(this|self)\./, '').split('.').at(-1) ?? '';
    if (KIND.test(field) && /^\w+$/.test(field)) fields.set(field, nodes);
  }
  return fields;
}
