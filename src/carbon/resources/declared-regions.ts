import type { LintDocument } from '../../lint/document.js';
import type { DocumentNode } from '../../lint/document-matcher/node.js';
import { find, textAt } from '../../lint/document-matcher/path.js';
import { documentTrees } from '../../lint/document-matcher/trees.js';
import { NO_SURROUNDINGS } from '../../lint/surroundings.js';
import type { Region, RegionTable } from '../regions.js';
import { environments } from './cdk-region.js';
import type { RegionPlace } from './resource.js';
import { TerraformModule } from './terraform-module.js';
import { inQuotes, nodeAt, textOf } from './written.js';

/** A region that a file declares for all that runs there. */
export interface DeclaredRegion {
  readonly region: Region;
  readonly place: RegionPlace;
}

/** Keys of Pulumi's stack settings that set the region of a provider. */
const PULUMI: Readonly<Record<string, string>> = { 'aws:region': 'aws', 'aws-native:region': 'aws', 'gcp:region': 'google', 'azure-native:location': 'azurerm', 'azure:location': 'azurerm' };

/**
 * The regions a file declares as a whole, written out: providers and Azure resource groups of Terraform, environments of
 * the AWS CDK, `provider.region` of serverless.yml, clusters of eksctl, settings of a Pulumi stack.
 */
export function declaredRegions(document: LintDocument, regions: RegionTable): DeclaredRegion[] {
  const { language } = document;
  const scalar = (provider: string, node: DocumentNode | undefined): DeclaredRegion[] => {
    const name = node?.kind === 'scalar' ? textOf(node.value) : undefined;
    const region = name === undefined ? undefined : regions.find(provider, name);
    return node && region ? [{ region, place: { name: region.name, path: document.path, span: inQuotes(document, node.span), isZone: false } }] : [];
  };
  switch (language.id) {
    case 'hcl':
      return terraformRegions(document).flatMap(([provider, node]) => scalar(provider, node));
    case 'yaml':
      return yamlRegions(document).flatMap(([provider, node]) => scalar(provider, node));
    default:
      return environmentRegions(document, regions);
  }
}

function environmentRegions(document: LintDocument, regions: RegionTable): DeclaredRegion[] {
  const tree = /aws[-_]cdk|monocdk/.test(document.text) ? document.tree : undefined;
  return (tree ? environments(document, tree, regions) : []).flatMap((place) => {
    const region = place && regions.find('aws', place.name);
    return region ? [{ region, place }] : [];
  });
}

function terraformRegions(document: LintDocument): (readonly [string, DocumentNode | undefined])[] {
  const module = new TerraformModule(document, NO_SURROUNDINGS);
  // A second provider is there for a place that is prescribed, such as the certificates of a content network.
  const providers = module.blocks('provider', 'here').filter(({ body }) => nodeAt(body, 'alias') === undefined);
  const groups = module.blocks('resource', 'here').filter(({ labels }) => labels[0] === 'azurerm_resource_group');
  return [...providers.map(({ labels: [provider = ''], body }) => [provider, nodeAt(body, 'region')] as const), ...groups.map(({ body }) => ['azurerm', nodeAt(body, 'location')] as const)];
}

function yamlRegions(document: LintDocument): [string, DocumentNode | undefined][] {
  const { path, text } = document;
  if (/(?:^|\/)Pulumi\.[^/]+\.ya?ml$/.test(path)) {
    return documentTrees(document).flatMap((root) => Object.entries(PULUMI).map(([key, provider]): [string, DocumentNode | undefined] => [provider, nodeAt(root, `config.${key}`)]));
  }
  if (!/^service:/m.test(text) && !text.includes('eksctl.io/')) return [];
  return documentTrees(document).flatMap((root): [string, DocumentNode | undefined][] => {
    if ((textAt(root, 'apiVersion') ?? '').startsWith('eksctl.io/')) return [['aws', nodeAt(root, 'metadata.region')]];
    return find(root, 'service').length > 0 && textAt(root, 'provider.name') === 'aws' ? [['aws', nodeAt(root, 'provider.region')]] : [];
  });
}
