import { isDeferred } from '../deferred.js';
import type { FunctionModel } from '../functions.js';
import type { Evidence } from '../profile.js';
import { evidenceAt, type SignalFinding, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';
import { writesOf } from '../writes.js';

const ASKING = new Set('is has can get find to calculate compute'.split(' '));
/** A question answered with yes or no. */
const YES_OR_NO = new Set(['is', 'has', 'can']);
const BUILDERS = /^(self|this|builder|ctx|context|acc|draft|out|buf|buffer|result|results|state)$/i;

/** P3: a name that promises less, or something else, than the function does (Arnaoudova et al., 2016). */
export const lyingNamesSignal: SignalRule = {
  letter: 'P',
  id: 'P3',
  title: 'Predictable: the name says something else',
  grade: 'B',
  nextStep: 'Rename it after what it does, or part the question from the change.',
  find(owner, file) {
    return changesWhileAsking(owner, file) ?? answersOtherwise(owner, file) ?? answersAnotherNumber(owner, file);
  },
};

function changesWhileAsking(owner: FunctionModel, file: FileModel): SignalFinding | undefined {
  const verb = owner.words[0] ?? '';
  if (!ASKING.has(verb) || owner.words.length < 2 || owner.isConstructor || file.roles.words('traits').has('declares-mutation')) return undefined;
  const writes = writesOf(owner, file).filter(({ node, target, whose, fillsGap, root, isInside }) => !fillsGap && !isDeferred(owner, file, node) && (whose === 'own state' || (whose === 'parameter' && isInside && !BUILDERS.test(root) && !target.startsWith('*') && !target.startsWith('(*'))));
  const [write] = writes;
  if (write === undefined || announcesChange(owner)) return undefined;
  const evidence = writes.map((found): Evidence => evidenceAt(file, found.node, `changes ${found.target}`));
  return { level: YES_OR_NO.has(verb) ? 'attention' : 'note', message: `\`${owner.name}\` changes \`${short(write.target)}\``, evidence };
}

/** `getAndSet`, `findOrCreate`, `getNext` */
function announcesChange({ words }: FunctionModel): boolean {
  return words.some((word) => ['and', 'or', 'next', 'set', 'add', 'create', 'insert', 'update', 'into', 'ensure', 'init', 'cached', 'remove', 'clear', 'in', 'toggle', 'new'].includes(word));
}

const BOOLEAN_LIKE = /\b(bool(ean)?|Boolean|is|asserts|Promise|Task|ValueTask|Future|Mono|TypeGuard|Option|Optional|Result|never|any|true|false|Signal|Ref|Observable|Matcher|Expression|Expr|Predicate|\w*Func\w*|Series|LazyFrame|Column|Deferred|Property|Binding|Attribute|Condition|Assert\w*|Self|Specification|NDArray|ndarray|T)\b|=>|func|Fn/;

/** A question whose declared answer is neither yes nor no. */
function answersOtherwise(owner: FunctionModel, file: FileModel): SignalFinding | undefined {
  const { returnType, words } = owner;
  if (words[0] !== 'is' || words.length < 2 || returnType === undefined || owner.isImposed || BOOLEAN_LIKE.test(returnType)) return undefined;
  const plain = /^(void|None|int|string|String|str|number|float|double|long)$/.test(returnType);
  return plain ? { level: 'note', message: `\`${owner.name}\` does not answer yes or no`, evidence: [evidenceAt(file, owner.nameNode, `declared to return ${returnType}`)] } : undefined;
}

/** `getUser` that returns many `User`, and the other way round. */
function answersAnotherNumber(owner: FunctionModel, file: FileModel): SignalFinding | undefined {
  const { returnType, words } = owner;
  const last = words.at(-1) ?? '';
  if (words.length < 2 || !['get', 'find', 'fetch', 'load'].includes(words[0] ?? '') || returnType === undefined || last.length < 3 || owner.isImposed) return undefined;
  const many = /^(?:\[\](\w+)|(\w+)\[\]|(?:\w*List|Vec|Collection|IEnumerable|Set|list|Sequence)[<[](\w+)[>\]])$/.exec(returnType);
  const item = (many?.[1] ?? many?.[2] ?? many?.[3])?.toLowerCase();
  if (item !== undefined && item === last && !last.endsWith('s')) return { level: 'note', message: `\`${owner.name}\` returns many`, evidence: [evidenceAt(file, owner.nameNode, `declared to return ${returnType}`)] };
  if (/^\w+$/.test(returnType) && `${returnType.toLowerCase()}s` === last) return { level: 'note', message: `\`${owner.name}\` returns one`, evidence: [evidenceAt(file, owner.nameNode, `declared to return ${returnType}`)] };
  return undefined;
}

function short(target: string): string {
  return target.length > 40 ? `${target.slice(0, 39)}…` : target;
}
