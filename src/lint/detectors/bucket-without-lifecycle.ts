import type { TextEdit } from '../../document/edit.js';
import { literalValue } from '../../facts/call-arguments.js';
import { insertProperty, spellingOf } from '../../facts/construct-edits.js';
import { valueOf } from '../../facts/constructs.js';
import { declaredResources, insertedProperty, isWithout, propertyText, type DeclaredResource, type ConstructResource, type DocumentResource } from '../declared-resources.js';
import type { Detection, Detector, DetectorContext } from '../detector.js';
import type { ProposedFix } from '../finding.js';
import { wordsOf } from '../non-production.js';
import { moduleTexts } from '../terraform-module.js';

/** Where each notation writes its lifecycle rules and the name, and what says that the bucket goes with its stack. */
const BUCKETS: ReadonlyMap<string, { readonly lifecycle: string; readonly name: string; readonly thrownAway?: string }> = new Map([
  ['aws_s3_bucket', { lifecycle: 'lifecycle_rule', name: 'bucket' }],
  ['google_storage_bucket', { lifecycle: 'lifecycle_rule', name: 'name' }],
  ['AWS::S3::Bucket', { lifecycle: 'LifecycleConfiguration', name: 'BucketName' }],
  ['aws_s3.Bucket', { lifecycle: 'lifecycleRules', name: 'bucketName', thrownAway: 'autoDeleteObjects' }],
  ['aws_s3.CfnBucket', { lifecycle: 'lifecycleConfiguration', name: 'bucketName' }],
]);

/** What is written again and again and read for a while, by the words people name it with. */
const GROWING = /^(?:(?:access|audit|flow|cloudtrail|server)?logs?|logging|trails?|backups?|dumps?|snapshots?|exports?|uploads?|artifacts?|reports?|results?|temp|tmp|raw|landing|ingest|events?|recordings?)$/i;
/** Old versions of these are wanted. */
const HISTORY = /^(?:tf|tfstate|state|terraform|bootstrap|backend)$/i;
const BACKEND = /(?:terraform|tf|remote)[-_]?(?:state|backend)/i;
/** So are those of code and pages, and they are small. */
const SMALL = /^(?:scripts?|lambdas?|code|sources?|config|configuration|sites?|websites?|web|www|assets?|static|pages?|templates?|layers?)$/i;
const DAYS_OF_VERSIONS = 90;
const DAYS_OF_UPLOADS = 7;

/** Buckets that grow, by their name or because they keep old versions, and in which nothing ever expires. */
export const bucketWithoutLifecycle: Detector = function* (context) {
  const { document } = context;
  if (document.pathClasses.has('test')) return;
  for (const resource of declaredResources(document)) {
    const notation = BUCKETS.get(resource.type);
    if (!notation || !isWithout(resource, notation.lifecycle, ...(notation.thrownAway === undefined ? [] : [notation.thrownAway]))) continue;
    const words = wordsOf(`${resource.name} ${propertyText(resource, notation.name) ?? ''}`);
    if (words.some((word) => HISTORY.test(word) || SMALL.test(word)) || BACKEND.test(document.path)) continue;
    const module = moduleOf(resource, context);
    if (module === undefined || hasLifecycleElsewhere(resource, module)) continue;
    const isVersioned = keepsVersions(resource, module);
    const growing = words.find((word) => GROWING.test(word));
    if (isVersioned || growing !== undefined) yield detection(resource, context, isVersioned);
  }
};

/** The texts in which the bucket may be spoken of; undefined while they are not known. */
function moduleOf(resource: DeclaredResource, { document, surroundings }: DetectorContext): readonly string[] | undefined {
  if (resource.notation !== 'terraform') return [document.text];
  const others = moduleTexts(document, surroundings);
  return others && [document.text, ...others];
}

/** The blocks of a type in a module, as text, and the bucket each names: `others` where that cannot be told. */
function* blocksOf(module: readonly string[], type: string): Generator<{ readonly bucket: string; readonly text: string }> {
  for (const text of module) {
    for (const piece of text.split(`resource "${type}"`).slice(1)) {
      const block = piece.split(/\n\}/, 1)[0] ?? '';
      const value = /^[ \t]*bucket[ \t]*=(.*)$/m.exec(block)?.[1] ?? '';
      yield { bucket: /\baws_s3_bucket\.([\w-]+)/.exec(value)?.[1] ?? 'others', text: block };
    }
  }
}

function hasLifecycleElsewhere(resource: DeclaredResource, module: readonly string[]): boolean {
  if (resource.notation === 'cdk') return /\badd_?[lL]ifecycle_?[rR]ule\b/.test(resource.source.tree.source);
  return [...blocksOf(module, 'aws_s3_bucket_lifecycle_configuration')].some(({ bucket }) => bucket === resource.name || bucket === 'others');
}

function keepsVersions(resource: DeclaredResource, module: readonly string[]): boolean {
  if (resource.notation === 'cdk') return literalValue(resource.source.tree, valueOf(resource.construct.props, 'versioned')) === true;
  if (propertyText(resource, 'versioning.enabled') === 'true' || propertyText(resource, 'VersioningConfiguration.Status') === 'Enabled') return true;
  return [...blocksOf(module, 'aws_s3_bucket_versioning')].some(({ bucket, text }) => bucket === resource.name && /\bstatus[ \t]*=[ \t]*"Enabled"/.test(text));
}

function detection(resource: DeclaredResource, { document }: DetectorContext, isVersioned: boolean): Detection {
  const reason = isVersioned ? 'keeps every old version for ever' : 'only ever grows';
  return { span: resource.span, match: resource.match, variables: { BUCKET: resource.name || 'This bucket', REASON: reason }, fixes: fixesOf(resource, document.text, isVersioned) };
}

function fixesOf(resource: DeclaredResource, text: string, isVersioned: boolean): readonly ProposedFix[] {
  const edits = resource.notation === 'cdk' ? constructEdits(resource, isVersioned) : documentEdits(resource, text, isVersioned);
  const title = isVersioned ? `Remove old versions after ${DAYS_OF_VERSIONS} days, unfinished uploads after ${DAYS_OF_UPLOADS}` : `Remove unfinished uploads after ${DAYS_OF_UPLOADS} days`;
  return edits.length === 0 ? [] : [{ title, safe: false, edits }];
}

function documentEdits(resource: DocumentResource, text: string, isVersioned: boolean): readonly TextEdit[] {
  switch (resource.type) {
    case 'AWS::S3::Bucket': {
      const rule = { Id: 'CleanUp', Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: DAYS_OF_UPLOADS }, ...(isVersioned ? { NoncurrentVersionExpiration: { NoncurrentDays: DAYS_OF_VERSIONS } } : {}) };
      return present(insertedProperty(resource, text, 'LifecycleConfiguration', { Rules: [rule] }));
    }
    case 'google_storage_bucket': {
      const rule = isVersioned ? { condition: { days_since_noncurrent_time: DAYS_OF_VERSIONS }, action: { type: 'Delete' } } : { condition: { age: DAYS_OF_UPLOADS }, action: { type: 'AbortIncompleteMultipartUpload' } };
      return present(insertedProperty(resource, text, 'lifecycle_rule', rule));
    }
    default:
      return [{ start: resource.match.end, end: resource.match.end, text: terraformConfiguration(resource.name, isVersioned) }];
  }
}

function present(edit: TextEdit | undefined): readonly TextEdit[] {
  return edit ? [edit] : [];
}

function terraformConfiguration(name: string, isVersioned: boolean): string {
  const versions = ['', '    noncurrent_version_expiration {', `      noncurrent_days = ${DAYS_OF_VERSIONS}`, '    }'];
  return [
    '',
    '',
    `resource "aws_s3_bucket_lifecycle_configuration" "${name}" {`,
    `  bucket = aws_s3_bucket.${name}.id`,
    '',
    '  rule {',
    '    id     = "clean-up"',
    '    status = "Enabled"',
    '',
    '    filter {}',
    '',
    '    abort_incomplete_multipart_upload {',
    `      days_after_initiation = ${DAYS_OF_UPLOADS}`,
    '    }',
    ...(isVersioned ? versions : []),
    '  }',
    '}',
  ].join('\n');
}

function constructEdits({ source, construct }: ConstructResource, isVersioned: boolean): readonly TextEdit[] {
  const duration = construct.type === 'aws_s3.Bucket' ? spellingOf(source, 'Duration') : undefined;
  if (!duration) return [];
  const isPython = source.tree.kindName(construct.node) === 'call';
  const days = (count: number) => `${duration.text}.days(${count})`;
  const rule = isPython ? spellingOf(source, 'aws_s3.LifecycleRule') : undefined;
  if (isPython && !rule) return [];
  const parts = isPython
    ? [`abort_incomplete_multipart_upload_after=${days(DAYS_OF_UPLOADS)}`, ...(isVersioned ? [`noncurrent_version_expiration=${days(DAYS_OF_VERSIONS)}`] : [])]
    : [`abortIncompleteMultipartUploadAfter: ${days(DAYS_OF_UPLOADS)}`, ...(isVersioned ? [`noncurrentVersionExpiration: ${days(DAYS_OF_VERSIONS)}`] : [])];
  const value = isPython ? `[${rule?.text ?? ''}(${parts.join(', ')})]` : `[{ ${parts.join(', ')} }]`;
  const edit = insertProperty(source.tree, construct.props, 'lifecycleRules', value);
  return edit ? [edit, ...duration.edits, ...(rule?.edits ?? [])] : [];
}
