import { heavyDependency } from '../carbon/heavy-dependency-detector.js';
import { heavyImport } from '../carbon/heavy-import-detector.js';
import { armSiblings, oversizedMachine, previousGeneration } from '../carbon/machine-detectors.js';
import { animatedGif } from '../carbon/page/animated-gif-detector.js';
import { eagerEmbed } from '../carbon/page/eager-embed-detector.js';
import { fontFormat } from '../carbon/page/font-format-detector.js';
import { imageFormat } from '../carbon/page/image-format-detector.js';
import { oversizedImage } from '../carbon/page/oversized-image-detector.js';
import { dependencyCache } from '../carbon/pipeline/dependency-cache-detector.js';
import { doubleTrigger } from '../carbon/pipeline/double-trigger-detector.js';
import { gitlabNotInterruptible } from '../carbon/pipeline/gitlab-detector.js';
import { largeMatrix } from '../carbon/pipeline/large-matrix-detector.js';
import { jobTimeLimit } from '../carbon/pipeline/time-limit-detector.js';
import { updateBot } from '../carbon/pipeline/update-bot-detector.js';
import { carbonHeavyRegion } from '../carbon/region-detector.js';
import type { DetectorRegistry } from '../lint/detector.js';
import { autoplayMedia } from '../lint/detectors/autoplay-media.js';
import { bucketWithoutLifecycle } from '../lint/detectors/bucket-without-lifecycle.js';
import { buildInFinalStage } from '../lint/detectors/build-in-final-stage.js';
import { cdkOpenIngress } from '../lint/detectors/cdk-open-ingress.js';
import { manyConstructs, mixedState } from '../lint/detectors/construct-classes.js';
import { copyBeforeInstall } from '../lint/detectors/copy-before-install.js';
import { developmentDependenciesShipped } from '../lint/detectors/development-dependencies-shipped.js';
import { fatBaseImage } from '../lint/detectors/fat-base-image.js';
import { frequentSchedule } from '../lint/detectors/frequent-schedule.js';
import { lambdaOnX86 } from '../lint/detectors/lambda-on-x86.js';
import { limitFarAboveRequest } from '../lint/detectors/limit-far-above-request.js';
import { logWithoutRetention } from '../lint/detectors/log-without-retention.js';
import { nPlusOne } from '../lint/detectors/n-plus-one.js';
import { openIngress } from '../lint/detectors/open-ingress.js';
import { packageCaches } from '../lint/detectors/package-caches.js';
import { pollVisible } from '../lint/detectors/poll-visible.js';
import { providerInModule } from '../lint/detectors/provider-in-module.js';
import { recommendedPackages } from '../lint/detectors/recommended-packages.js';
import { resourceRequests } from '../lint/detectors/resource-requests.js';
import { selectStar } from '../lint/detectors/select-star.js';
import { standbyInDevelopment } from '../lint/detectors/standby-in-development.js';
import { torchNoGrad } from '../lint/detectors/torch-no-grad.js';
import { unfilteredContext } from '../lint/detectors/unfiltered-context.js';
import { noRetention, realLookingExample, restrictedWithoutRole } from '../mesh/access-detectors.js';
import { breakingChange } from '../mesh/breaking-change-detector.js';
import { emptyBox, placeholder, review } from '../mesh/canvas/detectors.js';
import { noCanvas } from '../mesh/canvas/missing-detector.js';
import { missingLogicalType, noPrimaryKey, noQualityCheck, noServer, noServiceLevel, unclassifiedPersonalData, undescribedColumns, unknownSlaElement } from '../mesh/contract-detectors.js';
import { hardToFind, noManagementPort, placeholderId } from '../mesh/discovery-detectors.js';
import { contractNotHere, repeatedId, twoPublishers, unpublishedContract } from '../mesh/identity-detectors.js';
import { deprecatedButActive, pastEnd } from '../mesh/lifetime-detectors.js';
import { deprecatedSource, outsideSourceTwice, passThrough, productCycle, sameColumns } from '../mesh/lineage-detectors.js';
import { otherStandard } from '../mesh/other-standard-detector.js';
import { inputVersionDiffers, noOwner, outputWithoutLineage, repeatedPort, unknownInputContract } from '../mesh/product-detectors.js';
import { descriptorSchemaDetector } from '../mesh/schema-detector.js';
import { domainSpelling, typeDiffers } from '../mesh/spelling-detectors.js';
import { otherCodeOwner, teamType } from '../mesh/team-detectors.js';
import { ambiguousScalar, missingPurpose, noUsageNote } from '../mesh/wording-detectors.js';

/** The detectors every room hands over, by the name rule pages use. */
export const DETECTORS: DetectorRegistry = new Map([
  ['ambiguous-scalar', ambiguousScalar],
  ['animated-gif', animatedGif],
  ['arm-sibling', armSiblings],
  ['autoplay-media', autoplayMedia],
  ['breaking-change', breakingChange],
  ['bucket-without-lifecycle', bucketWithoutLifecycle],
  ['build-in-final-stage', buildInFinalStage],
  ['canvas-empty-box', emptyBox],
  ['canvas-placeholder', placeholder],
  ['canvas-review', review],
  ['carbon-heavy-region', carbonHeavyRegion],
  ['cdk-open-ingress', cdkOpenIngress],
  ['contract-not-here', contractNotHere],
  ['copy-before-install', copyBeforeInstall],
  ['dependency-cache', dependencyCache],
  ['deprecated-but-active', deprecatedButActive],
  ['deprecated-source', deprecatedSource],
  ['descriptor-schema', descriptorSchemaDetector],
  ['development-dependencies-shipped', developmentDependenciesShipped],
  ['domain-spelling', domainSpelling],
  ['double-trigger', doubleTrigger],
  ['eager-embed', eagerEmbed],
  ['fat-base-image', fatBaseImage],
  ['font-format', fontFormat],
  ['frequent-schedule', frequentSchedule],
  ['gitlab-not-interruptible', gitlabNotInterruptible],
  ['hard-to-find', hardToFind],
  ['heavy-dependency', heavyDependency],
  ['heavy-import', heavyImport],
  ['image-format', imageFormat],
  ['input-version-differs', inputVersionDiffers],
  ['job-time-limit', jobTimeLimit],
  ['lambda-on-x86', lambdaOnX86],
  ['large-matrix', largeMatrix],
  ['limit-far-above-request', limitFarAboveRequest],
  ['log-without-retention', logWithoutRetention],
  ['many-constructs', manyConstructs],
  ['missing-logical-type', missingLogicalType],
  ['missing-purpose', missingPurpose],
  ['mixed-state', mixedState],
  ['n-plus-one', nPlusOne],
  ['no-ethics-canvas', noCanvas],
  ['no-management-port', noManagementPort],
  ['no-owner', noOwner],
  ['no-primary-key', noPrimaryKey],
  ['no-quality-check', noQualityCheck],
  ['no-retention', noRetention],
  ['no-server', noServer],
  ['no-service-level', noServiceLevel],
  ['no-usage-note', noUsageNote],
  ['open-ingress', openIngress],
  ['other-code-owner', otherCodeOwner],
  ['other-standard', otherStandard],
  ['outside-source-twice', outsideSourceTwice],
  ['output-without-lineage', outputWithoutLineage],
  ['oversized-image', oversizedImage],
  ['oversized-machine', oversizedMachine],
  ['package-caches', packageCaches],
  ['pass-through', passThrough],
  ['past-end', pastEnd],
  ['placeholder-id', placeholderId],
  ['poll-visible', pollVisible],
  ['previous-generation', previousGeneration],
  ['product-cycle', productCycle],
  ['provider-in-module', providerInModule],
  ['real-looking-example', realLookingExample],
  ['recommended-packages', recommendedPackages],
  ['repeated-id', repeatedId],
  ['repeated-port', repeatedPort],
  ['resource-requests', resourceRequests],
  ['restricted-without-role', restrictedWithoutRole],
  ['same-columns', sameColumns],
  ['select-star', selectStar],
  ['standby-in-development', standbyInDevelopment],
  ['team-type', teamType],
  ['torch-no-grad', torchNoGrad],
  ['two-publishers', twoPublishers],
  ['type-differs', typeDiffers],
  ['unclassified-personal-data', unclassifiedPersonalData],
  ['undescribed-columns', undescribedColumns],
  ['unfiltered-context', unfilteredContext],
  ['unknown-input-contract', unknownInputContract],
  ['unknown-sla-element', unknownSlaElement],
  ['unpublished-contract', unpublishedContract],
  ['update-bot', updateBot],
]);
