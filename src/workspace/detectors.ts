import { heavyDependency } from '../carbon/heavy-dependency-detector.js';
import { carbonHeavyRegion } from '../carbon/region-detector.js';
import type { DetectorRegistry } from '../lint/detector.js';

/** The detectors every room hands over, by the name rule pages use. */
export const DETECTORS: DetectorRegistry = new Map([
  ['carbon-heavy-region', carbonHeavyRegion],
  ['heavy-dependency', heavyDependency],
]);
