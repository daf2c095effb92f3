import type { Span } from '../../document/position.js';
import type { FlatTree } from '../flat-tree.js';
import { escaped } from './escapes.js';
import { EmbeddedTextBuilder, type EmbeddedText, type Writable } from './offset-map.js';

/**
 * Stands for each unit of what only the running program knows: a value `{expr}` becomes `"???"`, a spread `{...props}`
 * an attribute whose name is question marks, so that a rule can see that an element may have any other attribute.
 */
const UNKNOWN = '?';

const ABSENT_VALUES = new Set(['false', 'null', 'undefined']);

/**
 * The HTML in a script: every outermost JSX element, and every template literal tagged `html`, as a text of the length it
 * has in the host. Names keep their spelling: `autoPlay`, `className`, `Video` for a component; a dotted `Foo.Bar` becomes
 * `Foo-Bar`. Boolean attributes are there when their value is `{true}` and absent when it is `{false}`, `{null}` or
 * `{undefined}`. Code between tags and comments are blanks; elements inside code are texts of their own.
 */
export function htmlInScript(tree: FlatTree): EmbeddedText[] {
  const kinds = new ScriptKinds(tree);
  const found: EmbeddedText[] = [];
  for (let node = 0; node < tree.count; node++) {
    const kind = tree.kind[node];
    const isElement = kind !== undefined && kinds.elements.has(kind) && tree.kind[tree.parentOf(node)] !== kinds.element;
    const element = isElement ? elementText(tree, node) : kind === kinds.call ? taggedTemplate(tree, node) : undefined;
    if (element && element.text.trim() !== '') found.push(element.build('html', isWritableHtml));
  }
  return found;
}

class ScriptKinds {
  readonly element: number | undefined;
  readonly elements: ReadonlySet<number>;
  readonly call: number | undefined;

  constructor({ vocabulary }: FlatTree) {
    this.element = vocabulary.kindId('jsx_element', true);
    this.elements = new Set([this.element, vocabulary.kindId('jsx_self_closing_element', true)].filter((kind) => kind !== undefined));
    this.call = vocabulary.kindId('call_expression', true);
  }
}

function elementText(tree: FlatTree, element: number): EmbeddedTextBuilder {
  const html = new HtmlMasker(tree, tree.start[element] ?? 0);
  const end = tree.next[element] ?? 0;
  let node = element;
  while (node < end) node = html.take(node) ? (tree.next[node] ?? end) : node + 1;
  return html.finish(tree.end[element] ?? 0);
}

/** Copies an element, except for the nodes that HTML would not understand. */
class HtmlMasker {
  readonly #tree: FlatTree;
  readonly #builder: EmbeddedTextBuilder;
  #last: number;

  constructor(tree: FlatTree, start: number) {
    this.#tree = tree;
    this.#builder = new EmbeddedTextBuilder(tree.source);
    this.#last = start;
  }

  finish(end: number): EmbeddedTextBuilder {
    return this.#builder.copy(this.#last, end);
  }

  /** True when the node was masked or copied as a whole, so that its descendants are done. */
  take(node: number): boolean {
    const tree = this.#tree;
    switch (tree.kindName(node)) {
      case 'comment':
      case 'type_arguments':
        return this.#mask(tree.span(node), ' ');
      case 'jsx_opening_element':
      case 'jsx_closing_element':
        return tree.childByField(node, 'name') < 0 && this.#mask(tree.span(node), ' ');
      case 'jsx_attribute':
        return this.#attribute(node);
      case 'jsx_expression':
        return this.#mask(tree.span(node), isSpread(tree, node) ? UNKNOWN : ' ');
      case 'member_expression':
      case 'nested_identifier':
        return this.#replace(tree.span(node), tree.text(node).replaceAll('.', '-'));
      default:
        return false;
    }
  }

  #attribute(attribute: number): boolean {
    const tree = this.#tree;
    const [name, value] = [...tree.namedChildren(attribute)];
    if (name === undefined || value === undefined || tree.kindName(value) === 'string') return true;
    const content = tree.kindName(value) === 'jsx_expression' ? [...tree.namedChildren(value)] : [];
    const [expression] = content;
    const code = expression === undefined ? '' : tree.text(expression);
    if (ABSENT_VALUES.has(code)) return this.#mask(tree.span(attribute), ' ');
    if (code === 'true') return this.#mask({ start: tree.end[name] ?? 0, end: tree.end[value] ?? 0 }, ' ');
    if (expression !== undefined && content.length === 1 && isPlainText(tree, expression)) return this.#braced(tree.span(value), tree.span(expression));
    return this.#mask(tree.span(value), UNKNOWN, '"', '"');
  }

  /** `{"text"}` or `` {`text`} ``: the text with blanks for the braces. */
  #braced(whole: Span, text: Span): boolean {
    this.#mask({ start: whole.start, end: text.start }, ' ');
    if (this.#tree.source[text.start] === '`') {
      this.#replace({ start: text.start, end: text.start + 1 }, '"');
      this.#builder.copy(this.#last, text.end - 1);
      this.#last = text.end - 1;
      this.#replace({ start: text.end - 1, end: text.end }, '"');
    }
    this.#builder.copy(this.#last, text.end);
    this.#last = text.end;
    return this.#mask({ start: text.end, end: whole.end }, ' ');
  }

  #mask(span: Span, fill: string, first = '', last = ''): boolean {
    this.#builder.copy(this.#last, span.start).mask(span.start, span.end, fill, first, last);
    this.#last = span.end;
    return true;
  }

  #replace(span: Span, text: string): boolean {
    this.#builder.copy(this.#last, span.start).replace(span.start, span.end, text);
    this.#last = span.end;
    return true;
  }
}

function isSpread(tree: FlatTree, expression: number): boolean {
  const parent = tree.kindName(tree.parentOf(expression));
  return parent !== 'jsx_element' && [...tree.namedChildren(expression)].some((child) => tree.kindName(child) === 'spread_element');
}

/** A string or template without escapes, interpolation and inner quotes. */
function isPlainText(tree: FlatTree, expression: number): boolean {
  const kind = tree.kindName(expression);
  if (kind !== 'string' && kind !== 'template_string') return false;
  return ![...tree.children(expression)].some((child) => ['escape_sequence', 'template_substitution'].includes(tree.kindName(child))) && !(kind === 'template_string' && tree.text(expression).includes('"'));
}

/** The contents of `` html`…` ``, or undefined for any other call. */
function taggedTemplate(tree: FlatTree, call: number): EmbeddedTextBuilder | undefined {
  const tag = tree.childByField(call, 'function');
  const template = tree.childByField(call, 'arguments');
  if (tag < 0 || template < 0 || tree.kindName(template) !== 'template_string' || !/^(?:\w+\.)?html$/.test(tree.text(tag))) return undefined;
  const builder = new EmbeddedTextBuilder(tree.source);
  for (const part of tree.children(template)) {
    const { start, end } = tree.span(part);
    if (tree.kindName(part) === 'string_fragment') builder.copy(start, end);
    else if (tree.kindName(part) === 'escape_sequence') builder.replace(start, end, escaped(tree.text(part)));
    else if (tree.kindName(part) === 'template_substitution') builder.mask(start, end, UNKNOWN);
  }
  return builder;
}

/** Without anything that begins code, ends a template literal or is no JSX; `class` for `className` is for the rule to mind. */
const isWritableHtml: Writable = (edit, before) => {
  const around = (before[edit.start - 1] ?? '') + (before[edit.end] ?? '');
  const isOutside = edit.start === edit.end && (edit.start === 0 || edit.start === before.length);
  return !isOutside && !/[{}`\\$]|<!/.test(edit.text) && !/[{}$\\]/.test(around);
};
