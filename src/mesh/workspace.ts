import type { DetectorContext } from '../lint/detector.js';
import type { FileFacts } from './descriptor-facts.js';
import { DESCRIPTORS, type DescriptorIndex } from './descriptor-index.js';

/** A descriptor file among all those of its folder. */
export interface FileInWorkspace {
  readonly index: DescriptorIndex;
  readonly facts: FileFacts;
}

/** What the file being checked and all others say; undefined until they are read, and for files no index knows. */
export function inWorkspace({ document, surroundings }: Pick<DetectorContext, 'document' | 'surroundings'>): FileInWorkspace | undefined {
  const { path, text, pathClasses } = document;
  const index = DESCRIPTORS.accepts(path) ? surroundings.collection(DESCRIPTORS) : undefined;
  // An editor may show what no file holds yet.
  index?.put({ path, text, pathClasses });
  const facts = index?.factsOf(path);
  return index && facts && { index, facts };
}

/** The same, without examples and tests. */
export function ownInWorkspace(context: Pick<DetectorContext, 'document' | 'surroundings'>): FileInWorkspace | undefined {
  const { pathClasses } = context.document;
  return pathClasses.has('example') || pathClasses.has('test') ? undefined : inWorkspace(context);
}

/** The folder a descriptor lies in; empty for the workspace folder itself. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
