import { heavyDependency } from '../carbon/heavy-dependency-detector.js';
import { carbonHeavyRegion } from '../carbon/region-detector.js';
import type { DetectorRegistry } from '../lint/detector.js';
import { autoplayMedia } from '../lint/detectors/autoplay-media.js';
import { cdkOpenIngress } from '../lint/detectors/cdk-open-ingress.js';
import { copyBeforeInstall } from '../lint/detectors/copy-before-install.js';
import { fatBaseImage } from '../lint/detectors/fat-base-image.js';
import { frequentSchedule } from '../lint/detectors/frequent-schedule.js';
import { nPlusOne } from '../lint/detectors/n-plus-one.js';
import { openIngress } from '../lint/detectors/open-ingress.js';
import { pollVisible } from '../lint/detectors/poll-visible.js';
import { selectStar } from '../lint/detectors/select-star.js';
import { torchNoGrad } from '../lint/detectors/torch-no-grad.js';

/** The detectors every room hands over, by the name rule pages use. */
export const DETECTORS: DetectorRegistry = new Map([
  ['autoplay-media', autoplayMedia],
  ['carbon-heavy-region', carbonHeavyRegion],
  ['cdk-open-ingress', cdkOpenIngress],
  ['copy-before-install', copyBeforeInstall],
  ['fat-base-image', fatBaseImage],
  ['frequent-schedule', frequentSchedule],
  ['heavy-dependency', heavyDependency],
  ['n-plus-one', nPlusOne],
  ['open-ingress', openIngress],
  ['poll-visible', pollVisible],
  ['select-star', selectStar],
  ['torch-no-grad', torchNoGrad],
]);
