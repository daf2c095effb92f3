import type { Detection, Detector } from '../detector.js';
import type { DocumentNode } from '../document-matcher/node.js';
import { find, textAt } from '../document-matcher/path.js';
import { documentTrees } from '../document-matcher/trees.js';
import type { ProposedFix } from '../finding.js';
import { isForDevelopers, LIBRARY, startsProgram } from './dockerfile-stages.js';

interface Image {
  /** Where `slim` stands in a tag that names a release of Debian: node's `22-bookworm-slim`, python's `3.12-slim-bookworm`; none has no such variant. */
  readonly slim: 'last' | 'before release' | 'none';
  readonly hasAlpine: boolean;
}

/** Official images whose plain tags carry compilers and headers, with the smaller variants their publishers offer. */
const IMAGES: ReadonlyMap<string, Image> = new Map(Object.entries({
  node: { slim: 'last', hasAlpine: true },
  python: { slim: 'before release', hasAlpine: true },
  ruby: { slim: 'before release', hasAlpine: true },
  perl: { slim: 'before release', hasAlpine: false },
  rust: { slim: 'before release', hasAlpine: true },
  openjdk: { slim: 'before release', hasAlpine: false },
  debian: { slim: 'last', hasAlpine: false },
  golang: { slim: 'none', hasAlpine: true },
} satisfies Record<string, Image>));

const RELEASE = /^(?:trixie|bookworm|bullseye|buster|stretch|jessie|sid)$/;
/** Parts of a tag that say which version is meant and nothing about how much is in the image. */
const VERSION = /^(?:latest|lts|current|stable|testing|hydrogen|iron|jod|krypton|jdk|\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?|rc\d*)$/;
/** The last stage of a Dockerfile, or what it is built on, starts from the full variant of an official image. */
export const fatBaseImage: Detector = function* ({ document }) {
  if (isForDevelopers(document)) return;
  for (const root of documentTrees(document)) {
    const detection = startsProgram(root) ? fatBaseOf(root) : undefined;
    if (detection) yield detection;
  }
};

/** What is wrong with the image the last stage of a Dockerfile is built on in the end; undefined where nothing is known to be. */
export function fatBaseOf(root: DocumentNode): Detection | undefined {
  const from = find(root, 'stages.-1.**.FROM').at(-1);
  return from && judge(from.node);
}

function judge(from: DocumentNode): Detection | undefined {
  const name = textAt(from, 'name')?.replace(LIBRARY, '');
  const image = IMAGES.get(name ?? '');
  const written = find(from, 'image')[0];
  if (name === undefined || !image || !written) return undefined;
  // Another tag has another digest, which nobody knows here.
  const isPinned = find(from, 'digest').length > 0;
  const tag = textAt(from, 'tag') ?? (isPinned ? '' : 'latest');
  const parts = tag.split('-');
  if (!parts.every((part) => VERSION.test(part) || RELEASE.test(part))) return undefined;
  const prefix = textAt(from, 'name') ?? name;
  const choice = (variant: string, note: string): ProposedFix => ({ title: `Use ${name}:${variant}${note}`, safe: false, edits: [{ ...written.node.span, text: `${prefix}:${variant}` }] });
  const fixes = [
    ...(image.slim === 'none' || isPinned ? [] : [choice(slimTag(name, parts, image), '')]),
    ...(image.hasAlpine && !isPinned ? [choice(alpineTag(parts), ' (musl instead of glibc: native packages may have to be compiled)')] : []),
  ];
  return { span: written.node.span, variables: { IMAGE: `${name}:${tag}` }, fixes };
}

function slimTag(name: string, parts: readonly string[], image: Image): string {
  if (parts[0] === 'latest') return name === 'debian' ? 'stable-slim' : 'slim';
  const release = parts.findIndex((part) => RELEASE.test(part));
  if (image.slim === 'last' || release < 0) return [...parts, 'slim'].join('-');
  return [...parts.slice(0, release), 'slim', ...parts.slice(release)].join('-');
}

function alpineTag(parts: readonly string[]): string {
  return [...parts.filter((part) => part !== 'latest' && !RELEASE.test(part)), 'alpine'].join('-');
}
