type Schema = Readonly<Record<string, unknown>>;

export interface SharedSchemas {
  /** Every different definition once. */
  readonly pool: { readonly $defs: Readonly<Record<string, Schema>> };
  /** By the name of each schema, the definition in the pool that is its root. */
  readonly roots: Readonly<Record<string, string>>;
}

/** The path of a definition in the pool, from any schema. */
export function poolReference(name: string): string {
  return `pool#/$defs/${name}`;
}

/**
 * Puts the definitions of schemas, releases of one standard above all, into one pool in which what is the same stands
 * once. Definitions are the same when they read the same and refer to the same (partition refinement, as for automata).
 */
export function shareDefinitions(schemas: Readonly<Record<string, Schema>>): SharedSchemas {
  const all = Object.entries(schemas).flatMap(([schema, { $defs }]) => Object.entries($defs as Record<string, Schema>).map(([name, definition]) => ({ schema, name, definition })));
  let classes = new Map(all.map(({ schema, name }) => [`${schema} ${name}`, 'any']));
  const text = (schema: string, definition: unknown) => JSON.stringify(definition, (key, value: unknown) => (key === '$ref' ? classes.get(`${schema} ${localName(value)}`) : value));
  for (let count = 0, next = 1; next > count; next = new Set(classes.values()).size) {
    count = next;
    const seen = new Map<string, string>();
    classes = new Map(
      all.map(({ schema, name, definition }) => {
        const key = text(schema, definition);
        const known = seen.get(key) ?? `d${seen.size + 1}`;
        seen.set(key, known);
        return [`${schema} ${name}`, known];
      }),
    );
  }
  const referred = (schema: string, definition: Schema) => JSON.parse(JSON.stringify(definition, (key, value: unknown) => (key === '$ref' ? poolReference(classes.get(`${schema} ${localName(value)}`) ?? '') : value))) as Schema;
  return {
    pool: { $defs: Object.fromEntries(all.map(({ schema, name, definition }) => [classes.get(`${schema} ${name}`) ?? name, referred(schema, definition)])) },
    roots: Object.fromEntries(Object.entries(schemas).map(([schema, { $ref }]) => [schema, classes.get(`${schema} ${localName($ref)}`) ?? ''])),
  };
}

function localName(reference: unknown): string {
  return String(reference).slice('#/$defs/'.length);
}
