import { heavyDependency } from '../carbon/heavy-dependency-detector.js';
import { carbonHeavyRegion } from '../carbon/region-detector.js';
import type { DetectorRegistry } from '../lint/detector.js';
import { cdkOpenIngress } from '../lint/detectors/cdk-open-ingress.js';
import { fatBaseImage } from '../lint/detectors/fat-base-image.js';
import { frequentSchedule } from '../lint/detectors/frequent-schedule.js';
import { openIngress } from '../lint/detectors/open-ingress.js';

/** The detectors every room hands over, by the name rule pages use. */
export const DETECTORS: DetectorRegistry = new Map([
  ['carbon-heavy-region', carbonHeavyRegion],
  ['cdk-open-ingress', cdkOpenIngress],
  ['fat-base-image', fatBaseImage],
  ['frequent-schedule', frequentSchedule],
  ['open-ingress', openIngress],
  ['heavy-dependency', heavyDependency],
]);
