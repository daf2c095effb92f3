import { parseTree, type Node } from 'jsonc-parser';
import type { Span } from '../document/position.js';
import { normalKey } from './keys.js';
import type { Mention } from './mentions.js';
import { unlessTooDeep } from './nesting.js';
import { tomlEntries, type TomlEntry, type TomlKey } from './toml.js';

const PACKAGE_SECTIONS = new Set(['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']);

/** `npm:` keys of a `package.json`; a broken one gives what its reader can make of it. */
export function packageManifest(text: string): Mention[] {
  const root = unlessTooDeep(() => parseTree(text, [], { allowTrailingComma: true }));
  return propertiesOf(root).flatMap(([section, value]) => (PACKAGE_SECTIONS.has(section.value) ? propertiesOf(value).map(([key]) => packageMention(key)) : []));
}

type KeyNode = Node & { readonly value: string };

function propertiesOf(node: Node | undefined): (readonly [key: KeyNode, value: Node | undefined])[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && typeof key.value === 'string' ? [[key as KeyNode, value] as const] : [];
  });
}

function packageMention(key: KeyNode): Mention {
  return { key: `npm:${key.value}`, span: { start: key.offset + 1, end: key.offset + key.length - 1 } };
}

/** A distribution's name and what may follow it, from the grammar of the Python packaging specification "Dependency specifiers". */
const REQUIREMENT = /^([ \t]*)([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)(?=[\s[;<>=!~@,(#]|$)/;

function requirement(text: string, start: number): Mention[] {
  const [, blanks = '', name] = REQUIREMENT.exec(text) ?? [];
  return name === undefined ? [] : [{ key: normalKey(`pypi:${name}`), span: { start: start + blanks.length, end: start + blanks.length + name.length } }];
}

/** `pypi:` keys of a requirements file. Options, addresses and paths name no distribution. */
export function requirements(text: string): Mention[] {
  return [...text.matchAll(/[^\r\n]+/g)].flatMap((line) => requirement(line[0], line.index));
}

/** Places in a `pyproject.toml` whose strings are requirements; `*` stands for any one key. */
const REQUIREMENT_LISTS = ['project.dependencies', 'project.optional-dependencies.*', 'dependency-groups.*', 'tool.uv.dev-dependencies'].map((path) => path.split('.'));
/** Tables whose keys are distributions. */
const REQUIREMENT_TABLES = ['tool.poetry.dependencies', 'tool.poetry.dev-dependencies', 'tool.poetry.group.*.dependencies'].map((path) => path.split('.'));

/** `pypi:` keys of a `pyproject.toml`: the project's own lists, dependency groups, Poetry and uv. */
export function pythonProject(text: string): Mention[] {
  return tomlEntries(text).flatMap((entry) => {
    if (entry.value && REQUIREMENT_LISTS.some((list) => list.length === entry.path.length && startsWith(entry.path, list))) return requirement(entry.value.text, entry.value.span.start);
    const table = REQUIREMENT_TABLES.find((candidate) => startsWith(entry.path, candidate));
    const key = table && entry.path[table.length];
    return key && key.name !== 'python' ? [{ key: normalKey(`pypi:${key.name}`), span: key.span }] : [];
  });
}

function startsWith(path: readonly TomlKey[], beginning: readonly string[]): boolean {
  return path.length >= beginning.length && beginning.every((name, i) => name === '*' || name === path[i]?.name);
}

const CRATE_TABLES = ['dependencies', 'dev-dependencies', 'build-dependencies'].flatMap((name) => [[name], ['target', '*', name], ['workspace', name]]);

/** `cargo:` keys of a `Cargo.toml`; a renamed crate is named by its `package`. */
export function cargoManifest(text: string): Mention[] {
  const entries = tomlEntries(text).flatMap((entry) => {
    const table = CRATE_TABLES.find((candidate) => startsWith(entry.path, candidate));
    const key = table && entry.path[table.length];
    return table && key ? [{ entry, table, key }] : [];
  });
  const crates = new Map<string, { name: string; span: Span }>();
  for (const { entry, table, key } of entries) {
    const place = entry.path.slice(0, table.length + 1).map((part) => part.name).join('\n');
    const renamed = renamedCrate(entry, table.length);
    if (renamed) crates.set(place, renamed);
    else if (!crates.has(place)) crates.set(place, key);
  }
  return [...crates.values()].map(({ name, span }) => ({ key: normalKey(`cargo:${name}`), span }));
}

/** `polars` in `frames = { package = "polars" }`. */
function renamedCrate({ path, value }: TomlEntry, depth: number): { name: string; span: Span } | undefined {
  return value && path.length === depth + 2 && path.at(-1)?.name === 'package' ? { name: value.text, span: value.span } : undefined;
}

const GO_REQUIRE = /^([ \t]*(?:require[ \t]+)?)([^\s()"]+)[ \t]+v[^\s]+([^\r\n]*)/;

/** `go:` keys of the modules a `go.mod` requires itself; those marked indirect were chosen by others. */
export function goModule(text: string): Mention[] {
  const mentions: Mention[] = [];
  let block = false;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    if (/^[ \t]*require[ \t]*\(/.test(line)) block = true;
    else if (/^[ \t]*\)/.test(line)) block = false;
    else if (block || /^[ \t]*require[ \t]/.test(line)) {
      const [, before = '', name, rest = ''] = GO_REQUIRE.exec(line) ?? [];
      if (name === undefined || name.startsWith('//') || /\/\/[ \t]*indirect/.test(rest)) continue;
      mentions.push({ key: normalKey(`go:${name}`), span: { start: index + before.length, end: index + before.length + name.length } });
    }
  }
  return mentions;
}
