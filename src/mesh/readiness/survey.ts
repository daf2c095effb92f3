import { LineIndex } from '../../document/position.js';
import type { DocumentNode, MappingNode } from '../../lint/document-matcher/node.js';
import { find, isAbsent, textAt } from '../../lint/document-matcher/path.js';
import { yamlTrees } from '../../lint/document-matcher/yaml-tree.js';
import { isCanvas } from '../canvas/boxes.js';
import { readCanvas, type Canvas } from '../canvas/read.js';
import type { EvidencePlace } from './model.js';

/** The files whose text is read; of all others the path is enough. */
export function isSurveyed(path: string): boolean {
  return /\.od[pc]s\.ya?ml$/.test(path) || isCanvas(path);
}

export interface SurveyedText {
  /** Relative to the workspace folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** A product or contract with its place. */
export interface Described {
  readonly path: string;
  /** The folder it stands in; empty at the top. */
  readonly folder: string;
  readonly root: MappingNode;
  readonly place: EvidencePlace;
  readonly placeOf: (node: DocumentNode) => EvidencePlace;
}

export interface OutputPort {
  readonly product: Described;
  readonly node: DocumentNode;
  readonly place: EvidencePlace;
  /** The contract it names, where that is in the workspace. */
  readonly contract: Described | undefined;
}

export interface CanvasFile {
  readonly canvas: Canvas;
  readonly place: EvidencePlace;
}

/** What the files of a workspace say about data products. */
export interface Survey {
  readonly products: readonly Described[];
  readonly contracts: readonly Described[];
  /** Of all products. */
  readonly outputs: readonly OutputPort[];
  /** By the path of the file. */
  readonly canvases: ReadonlyMap<string, CanvasFile>;
  /** Every file of the workspace. */
  readonly paths: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Reads descriptors and canvases; texts that do not parse say nothing. */
export function surveyOf(texts: readonly SurveyedText[], paths: readonly string[], today: string): Survey {
  const described = texts.filter(({ path }) => !isCanvas(path)).flatMap(describe);
  const products = described.filter(({ path }) => /\.odps\.ya?ml$/.test(path));
  const contracts = described.filter(({ path }) => /\.odcs\.ya?ml$/.test(path));
  const byId = new Map(contracts.flatMap((contract) => (textAt(contract.root, 'id') === undefined ? [] : [[textAt(contract.root, 'id'), contract] as const])));
  const canvases = texts.flatMap(({ path, text }) => {
    const canvas = isCanvas(path) ? readCanvas(text) : undefined;
    return canvas ? [[path, { canvas, place: { path, line: 1 } }] as const] : [];
  });
  return { products, contracts, outputs: products.flatMap((product) => outputsOf(product, byId)), canvases: new Map(canvases), paths, today };
}

function describe({ path, text }: SurveyedText): Described[] {
  const lines = new LineIndex(text);
  const placeOf = (node: DocumentNode): EvidencePlace => ({ path, line: lines.positionAt(node.span.start).line + 1 });
  return yamlTrees(text).flatMap((root) => (root.kind === 'mapping' ? [{ path, folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))), root, place: placeOf(root), placeOf }] : []));
}

function outputsOf(product: Described, contracts: ReadonlyMap<string | undefined, Described>): OutputPort[] {
  return find(product.root, 'outputPorts.*').map(({ node }) => ({ product, node, place: product.placeOf(node), contract: contracts.get(textAt(node, 'contractId') ?? '') }));
}

/** Whether something is written at a path. */
export function says({ root }: Pick<Described, 'root'>, path: string): boolean {
  return !isAbsent(root, path) && find(root, path).length > 0;
}

/** The domain of a product in lower case. */
export function domainOf({ root }: Described): string | undefined {
  const domain = textAt(root, 'domain')?.trim().toLowerCase();
  return domain === '' ? undefined : domain;
}

export function isInUse({ root }: Described): boolean {
  return textAt(root, 'status')?.toLowerCase() === 'active';
}
