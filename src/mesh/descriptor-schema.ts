import type { ErrorObject } from 'ajv';
import * as validators from '../generated/descriptor-validators.js';
import { validatorName } from './field-table.js';

type Validator = { (data: unknown): boolean; readonly errors?: readonly ErrorObject[] | null };

const VALIDATORS: Readonly<Record<string, Validator | undefined>> = validators;

/**
 * What of a descriptor the schema of a release does not allow, every place of it; undefined for a release that is not
 * known in full. `suffix` is `odps` or `odcs`.
 */
export function schemaErrors(value: unknown, suffix: string, release: string): readonly ErrorObject[] | undefined {
  const name = validatorName(suffix, release);
  const validate = Object.hasOwn(VALIDATORS, name) ? VALIDATORS[name] : undefined;
  if (!validate) return undefined;
  return validate(value) ? [] : (validate.errors ?? []);
}
