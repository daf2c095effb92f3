import { heavyDependency } from '../carbon/heavy-dependency-detector.js';
import { carbonHeavyRegion } from '../carbon/region-detector.js';
import { autoplayMedia } from '../lint/detectors/autoplay-media.js';
import { copyBeforeInstall } from '../lint/detectors/copy-before-install.js';
import { selectStar } from '../lint/detectors/select-star.js';
import type { DetectorRegistry } from '../lint/detector.js';

/** The detectors every room hands over, by the name rule pages use. */
export const DETECTORS: DetectorRegistry = new Map([
  ['autoplay-media', autoplayMedia],
  ['carbon-heavy-region', carbonHeavyRegion],
  ['copy-before-install', copyBeforeInstall],
  ['heavy-dependency', heavyDependency],
  ['select-star', selectStar],
]);
