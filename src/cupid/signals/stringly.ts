import { dispatchesOf } from '../dispatch.js';
import type { FunctionModel } from '../functions.js';
import { evidenceAt, note, type SignalRule } from '../signal.js';
import type { FileModel } from '../walk.js';

const FEWEST = 3;
/** Where texts from outside become values of a type, and the other way. */
const BORDER = new Set('parse from decode deserialize unmarshal read lex tokenize scan to map convert resolve lookup get load visit transform format handle on try validate render coerce normalize process detect match compile'.split(' '));
/** Texts the world outside gave: keys of a keyboard, names of platforms, tags of markup, an item of a list. */
const GIVEN = /(^|\.)(tag|tagName|nodeType|nodeName|key|code|method|operator|op|language|lang|platform|extension|ext|mime\w*|format|scheme|protocol|os|GOOS|GOARCH|dtype|__name__|argv)(\(\))?$|^(action|event|e|evt|msg|message|node|token|definition|\w*annotation)\??\.|typeof|platform|\]$|\(.*\w.*\)$/i;
/** Kinds of syntax trees are no domain of the program. */
const SYNTAX = /(Statement|Expression|Declaration|Declarator|Literal|Identifier|Specifier|Pattern|Element|Definition|Punctuator|Template)['"]$|^['"](TS|JSX)[A-Z]/;

/** D1: a value whose kinds are written as texts again and again. */
export const stringlySignal: SignalRule = {
  letter: 'D',
  id: 'D1',
  title: 'Domain-based: compared with texts',
  grade: 'C',
  nextStep: 'Give the kinds a type: an enum, a union, or a class each.',
  find(owner, file) {
    if (BORDER.has(owner.words[0] ?? '') || /^(from_str|FromString)$/.test(owner.name)) return undefined;
    const found = dispatchesOf(owner, file).find(({ operand, texts }) => realTexts(texts) >= FEWEST && ![...texts].some((text) => SYNTAX.test(text)) && !isExempt(owner, file, operand));
    return found && note(`\`${found.operand}\` is compared with ${realTexts(found.texts)} texts: its kind has no type`, found.nodes.map((node) => evidenceAt(file, node, `compares ${found.operand}`)));
  },
};

/** Signs such as `"+"` or `"/"` are not words of a domain. */
function realTexts(texts: ReadonlySet<string>): number {
  return [...texts].filter((text) => /[A-Za-z]{2}/.test(text)).length;
}

function isExempt(owner: FunctionModel, { roles }: FileModel, operand: string): boolean {
  if (GIVEN.test(operand)) return true;
  if (!roles.words('traits').has('texts-are-types')) return false;
  // The compiler knows the texts of a union; only a plain text has none.
  const parameter = owner.parameters.find(({ name }) => name === operand.replace(/\.as_str\(\)$/, ''));
  return !/^(string|&str|String)$/.test(parameter?.type ?? '');
}
