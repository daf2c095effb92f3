import { throwIfCancelled, type CancellationToken } from '../document/ports.js';
import { PathClassifier } from '../facts/collect.js';
import { renderMarkdown } from '../knowledge/render.js';
import { readinessOf } from '../mesh/readiness/readiness.js';
import { placeText, reportMarkdown, type PlaceLink } from '../mesh/readiness/report.js';
import { spiderSvg } from '../mesh/readiness/spider.js';
import { isSurveyed, surveyOf, type SurveyedText } from '../mesh/readiness/survey.js';
import type { ReaderPage, Usage } from '../protocol/model.js';
import { listFiles } from '../workspace/enumerate.js';
import { readTextFile } from '../workspace/text.js';
import type { Folder } from './folders.js';
import type { Session } from './session.js';
import { relativePath } from './texts.js';

/** How the page is called. */
export const READINESS_PAGE = 'readiness';

interface FoundFiles {
  readonly texts: readonly SurveyedText[];
  readonly paths: readonly string[];
  /** By path. */
  readonly uris: ReadonlyMap<string, string>;
}

/** How ready the workspace is for a data mesh: a drawing, evidence with links, and questions. Rejects with CancelledError. */
export async function readinessPage(session: Session, token: CancellationToken): Promise<ReaderPage> {
  const found: FoundFiles[] = [];
  for (const uri of session.folderUris) found.push(await filesOf(session, await session.folderOf(uri), token));
  const uris = new Map(found.flatMap((files) => [...files.uris]));
  const readiness = readinessOf(surveyOf(found.flatMap(({ texts }) => texts), found.flatMap(({ paths }) => paths), session.platform.clock.today()));
  const places: Usage[] = [];
  const link: PlaceLink = (place) => {
    const start = { line: place.line - 1, character: 0 };
    places.push({ uri: uris.get(place.path) ?? '', label: `${place.path}:${place.line}`, range: { start, end: start } });
    return `[${placeText(place)}](talklint:place/${places.length - 1})`;
  };
  const html = renderMarkdown(reportMarkdown(readiness, link));
  return { reference: READINESS_PAGE, kind: 'readiness', title: 'Readiness for a data mesh', subtitle: 'evidence from this workspace, and questions for people', html, contents: [], figure: spiderSvg(readiness, false), places };
}

async function filesOf(session: Session, folder: Folder, token: CancellationToken): Promise<FoundFiles> {
  if (folder.path === undefined) return { texts: [], paths: [], uris: new Map() };
  const { files } = await listFiles(folder.path, session.files, () => true, token);
  const classes = new PathClassifier(folder.config.paths);
  // Folders beside each other may hold the same paths.
  const prefix = session.folderUris.length > 1 ? `${decodeURIComponent(folder.uri?.slice(folder.uri.lastIndexOf('/') + 1) ?? '')}/` : '';
  const uris = new Map<string, string>();
  const texts: SurveyedText[] = [];
  for (const file of files) {
    throwIfCancelled(token);
    const uri = session.platform.uriOf(file);
    const relative = relativePath(uri, folder.uri);
    if (classes.classesOf(relative).has('test') || classes.classesOf(relative).has('example')) continue;
    uris.set(prefix + relative, uri);
    if (isSurveyed(relative)) texts.push({ path: prefix + relative, text: await textOf(session, file, uri) });
  }
  return { texts, paths: [...uris.keys()], uris };
}

/** As it stands in the editor, or else on disk; a file that cannot be read says nothing. */
async function textOf(session: Session, file: string, uri: string): Promise<string> {
  const open = session.texts.plain(uri);
  if (open) return open.getText();
  const read = await readTextFile(file, session.files).catch(() => ({ text: '' }));
  return 'text' in read ? read.text : '';
}
