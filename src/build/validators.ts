import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Ajv2019 } from 'ajv/dist/2019.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { SCHEMAS } from '../knowledge/schemas.js';

const folder = fileURLToPath(new URL('../generated/', import.meta.url));

/** Compiles the schemas of `src/knowledge/schemas.ts` into plain functions, so that no host evaluates code at run time. */
async function writeValidators(): Promise<void> {
  const ajv = new Ajv2019({ allErrors: true, verbose: true, strict: false, code: { source: true, esm: true } });
  const names = Object.keys(SCHEMAS);
  for (const [name, schema] of Object.entries(SCHEMAS)) ajv.addSchema(schema, name);
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
  await writeFile(`${folder}validators.js`, output);
  const type = "{ (data: unknown): boolean; errors?: readonly import('ajv').ErrorObject[] | null }";
  await writeFile(`${folder}validators.d.ts`, names.map((name) => `export const ${name}: ${type};\n`).join(''));
}

await writeValidators();
