import { literalText } from '../../facts/call-arguments.js';
import { propertiesOf, valueOf } from '../../facts/constructs.js';
import type { LintDocument } from '../../lint/document.js';
import { besides, type Surroundings } from '../../lint/surroundings.js';
import type { FlatTree } from '../../syntax/flat-tree.js';
import { KindSet } from '../../syntax/kind-set.js';
import type { RegionTable } from '../regions.js';
import type { RegionPlace } from './resource.js';

/** `env: { … }`, `env=cdk.Environment(…)`, `const env = { … }`, `env = …`. */
const NAMED = new KindSet(['pair', 'keyword_argument', 'variable_declarator', 'assignment']);
/** The field of the name and of the value, by kind. */
const FIELDS: Readonly<Record<string, readonly [string, string]>> = { pair: ['key', 'value'], keyword_argument: ['name', 'value'], variable_declarator: ['name', 'value'], assignment: ['left', 'right'] };

/** Where an app usually creates its stacks, seen from a file of a stack. */
const APP_FOLDERS = ['.', '..', '../bin'];
const APP_FILES = /^(?:app|main|index)\.(?:ts|js|py)$/;
const MOST_APPS = 5;

/**
 * The region of the stacks a text belongs to: that of the environments in the same file, else of the file that creates
 * the app. Where environments differ, or one is not written out, it cannot be told.
 */
export function stackRegion(document: LintDocument, tree: FlatTree, surroundings: Surroundings, regions: RegionTable): RegionPlace | undefined {
  const own = environments(document, tree, regions);
  return agreed(own.length > 0 ? own : apps(document, surroundings).flatMap((app) => (app.tree ? environments(app, app.tree, regions) : [])));
}

function agreed(places: readonly (RegionPlace | undefined)[]): RegionPlace | undefined {
  const [first] = places;
  return places.every((place) => place !== undefined && place.name === first?.name) ? first : undefined;
}

/** The region of every environment a text writes out; undefined for one that is computed. */
export function environments(document: LintDocument, tree: FlatTree, regions: RegionTable): (RegionPlace | undefined)[] {
  if (!/env/i.test(document.text)) return [];
  return NAMED.nodesIn(tree).flatMap((node) => {
    const [name = '', value = ''] = FIELDS[tree.kindName(node)] ?? [];
    const expression = tree.childByField(node, value);
    if (expression < 0 || !/env/i.test(tree.text(tree.childByField(node, name)))) return [];
    const properties = propertiesOf(tree, expression);
    const region = properties ? valueOf(properties, 'region') : -1;
    // Variables of a container are called so too.
    if (region < 0) return [];
    const written = literalText(tree, region);
    return [written && regions.find('aws', written.text) ? { name: written.text, path: document.path, span: written.span, isZone: false } : undefined];
  });
}

function apps(document: LintDocument, surroundings: Surroundings): LintDocument[] {
  const paths = APP_FOLDERS.flatMap((reference) => {
    const folder = besides(document.path, reference);
    const names = surroundings.names(folder);
    if (names === undefined || names === 'nothing') return [];
    const isApp = (name: string) => (reference.endsWith('bin') ? /\.(?:ts|js)$/.test(name) && !name.endsWith('.d.ts') : APP_FILES.test(name));
    return names.filter(({ name, kind }) => kind === 'file' && isApp(name)).map(({ name }) => besides(document.path, `${reference}/${name}`));
  });
  return paths
    .filter((path) => path !== document.path)
    .slice(0, MOST_APPS)
    .flatMap((path) => {
      const found = surroundings.document(path);
      return found === undefined || found === 'nothing' ? [] : [found];
    });
}
