import { LineIndex } from '../document/position.js';
import { throwIfCancelled, type CancellationToken } from '../document/ports.js';
import type { PagePlaces, Usage } from '../protocol/model.js';
import { listFiles } from '../workspace/enumerate.js';
import { readTextFile } from '../workspace/text.js';
import type { Folder } from './folders.js';
import type { OpenText } from './open-text.js';
import type { Session } from './session.js';
import { relativePath } from './texts.js';

/** A page that lists more is read by nobody. */
const MOST_LISTED = 100;

/** A list of places as a page shows it. */
export function listed(usages: readonly Usage[], everywhere: boolean): PagePlaces {
  return { usages: usages.slice(0, MOST_LISTED), more: Math.max(0, usages.length - MOST_LISTED), everywhere };
}

/** Where a rule speaks: in the texts that are open and, if `everywhere`, in the other files of the workspace. Rejects with CancelledError. */
export async function rulePlaces(session: Session, rule: string, everywhere: boolean, token: CancellationToken): Promise<PagePlaces> {
  const open = await inOpenTexts(session, rule, token);
  if (!everywhere) return listed(open, false);
  const seen = new Set(session.texts.uris);
  const elsewhere: Usage[] = [];
  for (const uri of session.folderUris) elsewhere.push(...(await inFolder(session, await session.folderOf(uri), rule, seen, token)));
  return listed([...open, ...elsewhere], true);
}

async function inOpenTexts(session: Session, rule: string, token: CancellationToken): Promise<Usage[]> {
  const texts = new Map<OpenText, string>();
  for (const uri of session.texts.uris) {
    const text = await session.texts.get(uri);
    if (text && !texts.has(text)) texts.set(text, uri);
  }
  const found: Usage[] = [];
  for (const [text, uri] of texts) {
    const settings = await session.settingsOf(uri);
    if (!settings.enable) continue;
    for (const finding of await text.findings(settings, token)) {
      const place = finding.rule === rule ? text.placeOf(finding.span) : undefined;
      if (place) found.push({ uri: place.uri, range: place.range, label: `${text.document.path}:${place.range.start.line + 1}` });
    }
  }
  return found;
}

async function inFolder(session: Session, folder: Folder, rule: string, seen: ReadonlySet<string>, token: CancellationToken): Promise<Usage[]> {
  if (folder.path === undefined) return [];
  const { files } = await listFiles(folder.path, session.files, (path) => folder.engine.languages.find(path) !== undefined, token);
  const found: Usage[] = [];
  for (const path of files) {
    throwIfCancelled(token);
    const uri = session.platform.uriOf(path);
    if (seen.has(uri)) continue;
    // One unreadable file must not hide what stands in the others.
    found.push(...(await inFile(session, folder, path, rule, token).catch((cause: unknown) => {
      throwIfCancelled(token);
      session.log.info(cause instanceof Error ? cause.message : String(cause));
      return [];
    })));
  }
  return found;
}

async function inFile(session: Session, { engine, config, neighbourhood, uri: root }: Folder, path: string, rule: string, token: CancellationToken): Promise<Usage[]> {
  const file = await readTextFile(path, session.files);
  if (!('text' in file)) return [];
  const uri = session.platform.uriOf(path);
  const relative = relativePath(uri, root);
  const { rules, talks } = await session.settingsOf(uri);
  const document = await engine.open({ path: relative, text: file.text, ...(neighbourhood ? { neighbourhood } : {}) }, config);
  if (!document) return [];
  try {
    const findings = await engine.checkAround(document, config, { rules, talks }, token);
    const lines = new LineIndex(file.text);
    return findings.filter((finding) => finding.rule === rule).map(({ span }) => {
      const range = lines.rangeOf(span);
      return { uri, range, label: `${relative}:${range.start.line + 1}` };
    });
  } finally {
    document.dispose();
  }
}
