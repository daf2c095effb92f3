import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { unlessTooDeep } from '../nesting.js';

/** A value of a JSON text with its place, in UTF-16 units. */
export class JsonValue {
  readonly #node: Node;

  constructor(node: Node) {
    this.#node = node;
  }

  get start(): number {
    return this.#node.offset;
  }

  get isList(): boolean {
    return this.#node.type === 'array';
  }

  get isObject(): boolean {
    return this.#node.type === 'object';
  }

  get items(): readonly JsonValue[] {
    return this.isList ? (this.#node.children ?? []).map((node) => new JsonValue(node)) : [];
  }

  get(key: string): JsonValue | undefined {
    const node = this.isObject ? findNodeAtLocation(this.#node, [key]) : undefined;
    return node && new JsonValue(node);
  }

  /** The text of a string, number or truth value; '' for anything else. */
  get text(): string {
    return ['string', 'number', 'boolean'].includes(this.#node.type) ? String(this.#node.value) : '';
  }

  textOf(key: string): string {
    return this.get(key)?.text ?? '';
  }

  startOf(key: string): number {
    return this.get(key)?.start ?? this.start;
  }
}

/** The value of a JSON text, or where it stops being JSON. */
export function readJson(text: string): { readonly value: JsonValue } | { readonly brokenAt: number } {
  const errors: ParseError[] = [];
  const root = unlessTooDeep(() => parseTree(text, errors, { disallowComments: true }));
  const [first] = errors;
  return root && !first ? { value: new JsonValue(root) } : { brokenAt: first?.offset ?? 0 };
}
