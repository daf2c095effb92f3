import type { Detection, Detector } from '../lint/detector.js';
import { regionLiterals, type RegionLiteral } from './region-literals.js';
import { RegionTable, type Region } from './regions.js';

const CHOICES = 3;

/** The region what a file declares runs in, where the same continent has a much cleaner one. Each region is reported once. */
export const carbonHeavyRegion: Detector = function* (context) {
  const { document } = context;
  if (document.pathClasses.has('test')) return;
  const regions = RegionTable.of(context.table('regions'));
  const literals = regionLiterals(document, regions);
  const first = literals.filter(({ provider, name }, i) => literals.findIndex((other) => other.provider === provider && other.name === name) === i);
  for (const literal of first) {
    const region = regions.find(literal.provider, literal.name);
    const cleaner = region ? regions.cleanerThan(region) : [];
    if (region && cleaner.length > 0) yield detection(literal, literals.filter(({ provider, name }) => provider === literal.provider && name === literal.name), region, cleaner);
  }
};

function detection({ span }: RegionLiteral, all: readonly RegionLiteral[], region: Region, cleaner: readonly Region[]): Detection {
  const best = cleaner[0] ?? region;
  const saving = Math.round((1 - best.intensity / region.intensity) * 100);
  const rows = [region, ...cleaner.slice(0, CHOICES)].map(({ name, place, intensity }) => `| ${name} | ${place} | ${intensity} |`);
  return {
    span,
    variables: { REGION: region.name, OTHER: best.name, SAVING: String(saving) },
    fixes: cleaner.slice(0, CHOICES).map((other) => ({
      title: `Move to ${other.name}, ${other.place} (${other.intensity} instead of ${region.intensity} g CO2e per kWh)`,
      safe: false,
      edits: all.map((literal) => ({ ...literal.span, text: other.name })),
    })),
    details: ['| Region | Place | g CO2e per kWh, average 2025 |', '|---|---|---:|', ...rows].join('\n'),
  };
}
