import { localNames } from './effects.js';
import { dottedName, first, textOf } from './expressions.js';
import type { FunctionModel } from './functions.js';
import { KindSet } from '../syntax/kind-set.js';
import type { FileModel } from './walk.js';

/** Values of a type written out, in languages that have no `new`. */
export const LITERALS = new KindSet(['composite_literal', 'struct_expression']);
const SELVES = new Set(['this', 'self', 'cls', 'Self', '@this']);
/** What may stand between a value and the name it is kept under. */
const PASSING = /^(argument|await_expression|await|expression_list|literal_element|unary_expression|reference_expression|try_expression|parenthesized_expression|non_null_expression|as_expression|satisfies_expression|equals_value_clause|variable_declaration)$/;
const KEEPING = /declarator|assignment|field_definition|let_declaration|short_var|var_spec|pair|keyed_element|field_initializer|property_declaration/;
const RETURNING = /^(return_statement|return_expression|arrow_expression_clause)$/;

/** Where values of a file are kept, by the names summaries use; an owner is a function, or the class around initial values. */
export class ValuePlaces {
  readonly #file: FileModel;

  constructor(file: FileModel) {
    this.#file = file;
  }

  /** A dotted name with `this` for the receiver. */
  named(dotted: string, owner: FunctionModel | string): string {
    const [head = '', ...others] = dotted.split('.');
    const isSelf = SELVES.has(head) || (typeof owner !== 'string' && owner.receiver === head);
    if (head === 'Self' && others.length === 0) return selfless(head, owner);
    return isSelf && others.length > 0 ? ['this', ...others].join('.') : dotted;
  }

  /** `Owner.field`, or the bare name; empty for anything longer. */
  placeName(target: number, owner: FunctionModel | string): string {
    const { tree, roles } = this.#file;
    const ownerName = typeof owner === 'string' ? owner : (owner.owner ?? '');
    const inner = target >= 0 && /^(expression_list|tuple_pattern|pattern_list)$/.test(tree.kindName(target)) ? (tree.namedChildren(target).next().value ?? -1) : target;
    const dotted = dottedName(tree, inner);
    if (dotted === undefined) return '';
    const parts = this.named(dotted, owner).split('.');
    if (parts[0] === 'this') return parts.length === 2 ? `${ownerName}.${parts[1] ?? ''}` : '';
    if (parts.length > 1) return '';
    const isField = roles.words('traits').has('implicit-this') && typeof owner !== 'string' && !owner.parameterNames.has(dotted) && !localNames(this.#file, owner).has(dotted);
    return isField || (typeof owner === 'string' && owner !== '') ? `${ownerName}.${dotted}` : dotted;
  }

  /** Where the value of a call is kept, if anywhere. */
  keptIn(node: number, owner: FunctionModel | string): string | undefined {
    const { tree } = this.#file;
    const value = this.outermost(node);
    const parent = tree.parentOf(value);
    if (parent < 0 || !KEEPING.test(tree.kindName(parent))) return undefined;
    const target = first(tree, parent, ['left', 'key', 'field', 'name', 'property', 'pattern']);
    const named = target >= 0 ? target : (tree.namedChildren(parent).next().value ?? -1);
    if (named < 0 || named === value) return undefined;
    const literal = this.#literalAround(parent);
    const name = literal >= 0 ? `${selfless(lastWord(textOf(tree, first(tree, literal, ['type', 'name']))), owner)}.${tree.text(named)}` : /pair/.test(tree.kindName(parent)) ? '' : this.placeName(named, owner);
    return name === '' ? undefined : name;
  }

  #literalAround(element: number): number {
    const { tree } = this.#file;
    const literal = /keyed_element|field_initializer/.test(tree.kindName(element)) ? tree.parentOf(tree.parentOf(element)) : -1;
    return literal >= 0 && LITERALS.has(tree, literal) ? literal : -1;
  }

  /** A value with what only passes it on: brackets, `await`, an argument. */
  outermost(node: number): number {
    const { tree } = this.#file;
    let at = node;
    for (let up = tree.parentOf(at); up >= 0 && PASSING.test(tree.kindName(up)); up = tree.parentOf(at)) at = up;
    return at;
  }

  /** Whether the value is what the function gives back. */
  isReturned(node: number): boolean {
    const { tree, roles, document } = this.#file;
    const value = this.outermost(node);
    const parent = tree.parentOf(value);
    if (parent < 0) return false;
    const isLast = roles.is(tree, parent, 'body') && document.language.id === 'rust' && tree.nextSibling(tree.nextSibling(value)) < 0;
    return RETURNING.test(tree.kindName(parent)) || isLast || (tree.kindName(parent) === 'arrow_function' && tree.childByField(parent, 'body') === value);
  }
}

/** The type that Rust's `Self` means. */
export function selfless(name: string, owner: FunctionModel | string): string {
  return name === 'Self' ? (typeof owner === 'string' ? owner : (owner.owner ?? name)) : name;
}

/** The word after the last dot, colon or space. */
export function lastWord(name: string): string {
  return /(\w+)$/.exec(name)?.[1] ?? '';
}
