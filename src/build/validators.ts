import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv2019, type Options } from 'ajv/dist/2019.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { SCHEMAS } from '../knowledge/schemas.js';
import { FORMATS } from '../mesh/descriptor-formats.js';
import { fieldTables, schemasOf } from './descriptor-schemas.js';
import { poolReference, shareDefinitions } from './shared-schemas.js';

const folder = fileURLToPath(new URL('../generated/', import.meta.url));

interface Compiling {
  readonly file: string;
  readonly schemas: Readonly<Record<string, object>>;
  /** Schemas the others refer to. */
  readonly beside?: Readonly<Record<string, object>>;
  readonly options: Options;
}

/** Compiles schemas into plain functions, so that no host evaluates code at run time. */
async function writeValidators({ file, schemas, beside = {}, options }: Compiling): Promise<void> {
  const ajv = new Ajv2019({ allErrors: true, strict: false, code: { source: true, esm: true }, ...options });
  const names = Object.keys(schemas);
  for (const [name, schema] of Object.entries({ ...beside, ...schemas })) ajv.addSchema(schema, name);
  const standalone = standaloneCode as unknown as (ajv: Ajv2019, refs: Record<string, string>) => string;
  const code = standalone(ajv, Object.fromEntries(names.map((name) => [name, name])));
  // The bundler looks for packages from this folder upwards, so it must be there first.
  await mkdir(folder, { recursive: true });
  const bundled = await build({
    stdin: { contents: code, resolveDir: folder, loader: 'js' },
    bundle: true,
    format: 'esm',
    write: false,
    minify: true,
  });
  const output = bundled.outputFiles[0]?.text ?? '';
  await writeFile(`${folder}${file}.js`, output);
  const type = "{ (data: unknown): boolean; errors?: readonly import('ajv').ErrorObject[] | null }";
  await writeFile(`${folder}${file}.d.ts`, names.map((name) => `export const ${name}: ${type};\n`).join(''));
}

/** The checks of every release of every kind of descriptor, and the same schemas with words for people who write. */
async function writeDescriptorValidators(): Promise<void> {
  const standards = await fieldTables();
  const { pool, roots } = shareDefinitions(schemasOf(standards, false));
  const schemas = Object.fromEntries(Object.entries(roots).map(([name, root]) => [name, { $ref: poolReference(root) }]));
  await writeValidators({ file: 'descriptor-validators', schemas, beside: { pool }, options: { formats: FORMATS, inlineRefs: false } });
  const told = shareDefinitions(schemasOf(standards, true));
  const known = standards.map((table) => ({ ...table, parts: undefined }));
  await writeFile(`${folder}descriptor-definitions.js`, `export const DEFINITIONS = ${JSON.stringify(told.pool.$defs)};\nexport const ROOTS = ${JSON.stringify(told.roots)};\nexport const STANDARDS = ${JSON.stringify(known)};\n`);
  await writeFile(
    `${folder}descriptor-definitions.d.ts`,
    'type Schema = Readonly<Record<string, unknown>>;\nexport const DEFINITIONS: Readonly<Record<string, Schema | undefined>>;\nexport const ROOTS: Readonly<Record<string, string | undefined>>;\ninterface Standard { readonly standard: string; readonly kind: string; readonly root: string; readonly versions: readonly string[]; readonly older: readonly string[]; readonly newer: readonly string[]; readonly suffix: string }\nexport const STANDARDS: readonly Standard[];\n',
  );
}

await writeValidators({ file: 'validators', schemas: SCHEMAS, options: { verbose: true } });
await writeDescriptorValidators();
