import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv2019, type Options } from 'ajv/dist/2019.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { SCHEMAS } from '../knowledge/schemas.js';
import { FORMATS } from '../mesh/descriptor-formats.js';
import { descriptorSchema } from '../mesh/field-schema.js';
import { readFieldTable, validatorName } from '../mesh/field-table.js';
import { poolReference, shareDefinitions } from './shared-schemas.js';

const folder = fileURLToPath(new URL('../generated/', import.meta.url));
const tables = fileURLToPath(new URL('../../content/mesh/fields/', import.meta.url));

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

/** The checks of every release of every kind of descriptor, and the definitions their errors point into. */
async function writeDescriptorValidators(): Promise<void> {
  const { pool, roots } = shareDefinitions(await descriptorSchemas());
  const schemas = Object.fromEntries(Object.entries(roots).map(([name, root]) => [name, { $ref: poolReference(root) }]));
  await writeValidators({ file: 'descriptor-validators', schemas, beside: { pool }, options: { formats: FORMATS, inlineRefs: false } });
  await writeFile(`${folder}descriptor-definitions.js`, `export const DEFINITIONS = ${JSON.stringify(pool.$defs)};\n`);
  await writeFile(`${folder}descriptor-definitions.d.ts`, 'export const DEFINITIONS: Readonly<Record<string, Readonly<Record<string, unknown>>>>;\n');
}

/** One schema for every release of every kind of descriptor, out of the tables in `content/mesh/fields/`. */
async function descriptorSchemas(): Promise<Record<string, object>> {
  const schemas: Record<string, object> = {};
  for (const file of (await readdir(tables)).sort()) {
    const table = readFieldTable(await readFile(`${tables}${file}`, 'utf8'));
    for (const release of table.versions) schemas[validatorName(table.suffix, release)] = descriptorSchema(table, release, false);
  }
  return schemas;
}

await writeValidators({ file: 'validators', schemas: SCHEMAS, options: { verbose: true } });
await writeDescriptorValidators();
