import type { Detection, Detector } from '../lint/detector.js';
import { RegionTable, type Region } from './regions.js';
import { declaredRegions, type DeclaredRegion } from './resources/declared-regions.js';
import { resourceRegions } from './resources/resource-regions.js';

const CHOICES = 3;
/** Grams of CO2e per kWh another grid must save: between two clean ones the larger share is still little. Our own judgement, a quarter of what the grid of us-east-1 emits. */
const WORTH_MOVING = 100;

/** What AWS keeps in us-east-1, wherever the rest runs. */
const PRESCRIBED = /cloudfront|waf|certificate|edge|route53|billing|global/i;
/** A Terraform file holds much else, in which the other words stand by chance. */
const PRESCRIBED_IN_TERRAFORM = /cloudfront|waf|certificate/i;

/**
 * A file declares a region whose grid is much dirtier than that of another one on the continent. Silent where it declares several regions of
 * one provider: then each has its reason.
 */
export const carbonHeavyRegion: Detector = function* (context) {
  const { document } = context;
  const regions = RegionTable.of(context.table('regions'));
  const reported = new Set<Region>();
  const declared = document.pathClasses.has('test') ? [] : [...declaredRegions(document, regions), ...resourceRegions(document, regions)];
  for (const one of declared) {
    const { region } = one;
    const cleaner = regions.cleanerThan(region).filter(({ intensity }) => region.intensity - intensity >= WORTH_MOVING);
    const isChosen = declared.every((other) => other.region === region || other.region.provider !== region.provider);
    const isPrescribed = region.name === 'us-east-1' && (document.language.id === 'hcl' ? PRESCRIBED_IN_TERRAFORM : PRESCRIBED).test(`${document.path} ${document.text}`);
    if (cleaner.length === 0 || !isChosen || isPrescribed || reported.has(region)) continue;
    reported.add(region);
    yield detection(one, declared.filter((other) => other.region === region), cleaner);
  }
};

function detection({ region, place: { span } }: DeclaredRegion, all: readonly DeclaredRegion[], cleaner: readonly Region[]): Detection {
  const best = cleaner[0] ?? region;
  const saving = Math.round((1 - best.intensity / region.intensity) * 100);
  const rows = [region, ...cleaner.slice(0, CHOICES)].map(({ name, place, intensity }) => `| ${name} | ${place} | ${intensity} |`);
  return {
    span,
    variables: { REGION: region.name, OTHER: best.name, SAVING: String(saving) },
    fixes: cleaner.slice(0, CHOICES).map((other) => ({ title: `Move to ${other.name}, ${other.place} (${other.intensity} instead of ${region.intensity} g CO2e per kWh)`, safe: false, edits: all.map(({ place }) => ({ ...place.span, text: other.name })) })),
    details: ['| Region | Place | g CO2e per kWh, average 2025 |', '|---|---|---:|', ...rows].join('\n'),
  };
}
