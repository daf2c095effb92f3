import type { LintDocument } from '../../lint/document.js';
import type { Surroundings } from '../../lint/surroundings.js';
import type { RegionTable } from '../regions.js';
import { cdkResources } from './cdk.js';
import { stackResources } from './cloudformation.js';
import { kubernetesResources } from './kubernetes.js';
import { terraformResources } from './terraform.js';
import type { CloudResource } from './resource.js';

/** The languages a cloud resource may be declared in. */
export const READ_LANGUAGES: ReadonlySet<string> = new Set(['hcl', 'yaml', 'json', 'typescript', 'tsx', 'javascript', 'python']);

/**
 * The cloud resources of one document that draw power, in the order of the text: Terraform, CloudFormation and SAM, the
 * AWS CDK in TypeScript, JavaScript and Python, Kubernetes where it pins a machine type, eksctl. What is not written out
 * is undefined in them. Where the region stands in another file, it is asked from the surroundings: until somebody has
 * looked there, the resource has none.
 */
export function cloudResources(document: LintDocument, surroundings: Surroundings, regions: RegionTable): CloudResource[] {
  switch (document.language.id) {
    case 'hcl':
      return terraformResources(document, surroundings, regions);
    case 'yaml':
      return [...stackResources(document, surroundings, regions), ...kubernetesResources(document, regions)];
    case 'json':
      return stackResources(document, surroundings, regions);
    case 'typescript':
    case 'tsx':
    case 'javascript':
    case 'python':
      return cdkResources(document, surroundings, regions);
    default:
      return [];
  }
}
