import type { Detection, Detector } from '../lint/detector.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import { RegionTable, type Region } from './regions.js';

const CHOICES = 3;

interface RegionLiteral {
  readonly provider: string;
  /** The text between the quotes. */
  readonly value: number;
}

/** The region a Terraform file works in: of a provider, or of an Azure resource group. */
export const carbonHeavyRegion: Detector = function* (context) {
  const { tree } = context.document;
  if (!tree) return;
  const regions = RegionTable.of(context.table('regions'));
  for (const { provider, value } of regionLiterals(tree)) {
    const region = regions.find(provider, tree.text(value));
    const cleaner = region ? regions.cleanerThan(region) : [];
    if (region && cleaner.length > 0) yield detection(tree, value, region, cleaner);
  }
};

function* regionLiterals(tree: FlatTree): Generator<RegionLiteral> {
  const block = tree.vocabulary.kindId('block', true);
  for (let node = 0; node < tree.count; node++) {
    if (tree.kind[node] !== block) continue;
    const [type, label] = [...tree.namedChildren(node)].map((child) => tree.text(child).replaceAll('"', ''));
    const provider = type === 'provider' ? label : type === 'resource' && label === 'azurerm_resource_group' ? 'azurerm' : undefined;
    // A second provider is there for a place that is prescribed, such as the certificates of a content network.
    if (provider === undefined || attributeValue(tree, node, 'alias') >= 0) continue;
    const value = regionName(tree, attributeValue(tree, node, provider === 'azurerm' ? 'location' : 'region'));
    if (value >= 0) yield { provider, value };
  }
}

/** The expression of `name = …` directly in a block, or -1. */
function attributeValue(tree: FlatTree, block: number, name: string): number {
  const body = [...tree.namedChildren(block)].find((child) => tree.kindName(child) === 'body');
  for (const attribute of body === undefined ? [] : tree.namedChildren(body)) {
    const [key, expression] = [...tree.namedChildren(attribute)];
    if (tree.kindName(attribute) === 'attribute' && key !== undefined && expression !== undefined && tree.text(key) === name) return expression;
  }
  return -1;
}

/** The text between the quotes of a plain text, or -1: an interpolated text is not known. */
function regionName(tree: FlatTree, expression: number): number {
  if (expression < 0 || !/^"[a-z0-9-]+"$/.test(tree.text(expression))) return -1;
  for (let i = expression; i < (tree.next[expression] ?? 0); i++) if (tree.kindName(i) === 'template_literal') return i;
  return -1;
}

function detection(tree: FlatTree, value: number, region: Region, cleaner: readonly Region[]): Detection {
  const best = cleaner[0] ?? region;
  const span = tree.span(value);
  const saving = Math.round((1 - best.intensity / region.intensity) * 100);
  const rows = [region, ...cleaner.slice(0, CHOICES)].map(({ name, place, intensity }) => `| ${name} | ${place} | ${intensity} |`);
  return {
    span,
    variables: { REGION: region.name, OTHER: best.name, SAVING: String(saving) },
    fixes: cleaner.slice(0, CHOICES).map((other) => ({ title: `Move to ${other.name}, ${other.place} (${other.intensity} instead of ${region.intensity} g CO2e per kWh)`, safe: false, edits: [{ ...span, text: other.name }] })),
    details: ['| Region | Place | g CO2e per kWh, average 2025 |', '|---|---|---:|', ...rows].join('\n'),
  };
}
