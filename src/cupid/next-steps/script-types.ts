import { declaredNames } from '../effects.js';
import type { FunctionModel } from '../functions.js';
import type { FileModel } from '../walk.js';

/** Types that a condition further up may have narrowed. */
const MAY_BE_NARROWED = /[|?&]|\b(undefined|null|unknown|any|never|infer|extends|is)\b/;
const ITEMS = /^(?:readonly\s+)?([\w.]+)\[\]$|^(?:Readonly)?(?:Array|Set)<([\w.]+)>$/;
const LITERALS: Readonly<Record<string, string>> = { number: 'number', string: 'string', template_string: 'string', true: 'boolean', false: 'boolean' };

/** The type of a variable of a TypeScript function where it is written down or plain to see; else undefined. */
export function typeOfVariable(owner: FunctionModel, file: FileModel, name: string): string | undefined {
  const { tree, roles } = file;
  const parameter = owner.parameters.find((candidate) => candidate.name === name);
  if (parameter) return parameter.fallback === '' && tree.kindName(parameter.node) !== 'optional_parameter' ? certain(parameter.type) : undefined;
  const [declaration, ...others] = owner.nodes('declares').filter((node) => declaredNames(file, node).includes(name));
  if (declaration === undefined || others.length > 0) return undefined;
  if (roles.is(tree, declaration, 'loop')) {
    const items = ITEMS.exec(typeOfVariable(owner, file, tree.text(tree.childByField(declaration, 'right'))) ?? '');
    return tree.text(declaration).startsWith('for (') && tree.text(tree.childByField(declaration, 'left')) === name ? (items?.[1] ?? items?.[2]) : undefined;
  }
  const type = tree.childByField(declaration, 'type');
  if (type >= 0) return certain(tree.text(type).replace(/^:\s*/, ''));
  const value = tree.childByField(declaration, 'value');
  return value < 0 ? undefined : LITERALS[tree.kindName(value)];
}

function certain(type: string): string | undefined {
  return type === '' || MAY_BE_NARROWED.test(type) ? undefined : type;
}
