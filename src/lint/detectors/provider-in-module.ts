import type { Detector } from '../detector.js';
import type { LintDocument } from '../document.js';
import type { DocumentNode } from '../document-matcher/node.js';
import { find } from '../document-matcher/path.js';
import { documentTrees } from '../document-matcher/trees.js';
import type { Surroundings } from '../surroundings.js';

/** Modules lie no deeper below the configuration that calls them: `modules/network/private`. */
const MOST_FOLDERS = 3;

/** Providers that a Terraform module sets up itself although a configuration in a folder above calls it. */
export const providerInModule: Detector = function* ({ document, surroundings }) {
  if (document.pathClasses.has('test') || document.pathClasses.has('example')) return;
  const providers = documentTrees(document).flatMap((root) => find(root, 'provider.*').filter(({ node }) => isSetUp(node)));
  if (providers.length === 0 || !isCalled(document, surroundings)) return;
  for (const { node, span } of providers) yield { span, match: node.span, variables: { PROVIDER: document.text.slice(span.start, span.end).replaceAll('"', '') } };
};

/** A block with nothing but an alias asks the caller for a provider. */
function isSetUp(node: DocumentNode): boolean {
  return node.kind === 'mapping' && node.entries.some(({ key }) => key !== 'alias');
}

function isCalled(document: LintDocument, surroundings: Surroundings): boolean {
  const folders = document.path.split('/').slice(0, -1);
  for (let up = 1; up <= Math.min(MOST_FOLDERS, folders.length); up++) {
    const reference = folders.slice(folders.length - up).join('/');
    if (callsFrom(folders.slice(0, folders.length - up).join('/'), reference, surroundings)) return true;
  }
  return false;
}

/** Whether a file of the folder names the module as `./reference`. */
function callsFrom(folder: string, reference: string, surroundings: Surroundings): boolean {
  const entries = surroundings.names(folder);
  if (entries === undefined || entries === 'nothing') return false;
  const texts = entries.filter(({ kind, name }) => kind === 'file' && name.endsWith('.tf')).map(({ name }) => surroundings.text(folder === '' ? name : `${folder}/${name}`));
  return texts.some((text) => text !== undefined && (text.includes(`"./${reference}"`) || text.includes(`"./${reference}/"`)));
}
