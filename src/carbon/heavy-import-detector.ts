import type { Span } from '../document/position.js';
import type { Detection, Detector } from '../lint/detector.js';
import type { FlatTree } from '../syntax/flat-tree.js';
import { KindSet } from '../syntax/kind-set.js';
import { alsoRunsOnServer, isBundledForBrowser, manifestOf } from './browser-bundle.js';
import { ESTIMATE_NOTE, gramsPerViews, kilobytes, VIEWS } from './transfer.js';

/** A row of the table `import-sizes`, by what the import names; sizes are bytes after gzip. */
interface ImportSize {
  readonly package: string;
  readonly version: string;
  readonly whole: number;
  /** The import that brings less, as a phrase. */
  readonly instead: string;
  readonly insteadGzip: number;
  /** What the lighter import was measured with. */
  readonly measured: string;
  readonly note: string;
  /** Only importing one of these takes everything; without them, any import does. */
  readonly names?: readonly string[];
  /** It is as likely to run on a server. */
  readonly server?: boolean;
}

interface Import {
  /** What it names, without quotes. */
  readonly specifier: string;
  readonly specifierSpan: Span;
  readonly clause: string;
}

const IMPORTS = new KindSet(['import_statement']);
/** Files that run while building or testing, or on a server. */
const NOT_FOR_BROWSERS = /(?:^|\/)(?:scripts?|server|bin|tools?|build|config|e2e|cypress|mocks?|__mocks__|stories|\.storybook|workers?|api|functions|lambda|sandbox)\/|[._-](?:test|spec|harness)\b|\.(?:config|stories|server|worker|d)\.[cm]?[jt]sx?$/i;
/** Imported with these, a module runs on Node.js. */
const NODE_MODULES = new Set(['fs', 'path', 'os', 'child_process', 'http', 'https', 'net', 'url', 'util', 'fs/promises', 'stream', 'crypto']);

/** Imports that bring all of a package into the page where the same package offers a part. Silent unless the manifest proves that the code is bundled for a browser. */
export const heavyImport: Detector = function* (context) {
  const { document, surroundings } = context;
  const { tree } = document;
  if (!tree || document.pathClasses.has('test') || document.pathClasses.has('example') || NOT_FOR_BROWSERS.test(document.path)) return;
  const sizes = context.table('import-sizes').rows;
  const found = importsIn(tree).flatMap((imported) => {
    const size = sizeOf(imported, sizes);
    return size ? [{ imported, size }] : [];
  });
  if (found.length === 0 || [...document.facts.imports].some((name) => NODE_MODULES.has(name))) return;
  const manifest = manifestOf(document.path, surroundings);
  if (manifest === undefined || manifest === 'nothing' || !isBundledForBrowser(manifest)) return;
  for (const { imported, size } of found) if (size.server !== true || !alsoRunsOnServer(manifest)) yield detection(imported, size);
};

function importsIn(tree: FlatTree): Import[] {
  return IMPORTS.nodesIn(tree).flatMap((node) => {
    const source = tree.childByField(node, 'source');
    const text = tree.text(node);
    if (source < 0 || /^import\s+(?:type|typeof)\b/.test(text)) return [];
    const clause = [...tree.namedChildren(node)].find((child) => tree.kindName(child) === 'import_clause');
    const { start, end } = tree.span(source);
    return [{ specifier: tree.text(source).slice(1, -1), specifierSpan: { start: start + 1, end: end - 1 }, clause: clause === undefined ? '' : tree.text(clause) }];
  });
}

function sizeOf({ specifier, clause }: Import, sizes: Readonly<Record<string, unknown>>): ImportSize | undefined {
  const key = specifier.replace(/\.(?:min\.)?js$/, (ending) => (Object.hasOwn(sizes, specifier) ? ending : ''));
  const size = Object.hasOwn(sizes, key) ? (sizes[key] as ImportSize) : undefined;
  if (!size) return undefined;
  const names = namesIn(clause);
  // Types have no weight.
  if (names.length > 0 && names.every(({ isType }) => isType)) return undefined;
  return size.names && !names.some(({ name }) => size.names?.includes(name)) ? undefined : size;
}

/** The names in the braces of an import; none for a default or namespace import. */
function namesIn(clause: string): { readonly name: string; readonly isType: boolean }[] {
  const braces = /^\{([^{}]*)\}$/.exec(clause.trim())?.[1] ?? '';
  return braces.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => ({ name: part.replace(/^type\s+|\s+as\s.*$/gs, ''), isType: /^type\s+\w/.test(part) }));
}

function detection(imported: Import, size: ImportSize): Detection {
  return {
    span: imported.specifierSpan,
    variables: { NAME: imported.specifier, SIZE: kilobytes(size.whole), INSTEAD: size.instead, LESS: kilobytes(size.insteadGzip) },
    details: [
      size.note,
      '',
      `| ${size.package} ${size.version} | gzip | CO2e of ${VIEWS.toLocaleString('en')} views without a cache |`,
      '|---|---:|---:|',
      `| ${imported.specifier}${size.names ? `, ${size.names.join(', ')}` : ''} | ${kilobytes(size.whole)} | ${gramsPerViews(size.whole)} |`,
      `| ${size.measured} | ${kilobytes(size.insteadGzip)} | ${gramsPerViews(size.insteadGzip)} |`,
      '',
      ESTIMATE_NOTE,
    ].join('\n'),
    // Only where the lighter import has the same interface.
    fixes: /^[@\w./-]+$/.test(size.instead) ? [{ title: `Import ${size.instead}`, safe: false, edits: [{ ...imported.specifierSpan, text: size.instead }] }] : [],
  };
}
