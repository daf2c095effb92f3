import { yamlScalar } from './template.js';

/** Values as YAML knows them; keys without a value are left out. */
export type Plain = string | number | boolean | readonly Plain[] | Mapping;

export interface Mapping {
  readonly [key: string]: Plain | undefined;
}

/** A mapping as YAML that reads back the same under YAML 1.1 and 1.2, with a line end behind the last line. */
export function yamlBlock(mapping: Mapping): string {
  return `${block(mapping, '').replace(/^\n/, '')}\n`;
}

/** A value on one line, such as `{ name: trips, tags: [a, b] }`. */
export function yamlFlow(value: Plain): string {
  if (typeof value === 'string') return yamlScalar(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(yamlFlow).join(', ')}]`;
  const pairs = Object.entries(value).filter(hasValue);
  return `{ ${pairs.map(([key, inner]) => `${key}: ${yamlFlow(inner)}`).join(', ')} }`;
}

function block(value: Plain, indent: string): string {
  if (typeof value === 'string') return ` ${yamlScalar(value)}`;
  if (typeof value !== 'object') return ` ${value}`;
  if (isList(value)) return value.map((item) => `\n${indent}-${entry(item, indent)}`).join('');
  return Object.entries(value)
    .filter(hasValue)
    .map(([key, inner]) => `\n${indent}${key}:${block(inner, `${indent}  `)}`)
    .join('');
}

/** What stands after the hyphen of a list: a mapping begins on the same line. */
function entry(item: Plain, indent: string): string {
  return typeof item === 'object' ? block(item, `${indent}  `).replace(/^\n */, ' ') : block(item, indent);
}

function hasValue(pair: [string, Plain | undefined]): pair is [string, Plain] {
  return pair[1] !== undefined;
}

function isList(value: object): value is readonly Plain[] {
  return Array.isArray(value);
}
