import { WorkspaceIndex } from '../cupid/workspace-index.js';
import { PathClassifier } from '../facts/collect.js';
import type { Config } from '../workspace/config.js';
import type { Engine } from '../workspace/engine.js';
import type { OpenDocument } from '../workspace/open-document.js';
import { readTask, type FileTask, type FoundFiles } from './files.js';
import { visitTexts, type VisitedTexts } from './texts.js';

const GO_MODULE = /(^|\/)go\.mod$/;

/** A document that can be profiled, and what is known of all the others. */
export interface ProfiledText {
  readonly task: FileTask;
  readonly document: OpenDocument;
  readonly index: WorkspaceIndex;
}

/** Whether a file takes part in profiling: it is profiled, or says where modules are. */
export function takesPart(path: string, engine: Engine): boolean {
  return engine.profiles(path) || GO_MODULE.test(path);
}

/** Twice over all files: what each of them does is known before anything is said about one. Only summaries are kept in between. */
export async function visitProfiledTexts(found: FoundFiles, engine: Engine, config: Config, visit: (text: ProfiledText) => Promise<void> | void): Promise<VisitedTexts> {
  const classifier = new PathClassifier(config.paths);
  const sources = { ...found, tasks: found.tasks.filter(({ path }) => !GO_MODULE.test(path)) };
  const index = await indexOf(found, sources, engine, config, classifier);
  return visitTexts(sources, classifier, (task, text) => opened(engine, task, text, config, (document) => visit({ task, document, index })));
}

async function indexOf(found: FoundFiles, sources: FoundFiles, engine: Engine, config: Config, classifier: PathClassifier): Promise<WorkspaceIndex> {
  const index = new WorkspaceIndex();
  for (const task of found.tasks) {
    const file = GO_MODULE.test(task.path) ? await readTask(task) : undefined;
    if (file && 'text' in file) index.setGoModule(folderOf(task.shown), file.text);
  }
  await visitTexts(sources, classifier, (task, text) =>
    opened(engine, task, text, config, (document) => {
      const summary = engine.summarise(document);
      if (summary) index.set(summary);
    }),
  );
  // Of single files nobody can say who else uses them.
  index.isWhole = sources.tasks.every(({ named }) => !named);
  return index;
}

async function opened(engine: Engine, task: FileTask, text: string, config: Config, work: (document: OpenDocument) => Promise<void> | void): Promise<void> {
  const document = await engine.open({ path: task.shown, classifiedAs: task.name, text }, config);
  if (!document) return;
  try {
    await work(document);
  } finally {
    document.dispose();
  }
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
