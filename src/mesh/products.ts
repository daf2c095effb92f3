import { parseDocument } from 'yaml';
import { readDescriptorFacts } from './descriptor-facts.js';

/** A product descriptor found in the workspace. */
export interface KnownProduct {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly domain: string;
  readonly name: string;
}

/** The products whose descriptors name a domain. Texts that are no such descriptor are left out. */
export function productsIn(files: readonly { readonly path: string; readonly text: string }[]): KnownProduct[] {
  return files.flatMap(({ path, text }) => readDescriptorFacts(path, text, false).products.flatMap(({ domain, name }) => (domain ? [{ path, domain: domain.text, name }] : [])));
}

/** The top mapping of a YAML text as plain data; undefined when there is none or the text does not parse. */
export function readRoot(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const document = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
    if (document.errors.length > 0) return undefined;
    const value: unknown = document.toJS();
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    // An alias that leads nowhere, or far too many of them.
    return undefined;
  }
}
