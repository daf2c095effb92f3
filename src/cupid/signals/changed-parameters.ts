import { isDeferred } from '../deferred.js';
import { textOf } from '../expressions.js';
import type { FunctionModel } from '../functions.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';
import { writesOf } from '../writes.js';

/** What is handed in to be filled or changed, by the customs of the trade. */
const MEANT_TO_CHANGE = /^(_?(acc|accumulator|memo|res|response|resp|req|request|rq|ctx|context|c|state|draft|out|output|dst|dest|destination|buf|buffer|b|el|elem|element|node|n|e|ev|evt|event|w|self|config|cfg|conf|builder|app|server|services|service|result|results|ret|target|obj|instance|entity|model|session|opts|options|params|props|ref|queue|stack|visited|seen|env|module|exports|cls|ns|namespace|parser|subparsers|args|kwargs|driver|db|conn|tx|scene|canvas|view|window|document|modelBuilder|data|cell|row|frame|this|o|x|s|sb|writer|logger|headers|errors?|warnings|collector|stats|metrics|cache|store|registry|scope|store|tree|ast|path|group|doc|form|self_|component|plugin|client|mock|frame|list))$|(state|context|builder|options|config|element|ref|result|output|buffer|request|response|event|draft|store|cache|node|model|entity)$/i;
/** The name says that it changes what it is given. */
const CHANGING = new Set('set add update append insert remove delete apply patch fill push mutate modify merge extend assign populate register init initialize initialise configure setup install reset sort normalize normalise swap move attach bind inject decorate mark sync write put clear copy clean ensure process handle on convert transform resolve load restore map visit enrich decode unmarshal scan with enable disable replace rename strip sanitize adjust start stop finalize pre post before after parse build hydrate collect compute record store save track clip fix migrate'.split(' '));

/** P4: what the caller handed in is not the same afterwards. */
export const changedParametersSignal: SignalRule = {
  letter: 'P',
  id: 'P4',
  title: 'Predictable: changes what it was given',
  grade: 'C',
  nextStep: 'Change a copy and return it, or say so in the name.',
  find(owner, file) {
    if (file.roles.words('traits').has('declares-mutation') || owner.isConstructor || CHANGING.has(owner.words[0] ?? '')) return undefined;
    const writes = writesOf(owner, file).filter((write) => write.whose === 'parameter' && write.isInside && !isDeferred(owner, file, write.node) && !MEANT_TO_CHANGE.test(write.root) && isCallers(owner, file, write.root));
    const [write] = writes;
    return write && note(`changes the caller's \`${write.root}\``, writes.map(({ node, target }) => evidenceAt(file, node, `changes ${target}`)));
  },
};

/** Not a copy made under the same name, and in Go a pointer, map or slice. */
function isCallers(owner: FunctionModel, file: FileModel, name: string): boolean {
  const parameter = owner.parameters.find(({ names }) => names.includes(name));
  if (parameter === undefined || parameter.isRest) return false;
  if (file.roles.words('traits').has('errors-are-values') && !/^(\*|map\[|\[\])/.test(parameter.type)) return false;
  // `*total = 3` is a result by another way.
  if (writesOf(owner, file).some(({ root, target }) => root === name && /^\(?\*/.test(target))) return false;
  const isCopied = writesOf(owner, file).some(({ root, isInside }) => root === name && !isInside) || owner.nodes('declares').some((node) => textOf(file.tree, file.tree.childByField(node, 'left')) === name);
  return !isCopied;
}
