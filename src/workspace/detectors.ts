import { heavyDependency } from '../carbon/heavy-dependency-detector.js';
import { heavyImport } from '../carbon/heavy-import-detector.js';
import { animatedGif } from '../carbon/page/animated-gif-detector.js';
import { eagerEmbed } from '../carbon/page/eager-embed-detector.js';
import { fontFormat } from '../carbon/page/font-format-detector.js';
import { imageFormat } from '../carbon/page/image-format-detector.js';
import { oversizedImage } from '../carbon/page/oversized-image-detector.js';
import { carbonHeavyRegion } from '../carbon/region-detector.js';
import type { DetectorRegistry } from '../lint/detector.js';
import { autoplayMedia } from '../lint/detectors/autoplay-media.js';
import { cdkOpenIngress } from '../lint/detectors/cdk-open-ingress.js';
import { copyBeforeInstall } from '../lint/detectors/copy-before-install.js';
import { fatBaseImage } from '../lint/detectors/fat-base-image.js';
import { frequentSchedule } from '../lint/detectors/frequent-schedule.js';
import { lambdaOnX86 } from '../lint/detectors/lambda-on-x86.js';
import { openIngress } from '../lint/detectors/open-ingress.js';
import { selectStar } from '../lint/detectors/select-star.js';

/** The detectors every room hands over, by the name rule pages use. */
export const DETECTORS: DetectorRegistry = new Map([
  ['animated-gif', animatedGif],
  ['autoplay-media', autoplayMedia],
  ['carbon-heavy-region', carbonHeavyRegion],
  ['cdk-open-ingress', cdkOpenIngress],
  ['copy-before-install', copyBeforeInstall],
  ['eager-embed', eagerEmbed],
  ['fat-base-image', fatBaseImage],
  ['font-format', fontFormat],
  ['frequent-schedule', frequentSchedule],
  ['heavy-dependency', heavyDependency],
  ['heavy-import', heavyImport],
  ['image-format', imageFormat],
  ['lambda-on-x86', lambdaOnX86],
  ['open-ingress', openIngress],
  ['oversized-image', oversizedImage],
  ['select-star', selectStar],
]);
