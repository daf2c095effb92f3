import picomatch from 'picomatch';
import type { Detection, Detector } from '../lint/detector.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import { alsoRunsOnServer, isBundledForBrowser } from './browser-bundle.js';
import { PackageManifest, type Dependency } from './package-manifest.js';
import { ESTIMATE_NOTE, gramsPerViews, kilobytes, VIEWS } from './transfer.js';

/** A row of the table `package-sizes`; sizes are bytes. */
interface PackageSize {
  readonly version: string;
  readonly minified: number;
  readonly gzip: number;
  /** What does the job instead, as a phrase. */
  readonly instead: string;
  readonly insteadVersion?: string;
  /** Absent where it depends too much on the project. */
  readonly insteadGzip?: number;
  readonly note: string;
  /** Packages, with `*` for any part of a name, that cannot do without this one. */
  readonly neededBy?: readonly string[];
  /** It can be imported in small parts, which the manifest does not show: only a hint. */
  readonly parts?: boolean;
  /** It is as likely to run on a server. */
  readonly server?: boolean;
}

/** Dependencies of a page that weigh much and have a lighter replacement. Silent unless the manifest proves that they are bundled for a browser. */
export const heavyDependency: Detector = function* (context) {
  const { tree, pathClasses } = context.document;
  if (!tree || pathClasses.has('test') || pathClasses.has('example')) return;
  const manifest = new PackageManifest(tree);
  const all = manifest.names();
  if (!isBundledForBrowser(manifest)) return;
  const sizes = context.table('package-sizes').rows;
  const fullStack = alsoRunsOnServer(manifest);
  for (const dependency of manifest.listed('dependencies')) {
    const size = Object.hasOwn(sizes, dependency.name) ? (sizes[dependency.name] as PackageSize) : undefined;
    if (!size || dependency.version.startsWith('npm:') || (fullStack && size.server === true) || isNeeded(size, dependency.name, all)) continue;
    yield detection(tree, dependency, size);
  }
};

function isNeeded(size: PackageSize, name: string, all: ReadonlySet<string>): boolean {
  const needs = picomatch([...(size.neededBy ?? [])]);
  return [...all].some((other) => other !== name && needs(other));
}

function detection(tree: FlatTree, { name, node }: Dependency, size: PackageSize): Detection {
  const other = size.insteadGzip === undefined ? 'less' : size.insteadGzip === 0 ? 'nothing' : kilobytes(size.insteadGzip);
  const severity = size.parts === true ? { severity: 'hint' as const } : {};
  return { span: tree.span(node), ...severity, variables: { NAME: name, SIZE: kilobytes(size.gzip), INSTEAD: `${size.instead} ${other}` }, details: details(name, size) };
}

function details(name: string, size: PackageSize): string {
  const rows = [`| ${name} ${size.version} | ${kilobytes(size.minified)} | ${kilobytes(size.gzip)} | ${gramsPerViews(size.gzip)} |`];
  if (size.insteadGzip !== undefined) rows.push(`| ${size.instead}${size.insteadVersion === undefined ? '' : ` ${size.insteadVersion}`} | | ${kilobytes(size.insteadGzip)} | ${gramsPerViews(size.insteadGzip)} |`);
  return [
    size.note,
    '',
    `| Imported whole | minified | gzip | CO2e of ${VIEWS.toLocaleString('en')} views without a cache |`,
    '|---|---:|---:|---:|',
    ...rows,
    '',
    ESTIMATE_NOTE,
  ].join('\n');
}
