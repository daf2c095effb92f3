import type { Span } from '../document/position.js';
import { usesCdk } from '../facts/constructs.js';
import type { LintDocument } from '../lint/document.js';
import type { DocumentNode } from '../lint/document-matcher/node.js';
import { find, isAbsent, textAt } from '../lint/document-matcher/path.js';
import { documentTrees } from '../lint/document-matcher/trees.js';
import { environments } from './resources/cdk-region.js';
import { inQuotes } from './resources/written.js';
import type { RegionTable } from './regions.js';

/** A region that is written out, where everything a file declares runs in it. */
export interface RegionLiteral {
  /** As Terraform names it: `aws`, `google` or `azurerm`. */
  readonly provider: string;
  readonly name: string;
  /** Without quotes; UTF-16 units. */
  readonly span: Span;
}

const PULUMI: Readonly<Record<string, string>> = { 'aws:region': 'aws', 'aws-native:region': 'aws', 'gcp:region': 'google', 'azure:location': 'azurerm', 'azure-native:location': 'azurerm' };
/** What AWS offers in, or runs from, one region only. */
const PRESCRIBED = /cloudfront|certificate|lambda.?(?:at.?)?edge|\bwaf|\bacm/i;
const ONLY_THERE = 'us-east-1';

/** The regions a document of Terraform, the AWS CDK, serverless.yml, eksctl or Pulumi writes out, in the order of the text. */
export function regionLiterals(document: LintDocument, regions: RegionTable): RegionLiteral[] {
  // What belongs to a content network has no choice.
  const isPrescribed = PRESCRIBED.test(document.path) || PRESCRIBED.test(document.text);
  return literalsOf(document, regions).filter(({ name }) => name !== ONLY_THERE || !isPrescribed);
}

function literalsOf(document: LintDocument, regions: RegionTable): RegionLiteral[] {
  const { tree, facts } = document;
  switch (document.language.id) {
    case 'hcl':
      return documentTrees(document).flatMap((root) => [...terraformProviders(document, root), ...terraformResources(document, root)]);
    case 'yaml':
      return documentTrees(document).flatMap((root) => [...serverlessFramework(document, root), ...cluster(document, root), ...pulumi(document, root)]);
    default:
      if (!tree || !usesCdk(facts)) return [];
      return onlyOne(environments(document, tree, regions).flatMap((place) => (place ? [{ provider: 'aws', name: place.name, span: place.span }] : [])));
  }
}

/** Several regions in one file are chosen to be several. */
function onlyOne(literals: readonly RegionLiteral[]): RegionLiteral[] {
  return literals.filter((literal) => literals.every((other) => other.provider !== literal.provider || other.name === literal.name));
}

function literalsAt(document: LintDocument, node: DocumentNode, path: string, provider: string): RegionLiteral[] {
  return find(node, path).flatMap(({ node: value }) => (value.kind === 'scalar' && typeof value.value === 'string' ? [{ provider, name: value.value, span: inQuotes(document, value.span) }] : []));
}

/** A second provider is there for a place that is prescribed, such as the certificates of a content network. */
function terraformProviders(document: LintDocument, root: DocumentNode): RegionLiteral[] {
  return ['aws', 'google', 'google-beta'].flatMap((name) => find(root, `provider.${name}`).flatMap(({ node }) => (isAbsent(node, 'alias') ? literalsAt(document, node, 'region', name.replace('-beta', '')) : [])));
}

/** Resources of Google and Azure name their own place; those of AWS have that of the provider. */
function terraformResources(document: LintDocument, root: DocumentNode): RegionLiteral[] {
  const types = find(root, 'resource').flatMap(({ node }) => (node.kind === 'mapping' ? node.entries : []));
  const literals = types.flatMap(({ key: type, value }): RegionLiteral[] => {
    if (type.startsWith('azurerm_')) return literalsAt(document, value, '*.location', 'azurerm');
    return type.startsWith('google_') ? ['location', 'region'].flatMap((path) => literalsAt(document, value, `*.${path}`, 'google')) : [];
  });
  return onlyOne(literals);
}

function serverlessFramework(document: LintDocument, root: DocumentNode): RegionLiteral[] {
  return textAt(root, 'provider.name') === 'aws' ? literalsAt(document, root, 'provider.region', 'aws') : [];
}

/** A cluster of Kubernetes on AWS, as eksctl makes it. */
function cluster(document: LintDocument, root: DocumentNode): RegionLiteral[] {
  const isCluster = textAt(root, 'kind') === 'ClusterConfig' && textAt(root, 'apiVersion')?.startsWith('eksctl.io/') === true;
  return isCluster ? literalsAt(document, root, 'metadata.region', 'aws') : [];
}

/** A stack of Pulumi, or the values a project starts with. */
function pulumi(document: LintDocument, root: DocumentNode): RegionLiteral[] {
  if (!/(?:^|\/)Pulumi(?:\.[\w-]+)?\.ya?ml$/.test(document.path)) return [];
  return Object.entries(PULUMI).flatMap(([key, provider]) => ['', '.value', '.default'].flatMap((rest) => literalsAt(document, root, `config.${key}${rest}`, provider)));
}
