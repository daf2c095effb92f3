import { heavyDependency } from '../carbon/heavy-dependency-detector.js';
import { armSiblings, oversizedMachine, previousGeneration } from '../carbon/machine-detectors.js';
import { carbonHeavyRegion } from '../carbon/region-detector.js';
import type { DetectorRegistry } from '../lint/detector.js';
import { autoplayMedia } from '../lint/detectors/autoplay-media.js';
import { bucketWithoutLifecycle } from '../lint/detectors/bucket-without-lifecycle.js';
import { cdkOpenIngress } from '../lint/detectors/cdk-open-ingress.js';
import { copyBeforeInstall } from '../lint/detectors/copy-before-install.js';
import { fatBaseImage } from '../lint/detectors/fat-base-image.js';
import { frequentSchedule } from '../lint/detectors/frequent-schedule.js';
import { lambdaOnX86 } from '../lint/detectors/lambda-on-x86.js';
import { logWithoutRetention } from '../lint/detectors/log-without-retention.js';
import { openIngress } from '../lint/detectors/open-ingress.js';
import { selectStar } from '../lint/detectors/select-star.js';
import { standbyInDevelopment } from '../lint/detectors/standby-in-development.js';

/** The detectors every room hands over, by the name rule pages use. */
export const DETECTORS: DetectorRegistry = new Map([
  ['arm-sibling', armSiblings],
  ['autoplay-media', autoplayMedia],
  ['bucket-without-lifecycle', bucketWithoutLifecycle],
  ['carbon-heavy-region', carbonHeavyRegion],
  ['cdk-open-ingress', cdkOpenIngress],
  ['copy-before-install', copyBeforeInstall],
  ['fat-base-image', fatBaseImage],
  ['frequent-schedule', frequentSchedule],
  ['heavy-dependency', heavyDependency],
  ['lambda-on-x86', lambdaOnX86],
  ['log-without-retention', logWithoutRetention],
  ['open-ingress', openIngress],
  ['oversized-machine', oversizedMachine],
  ['previous-generation', previousGeneration],
  ['select-star', selectStar],
  ['standby-in-development', standbyInDevelopment],
]);
