/** What a JSON schema says of one place, as far as completion and hover need it. */
export interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
}

/** The part of a schema that speaks of a path (`*` stands for an item of a list); undefined where it says nothing. */
export function schemaAt(root: SchemaNode, path: readonly string[]): SchemaNode | undefined {
  return path.reduce<SchemaNode | undefined>((node, step) => {
    if (!node) return undefined;
    if (step === '*') return node.items;
    const { properties, additionalProperties } = node;
    if (properties && Object.hasOwn(properties, step)) return properties[step];
    return typeof additionalProperties === 'object' ? additionalProperties : undefined;
  }, root);
}
