import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { descriptorSchema, type JsonSchema } from '../mesh/field-schema.js';
import { readFieldTable, validatorName, type FieldTable } from '../mesh/field-table.js';
import { shareDefinitions } from './shared-schemas.js';

const folder = fileURLToPath(new URL('../../content/mesh/fields/', import.meta.url));

/** The tables in `content/mesh/fields/`, one for each standard. */
export async function fieldTables(): Promise<FieldTable[]> {
  const files = (await readdir(folder)).sort();
  return Promise.all(files.map(async (file) => readFieldTable(await readFile(`${folder}${file}`, 'utf8'))));
}

/** One schema for every release known in full. */
export function schemasOf(standards: readonly FieldTable[], withWords: boolean): Record<string, JsonSchema> {
  return Object.fromEntries(standards.flatMap((table) => table.versions.map((release) => [validatorName(table.suffix, release), descriptorSchema(table, release, withWords)] as const)));
}

/** The schema of a standard for other tools: which release counts is what `apiVersion` says. */
export function editorSchema(table: FieldTable): JsonSchema {
  const { pool, roots } = shareDefinitions(schemasOf([table], true));
  const releases = table.versions.map((release) => ({ if: { properties: { apiVersion: { const: release } }, required: ['apiVersion'] }, then: { $ref: `#/$defs/${roots[validatorName(table.suffix, release)] ?? ''}` } }));
  const $defs = JSON.parse(JSON.stringify(pool.$defs).replaceAll('"pool#/', '"#/')) as JsonSchema;
  return { $schema: 'https://json-schema.org/draft/2019-09/schema', title: table.standard, type: 'object', properties: { apiVersion: { enum: [...table.older, ...table.versions, ...table.newer] } }, allOf: releases, $defs };
}
