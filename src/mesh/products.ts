import { parseDocument } from 'yaml';

/** A product descriptor found in the workspace. */
export interface KnownProduct {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly domain: string;
  readonly name: string;
}

/** The products whose descriptors name a domain and themselves. Texts that are no such descriptor are left out. */
export function productsIn(files: readonly { readonly path: string; readonly text: string }[]): KnownProduct[] {
  return files.flatMap(({ path, text }) => {
    const root = readRoot(text);
    const { kind, domain, name } = root ?? {};
    return kind === 'DataProduct' && typeof domain === 'string' && typeof name === 'string' ? [{ path, domain, name }] : [];
  });
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
