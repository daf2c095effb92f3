import type { DescriptorPlace } from '../descriptor-facts.js';
import type { Sensitivity } from './sensitivity.js';

export type LineageNodeKind = 'domain' | 'product' | 'input' | 'output' | 'contract' | 'external';

/**
 * How data goes from one node to the next. Between products: `same-version`, `other-version`, `deprecated` (the producer
 * is), `unresolved` (nobody here publishes the contract). Within a product: `inside` where an output names the input's
 * contract, `assumed` where an output names none. `promises` leads from an output port to its contract.
 */
export type LineageEdgeKind = 'same-version' | 'other-version' | 'deprecated' | 'unresolved' | 'inside' | 'assumed' | 'promises';

export interface LineageNode {
  readonly id: string;
  readonly kind: LineageNodeKind;
  readonly name: string;
  /** The node of the product a port belongs to. */
  readonly product?: string;
  /** The name of the domain a product or port belongs to; empty where the product names none. */
  readonly domain?: string;
  readonly version?: string;
  /** The id of the contract a port names, or a contract has. */
  readonly contract?: string;
  readonly place?: DescriptorPlace;
  readonly isDeprecated?: boolean;
  /** The highest classification among the columns its own contract classifies. */
  readonly sensitivity?: Sensitivity;
  /** The highest classification among what flows through it. */
  readonly carries?: Sensitivity;
  /** An output port that is classified lower than what it is made from. */
  readonly isLowered?: boolean;
}

export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: LineageEdgeKind;
  /** How many major versions the reader is behind the newest one published; negative where it reads a later one. */
  readonly behind?: number;
}

/** Ports that feed each other in a circle across products. */
export interface LineageCycle {
  readonly ports: readonly string[];
  readonly products: readonly string[];
  /** False where the circle closes only if outputs without `inputContracts` are made from every input. */
  readonly isCertain: boolean;
}

export interface Lineage {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly edges: readonly LineageEdge[];
  readonly cycles: readonly LineageCycle[];
}

/** Whether an edge is one that data takes, from port to port. */
export function carriesData({ kind }: LineageEdge): boolean {
  return kind !== 'promises';
}
