import type { Mention } from './mentions.js';
import { normalKey } from './keys.js';
import { tomlEntries, type TomlEntry } from './toml.js';

/** Comments and CDATA of XML blanked, so that offsets stay; an unfinished one runs to the end. */
function withoutXmlComments(text: string): string {
  return text.replace(/<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/g, blank);
}

/** Spaces in place of everything but line ends. */
function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

const NUGET_ELEMENT = /<(PackageReference|PackageVersion|GlobalPackageReference|package)\b([^<>]*)/g;
const NUGET_NAMES: Readonly<Record<string, RegExp>> = {
  package: /(?:^|\s)id\s*=\s*(["'])([\w.-]+)\1/d,
  PackageReference: /(?:^|\s)(?:Include|Update)\s*=\s*(["'])([\w.-]+)\1/d,
};

/** `nuget:` keys of a project file of .NET, `Directory.Packages.props` and `packages.config`. */
export function nugetManifest(text: string): Mention[] {
  return [...withoutXmlComments(text).matchAll(NUGET_ELEMENT)].flatMap((element) => {
    const [, kind = '', attributes = ''] = element;
    const name = (NUGET_NAMES[kind] ?? NUGET_NAMES['PackageReference'])?.exec(attributes);
    const [start, end] = name?.indices?.[2] ?? [0, 0];
    const before = element.index + 1 + kind.length;
    return name?.[2] === undefined ? [] : [{ key: normalKey(`nuget:${name[2]}`), span: { start: before + start, end: before + end } }];
  });
}

const POM_ELEMENT = /<(dependency|plugin|parent|extension)>((?:(?!<\1>)[\s\S])*?)<\/\1>/g;
/** What stands inside an element and names artifacts of its own. */
const POM_INNER = /<(exclusions|dependencies|configuration|executions)>(?:(?!<\1>)[\s\S])*?<\/\1>/g;

/** `maven:` keys (`group:artifact`) of a `pom.xml`; the span is that of the artifact. A plugin without a group is one of Maven's own. */
export function mavenProject(text: string): Mention[] {
  return [...withoutXmlComments(text).matchAll(POM_ELEMENT)].flatMap(({ 1: kind = '', 2: body = '', index }) => {
    const own = body.replace(POM_INNER, blank);
    const artifact = /<artifactId>\s*([\w.-]+)\s*<\/artifactId>/d.exec(own);
    const group = /<groupId>\s*([\w.-]+)\s*<\/groupId>/.exec(own)?.[1] ?? (kind === 'plugin' ? 'org.apache.maven.plugins' : undefined);
    const [start, end] = artifact?.indices?.[1] ?? [0, 0];
    const before = index + kind.length + 2;
    return artifact?.[1] === undefined || group === undefined ? [] : [{ key: `maven:${group}:${artifact[1]}`, span: { start: before + start, end: before + end } }];
  });
}

/** Strings (kept), then comments (blanked), of Groovy and Kotlin. */
const GRADLE_NOISE = /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
/** `implementation("group:artifact:version")`, with or without brackets and `platform(…)`; a name without a colon after it is a project. */
const GRADLE_NOTATION = /^[ \t]*(?:"[A-Za-z]\w*"|[A-Za-z]\w*)[ \t(]+(?:(?:platform|enforcedPlatform|testFixtures)[ \t]*\([ \t]*)?(["'])([\w.-]+):([\w.-]+)(?::[^"'\n]*)?\1/dgm;
/** `implementation group: 'org.x', name: 'y'`, and the same with `=` in Kotlin. */
const GRADLE_NAMED = /\bgroup[ \t]*[:=][ \t]*(["'])([\w.-]+)\1[ \t]*,[ \t]*name[ \t]*[:=][ \t]*(["'])([\w.-]+)\3/dg;

/** `maven:` keys of a `build.gradle` or `build.gradle.kts`; the span is that of the artifact. */
export function gradleBuild(text: string): Mention[] {
  const code = text.replace(GRADLE_NOISE, (noise) => (/^["']/.test(noise) ? noise : blank(noise)));
  const found = [...[...code.matchAll(GRADLE_NOTATION)].map((match) => [match, 2, 3] as const), ...[...code.matchAll(GRADLE_NAMED)].map((match) => [match, 2, 4] as const)];
  return found.map(([match, group, artifact]) => {
    const [start, end] = match.indices?.[artifact] ?? [0, 0];
    return { key: `maven:${match[group] ?? ''}:${match[artifact] ?? ''}`, span: { start, end } };
  });
}

/** `maven:` keys of the libraries of a Gradle version catalogue (`libs.versions.toml`). */
export function versionCatalogue(text: string): Mention[] {
  const groups = new Map<string, string>();
  const libraries = tomlEntries(text).filter(({ path }) => path[0]?.name === 'libraries' && path.length > 1);
  for (const { path, value } of libraries) if (value && path.length === 3 && path[2]?.name === 'group') groups.set(path[1]?.name ?? '', value.text);
  return libraries.flatMap((entry) => libraryMention(entry, groups));
}

function libraryMention({ path, value }: TomlEntry, groups: ReadonlyMap<string, string>): Mention[] {
  const [, alias, property] = path;
  if (!value || path.length > 3) return [];
  if (property === undefined || property.name === 'module') {
    const [group = '', artifact = ''] = value.text.split(':');
    const start = value.span.start + group.length + 1;
    return artifact === '' ? [] : [{ key: `maven:${group}:${artifact}`, span: { start, end: start + artifact.length } }];
  }
  const group = groups.get(alias?.name ?? '');
  return property.name === 'name' && group !== undefined ? [{ key: `maven:${group}:${value.text}`, span: value.span }] : [];
}
