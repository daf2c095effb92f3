import { find, isAbsent, textAt } from '../lint/document-matcher/path.js';
import type { Detector } from '../lint/detector.js';
import { insertInto, insertKeys, ownDescriptorsOf, rewriteScalar, someOf } from './advice.js';
import { isTold } from './descriptor.js';

/** A product has no name or no domain; what else helps to find it is named with them. */
export const hardToFind: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataProduct', context)) {
    const { root } = descriptor;
    const [first] = root.entries;
    if (!first || !isTold(root) || !(isAbsent(root, 'name') || isAbsent(root, 'domain'))) continue;
    const missing = ['name', 'domain', 'tags', ...(softened.severity ? [] : ['support'])].filter((key) => isAbsent(root, key));
    const names = { name: 'name-of-the-product', domain: 'name-of-the-domain', ...namesFromFolders(context.document.path) };
    const absent = Object.entries(names).filter(([key]) => find(root, key).length === 0);
    yield { span: first.span, ...softened, variables: { MISSING: someOf(missing) }, fixes: insertKeys(root, 'Add name and domain, from its folders where they tell', Object.fromEntries(absent), context.document.text) };
  }
};

/** Folders that hold products and are no domain. */
const COMMON_FOLDERS = /^(?:data[-_]?)?(?:products?|mesh|contracts?|domains?|src|descriptors?)$/i;

/** What a product is called by the folders it stands in, `<domain>/<product>/`; nothing where they do not tell. */
function namesFromFolders(path: string): { readonly name?: string; readonly domain?: string } {
  const [product, domain] = path.split('/').slice(0, -1).reverse();
  if (product === undefined || COMMON_FOLDERS.test(product)) return {};
  const words = product.replaceAll(/[-_]+/g, ' ');
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return domain === undefined || COMMON_FOLDERS.test(domain) ? { name } : { name, domain };
}

/** What a management port can be for that the six qualities ask of every product. */
const MANAGED = [
  { content: 'discoverability', port: { name: 'discovery', content: 'discoverability', description: 'Where the product stands in a catalogue.' } },
  { content: 'observability', port: { name: 'observability', content: 'observability', description: 'Where its runs, delays and checks can be seen.' } },
] as const;

/** A product with outputs has no port to find it by, or none to watch it by. */
export const noManagementPort: Detector = function* (context) {
  for (const { descriptor, softened } of ownDescriptorsOf('DataProduct', context)) {
    const { root } = descriptor;
    const [outputs] = find(root, 'outputPorts');
    const ports = find(root, 'managementPorts.*').map(({ node }) => textAt(node, 'content'));
    if (!outputs || root.open || find(root, 'outputPorts.*').length === 0 || ports.includes(undefined)) continue;
    const missing = MANAGED.filter(({ content }) => !ports.includes(content));
    if (missing.length === 0) continue;
    const fixes = find(root, 'managementPorts').length > 0 ? [] : insertInto([root], 'Add management ports to fill in', 'managementPorts', missing.map(({ port }) => port), context.document.text);
    yield { span: outputs.span, ...softened, variables: { MISSING: missing.map(({ content }) => content).join(' and ') }, fixes };
  }
};

const PLACEHOLDER_ID = /^(?:todo|tbd|fixme|x{3,}|id|uuid|guid|placeholder|change[-_ ]?me|replace[-_ ]?me|your[-_ ].*|<.*>|\[.*\]|new[-_ ]id|0{8}(?:-0{4}){3}-0{12}|x{8}(?:-x{4}){3}-x{12}|12345678-1234-1234-1234-123456789(?:012|abc))$/i;

/** The id is still what a template says. */
export const placeholderId: Detector = function* (context) {
  for (const kind of ['DataProduct', 'DataContract']) {
    for (const { descriptor, softened } of ownDescriptorsOf(kind, context)) {
      const [id] = find(descriptor.root, 'id');
      const written = textAt(descriptor.root, 'id')?.trim();
      if (id && written !== undefined && PLACEHOLDER_ID.test(written)) {
        const uuid = context.host.uuid?.();
        const fixes = uuid === undefined ? [] : [{ title: 'Give it a new UUID', safe: false, edits: [rewriteScalar(id.node, uuid, context.document.text)] }];
        yield { span: id.node.span, ...softened, variables: { ID: written }, fixes };
      }
    }
  }
};
