/** What server, extension and pages say of the lineage of data products. Plain data: everything here travels as JSON. */
import type { ProtocolRange } from './model.js';
import { isObject } from './shape.js';

export interface LineagePlace {
  readonly uri: string;
  readonly range: ProtocolRange;
}

/** One line of the list beside the drawing: a product, one of its ports, or a source from outside. */
export interface LineageRow {
  /** The node of the drawing it stands for. */
  readonly node: string;
  readonly level: 1 | 2;
  readonly text: string;
  /** What is to be said of it, such as `reads stations of Stations, 1 major behind`. */
  readonly note: string;
  readonly place: LineagePlace | null;
}

export interface LineagePage {
  /** A drawing without colours of its own; each node has its id in `data-node`. */
  readonly svg: string;
  readonly rows: readonly LineageRow[];
  /** Kinds of edges with what they mean. */
  readonly legend: readonly { readonly kind: string; readonly text: string }[];
  /** The product it is drawn around; empty where all are drawn. */
  readonly around: string;
  /** How many domains are drawn as one box each; 0 where products are drawn. */
  readonly collapsedDomains: number;
}

/** What is shown: everything of a folder, or what is around one product. */
export interface LineageScope {
  /** Null for the first folder that has products. */
  readonly folderUri: string | null;
  /** The node of a product. */
  readonly product: string | null;
  readonly showsSensitivity: boolean;
}

export const LINEAGE_FORMATS = ['svg', 'mermaid'] as const;
export type LineageFormat = (typeof LINEAGE_FORMATS)[number];

/** Every data product of the workspace, by domain. */
export interface ProductTree {
  readonly domains: readonly { readonly name: string; readonly products: readonly ListedProduct[] }[];
}

export interface ListedProduct {
  readonly name: string;
  readonly note: string;
  readonly isDeprecated: boolean;
  readonly place: LineagePlace;
  readonly ports: readonly ListedPort[];
}

export interface ListedPort {
  readonly name: string;
  readonly isInput: boolean;
  readonly note: string;
  readonly isDeprecated: boolean;
  readonly place: LineagePlace;
  /** The input port of another product that would read it, as YAML; null where it cannot be read. */
  readonly reuse: string | null;
}

/** `talklint.showLineage`: the product a lens stands in. */
export interface LineageArguments {
  readonly folderUri: string;
  readonly product: string;
}

/** The arguments of `talklint.showLineage`, or undefined when the value has another shape. */
export function readLineageArguments(value: unknown): LineageArguments | undefined {
  if (!isObject(value)) return undefined;
  const { folderUri, product } = value;
  return typeof folderUri === 'string' && typeof product === 'string' ? { folderUri, product } : undefined;
}
