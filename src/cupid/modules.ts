import type { FileSummary } from './summary.js';

/** What a module name is looked up in. */
export interface Layout {
  hasFile(path: string): boolean;
  hasFolder(scope: string): boolean;
  /** Go modules by the folder of their `go.mod`. */
  readonly goModules: ReadonlyMap<string, string>;
}

const SCRIPT_ENDINGS = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.mts', '.cts', '/index.ts', '/index.tsx', '/index.js', '/index.jsx', '/index.mjs'];

/** Files that see each other's names without an import share a scope: a file, a Java package, a C# namespace, a Go folder. */
export function scopeOf({ language, path, package: own }: Pick<FileSummary, 'language' | 'path' | 'package'>): string {
  if (language === 'java' || language === 'csharp') return packageScope(language, own);
  return language === 'go' ? goScope(folderOf(path)) : path;
}

export function packageScope(language: string, name: string): string {
  return `${language} ${name}`;
}

function goScope(folder: string): string {
  return `go ${folder}`;
}

/**
 * The scope a module name means in a file, or undefined where that lies outside the workspace or cannot be told: relative
 * imports of scripts, Python packages from any folder above, Java packages, C# namespaces, Go packages below a known
 * module, and Rust's `crate`, `self` and `super`.
 */
export function moduleScope(file: FileSummary, module: string, layout: Layout): string | undefined {
  switch (file.language) {
    case 'python':
      return pythonModule(file.path, module, layout);
    case 'java':
    case 'csharp':
      return existing(packageScope(file.language, module), layout);
    case 'go':
      return goPackage(module, layout);
    case 'rust':
      return rustModule(file.path, module, layout);
    default:
      return scriptModule(file.path, module, layout);
  }
}

function existing(scope: string, layout: Layout): string | undefined {
  return layout.hasFolder(scope) ? scope : undefined;
}

function scriptModule(path: string, module: string, layout: Layout): string | undefined {
  if (!module.startsWith('.')) return undefined;
  const place = joined(folderOf(path), module);
  if (place === undefined) return undefined;
  const stem = place.replace(/\.[cm]?jsx?$/, '');
  return [...SCRIPT_ENDINGS.map((ending) => `${place}${ending}`), ...(stem === place ? [] : SCRIPT_ENDINGS.map((ending) => `${stem}${ending}`))].find((candidate) => layout.hasFile(candidate));
}

function pythonModule(path: string, module: string, layout: Layout): string | undefined {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const inner = module.slice(dots).split('.').filter((part) => part !== '').join('/');
  if (dots > 0) {
    const base = joined(folderOf(path), '../'.repeat(dots - 1) || '.');
    return base === undefined ? undefined : pythonFile(below(base, inner), layout);
  }
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = pythonFile(below(folder, inner), layout) ?? pythonFile(below(folder, below('src', inner)), layout);
    if (found !== undefined || folder === '') return found;
  }
}

function pythonFile(stem: string, layout: Layout): string | undefined {
  return [`${stem}.py`, below(stem, '__init__.py')].find((candidate) => layout.hasFile(candidate));
}

/** The file of a module inside a package. */
export function pythonSubmodule(scope: string, name: string, layout: Layout): string | undefined {
  return scope.endsWith('__init__.py') ? pythonFile(below(folderOf(scope), name), layout) : undefined;
}

function goPackage(module: string, layout: Layout): string | undefined {
  for (const [folder, name] of layout.goModules) {
    if (module === name) return existing(goScope(folder), layout);
    if (module.startsWith(`${name}/`)) return existing(goScope(below(folder, module.slice(name.length + 1))), layout);
  }
  return undefined;
}

function rustModule(path: string, module: string, layout: Layout): string | undefined {
  const parts = module.split(/::|\./);
  let at = path;
  const head = parts.shift();
  if (head === 'crate') at = crateRoot(path, layout) ?? '';
  else if (head === 'super') at = parentModule(path, layout) ?? '';
  else if (head !== 'self') at = rustChild(path, head ?? '', layout) ?? '';
  for (const part of parts) {
    if (at === '') return undefined;
    at = (part === 'super' ? parentModule(at, layout) : rustChild(at, part, layout)) ?? '';
  }
  return at === '' ? undefined : at;
}

function crateRoot(path: string, layout: Layout): string | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = ['lib.rs', 'main.rs'].map((name) => below(folder, name)).find((candidate) => layout.hasFile(candidate));
    if (found !== undefined || folder === '') return found;
  }
}

function rustChild(path: string, name: string, layout: Layout): string | undefined {
  const isRoot = /(^|\/)(lib|main|mod)\.rs$/.test(path);
  const folder = isRoot ? folderOf(path) : path.replace(/\.rs$/, '');
  return [`${below(folder, name)}.rs`, below(below(folder, name), 'mod.rs')].find((candidate) => layout.hasFile(candidate));
}

function parentModule(path: string, layout: Layout): string | undefined {
  const isFolder = /(^|\/)mod\.rs$/.test(path);
  const folder = isFolder ? folderOf(folderOf(path)) : folderOf(path);
  return [below(folder, 'mod.rs'), `${folder}.rs`, below(folder, 'lib.rs'), below(folder, 'main.rs')].find((candidate) => candidate !== path && layout.hasFile(candidate));
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function below(folder: string, name: string): string {
  return folder === '' ? name : name === '' ? folder : `${folder}/${name}`;
}

/** A relative path resolved; undefined where it leaves the workspace. */
function joined(folder: string, relative: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
