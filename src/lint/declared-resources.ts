import type { TextEdit } from '../document/edit.js';
import type { Span } from '../document/position.js';
import { literalText, literalValue } from '../facts/call-arguments.js';
import { constructsOf, lacks, valueOf, type Construct, type Source } from '../facts/constructs.js';
import { insertionEdit } from './document-matcher/insertion.js';
import type { DocumentNode, MappingNode } from './document-matcher/node.js';
import { find, isAbsent, textAt } from './document-matcher/path.js';
import { documentTrees } from './document-matcher/trees.js';
import type { LintDocument } from './document.js';

/** A resource of a cloud that a file declares, whatever the notation. */
export type DeclaredResource = DocumentResource | ConstructResource;

interface Declared {
  /** `aws_s3_bucket` in Terraform, `AWS::S3::Bucket` in CloudFormation, `aws_s3.Bucket` in the CDK. */
  readonly type: string;
  /** Its label, logical id or construct id; empty where that is computed. */
  readonly name: string;
  /** What to underline: where it gets its name, or the class. */
  readonly span: Span;
  /** All of it. */
  readonly match: Span;
}

/** A block of Terraform or an entry of a CloudFormation template. */
export interface DocumentResource extends Declared {
  readonly notation: 'terraform' | 'cloudformation';
  /** The block, or the value of `Properties`. */
  readonly properties: DocumentNode;
}

/** A construct of the AWS CDK. */
export interface ConstructResource extends Declared {
  readonly notation: 'cdk';
  readonly source: Source;
  readonly construct: Construct;
}

/** The resources a document of Terraform, CloudFormation or the AWS CDK declares, in the order of the text. */
export function declaredResources(document: LintDocument): DeclaredResource[] {
  const { tree, facts } = document;
  if (['typescript', 'tsx', 'javascript', 'python'].includes(document.language.id)) return tree ? constructResources({ tree, facts }) : [];
  return documentTrees(document).flatMap((root) => (document.language.id === 'hcl' ? terraformResources(root) : templateResources(root)));
}

function constructResources(source: Source): ConstructResource[] {
  const { tree } = source;
  return constructsOf(source).map((construct) => ({
    notation: 'cdk',
    type: construct.type,
    name: construct.id ?? '',
    span: tree.span(construct.callee),
    match: tree.span(construct.node),
    source,
    construct,
  }));
}

function terraformResources(root: DocumentNode): DocumentResource[] {
  return entriesOf(root, 'resource').flatMap(({ value }) =>
    value.kind !== 'mapping'
      ? []
      : value.entries.flatMap(({ key: type, value: labelled }) =>
          labelled.kind !== 'mapping' ? [] : labelled.entries.map(({ key: name, keySpan, span, value: properties }): DocumentResource => ({ notation: 'terraform', type, name, span: keySpan, match: span, properties })),
        ),
  );
}

function templateResources(root: DocumentNode): DocumentResource[] {
  return entriesOf(root, 'Resources').flatMap(({ value }) =>
    value.kind !== 'mapping'
      ? []
      : value.entries.flatMap(({ key: name, keySpan, span, value: resource }): DocumentResource[] => {
          const type = textAt(resource, 'Type');
          const properties = find(resource, 'Properties')[0]?.node;
          return type !== undefined && properties ? [{ notation: 'cloudformation', type, name, span: keySpan, match: span, properties }] : [];
        }),
  );
}

function entriesOf(root: DocumentNode, key: string): MappingNode['entries'] {
  return root.kind === 'mapping' ? root.entries.filter((entry) => entry.key === key) : [];
}

/** The plain value of a property, as text; `path` may lead deeper in Terraform and CloudFormation, not in the CDK. */
export function propertyText(resource: DeclaredResource, path: string): string | undefined {
  if (resource.notation !== 'cdk') return textAt(resource.properties, path);
  const { source, construct } = resource;
  const value = valueOf(construct.props, path);
  return value < 0 ? undefined : (literalText(source.tree, value)?.text ?? literalValue(source.tree, value)?.toString());
}

/** Whether none of these properties is there, for certain. */
export function isWithout(resource: DeclaredResource, ...paths: readonly string[]): boolean {
  if (resource.notation === 'cdk') return lacks(resource.construct.props, ...paths);
  return paths.every((path) => isAbsent(resource.properties, path));
}

/** The edit that writes one more property into a resource of Terraform or CloudFormation. */
export function insertedProperty(resource: DocumentResource, text: string, key: string, value: unknown): TextEdit | undefined {
  return resource.properties.kind === 'mapping' ? insertionEdit({ key, value }, resource.properties, text) : undefined;
}
