import { heavyDependency } from '../carbon/heavy-dependency-detector.js';
import { carbonHeavyRegion } from '../carbon/region-detector.js';
import type { DetectorRegistry } from '../lint/detector.js';
import { autoplayMedia } from '../lint/detectors/autoplay-media.js';
import { buildInFinalStage } from '../lint/detectors/build-in-final-stage.js';
import { cdkOpenIngress } from '../lint/detectors/cdk-open-ingress.js';
import { copyBeforeInstall } from '../lint/detectors/copy-before-install.js';
import { fatBaseImage } from '../lint/detectors/fat-base-image.js';
import { frequentSchedule } from '../lint/detectors/frequent-schedule.js';
import { openIngress } from '../lint/detectors/open-ingress.js';
import { packageCaches } from '../lint/detectors/package-caches.js';
import { recommendedPackages } from '../lint/detectors/recommended-packages.js';
import { resourceRequests } from '../lint/detectors/resource-requests.js';
import { selectStar } from '../lint/detectors/select-star.js';
import { unfilteredContext } from '../lint/detectors/unfiltered-context.js';

/** The detectors every room hands over, by the name rule pages use. */
export const DETECTORS: DetectorRegistry = new Map([
  ['autoplay-media', autoplayMedia],
  ['build-in-final-stage', buildInFinalStage],
  ['carbon-heavy-region', carbonHeavyRegion],
  ['cdk-open-ingress', cdkOpenIngress],
  ['copy-before-install', copyBeforeInstall],
  ['fat-base-image', fatBaseImage],
  ['frequent-schedule', frequentSchedule],
  ['heavy-dependency', heavyDependency],
  ['open-ingress', openIngress],
  ['package-caches', packageCaches],
  ['recommended-packages', recommendedPackages],
  ['resource-requests', resourceRequests],
  ['select-star', selectStar],
  ['unfiltered-context', unfilteredContext],
]);
