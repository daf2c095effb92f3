import { typeNameOf, typesIn } from '../customs/observing.js';
import type { FunctionModel } from '../functions.js';
import { wrongWordIn, type Glossary, type WrongWord } from '../glossary.js';
import { caseOf, inCase } from '../letter-case.js';
import { evidenceAt, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';
import { wordsOf } from '../words.js';

interface Misnamed {
  readonly node: number;
  readonly name: string;
  readonly wrong: WrongWord;
}

/** D7: a function or a type bears a word the glossary rules out. A type is told at its first function, or the first of the file. */
export const glossaryWordsSignal: SignalRule = {
  letter: 'D',
  id: 'D7',
  title: 'Domain-based: a word the glossary rules out',
  grade: 'C',
  nextStep: 'Use the word of the glossary.',
  find(owner, file) {
    const { glossary } = file.elsewhere;
    if (!glossary || glossary.terms.length === 0) return undefined;
    const types = typesToldAt(owner, file).flatMap((node) => misnamed(glossary, file, node));
    const own = owner.isImposed || owner.isConstructor ? [] : misnamed(glossary, file, owner.nameNode);
    const all = [...types, ...own];
    const [worst] = all;
    if (!worst) return undefined;
    const { word, term } = worst.wrong;
    return {
      level: 'attention',
      message: `code says *${word.toLowerCase()}*, the glossary says *${term.name.toLowerCase()}*`,
      evidence: all.map(({ node, name, wrong }) => evidenceAt(file, node, `says ${wrong.word.toLowerCase()}: ${name}`)),
      nextStep: `Rename ${all.map(({ name, wrong }) => `\`${name}\` to \`${renamed(name, wrong)}\``).join(', ')}.`,
    };
  },
};

function misnamed(glossary: Glossary, { tree }: FileModel, node: number): Misnamed[] {
  const name = tree.text(node);
  const wrong = wrongWordIn(glossary, wordsOf(name.split('.').at(-1) ?? ''));
  return wrong ? [{ node, name, wrong }] : [];
}

/** Name nodes of the types that have no function of their own before this one. */
function typesToldAt(owner: FunctionModel, file: FileModel): number[] {
  const { tree, functions } = file;
  return typesIn(file).filter((node) => (functions.find((each) => each.node > node && each.node < (tree.next[node] ?? 0)) ?? functions[0]) === owner).map((node) => typeNameOf(tree, node));
}

/** The name with the word of the glossary in it, its words joined as before. */
function renamed(name: string, { term, from, to }: WrongWord): string {
  const own = name.split('.').at(-1) ?? '';
  const words = wordsOf(own);
  const plural = words[to]?.endsWith('s') === true && !term.name.endsWith('s') ? 's' : '';
  const right = wordsOf(term.name).map((word, i, all) => (i === all.length - 1 ? word + plural : word));
  const joined = [...words.slice(0, from), ...right, ...words.slice(to + 1)];
  const style = caseOf(own) ?? (/^[A-Z]/.test(own) ? 'PascalCase' : joined.length > 1 ? 'camelCase' : 'snake_case');
  return inCase(joined.join('_'), style);
}
