import { GLOSSARY_PATHS, glossaryEdits, isDecided } from '../../cupid/glossary.js';
import { hasTextWords, textWordsOf, type TextWords } from '../../cupid/text-words.js';
import { applyEdits } from '../../document/edit.js';
import { throwIfCancelled, type CancellationToken } from '../../document/ports.js';
import { LineIndex } from '../../document/position.js';
import { DOMAIN_WORDS, GLOSSARY_PLAN } from '../../protocol/requests.js';
import { listFiles } from '../../workspace/enumerate.js';
import { findGlossary } from '../../workspace/glossary-file.js';
import { readTextFile } from '../../workspace/text.js';
import type { Folder } from '../folders.js';
import type { Session } from '../session.js';
import { relativePath } from '../texts.js';
import { onRequest } from './pages.js';

const MOST_PROPOSED = 40;
/** More documentation says the same words again. */
const MOST_TEXTS = 500;

/** The words that seem to belong to the domain of a folder, and what its glossary would be with some of them. Nothing is written here. */
export function registerDomainWords(session: Session): void {
  onRequest(session, DOMAIN_WORDS, async ({ folderUri }, token) => {
    const folder = await session.folderOf(folderUri.replace(/\/$/, ''));
    const glossary = folder.path === undefined ? undefined : await findGlossary(folder.path, session.files);
    const index = await session.indexes.whole(folder);
    const texts = await textsOf(session, folder, token);
    const isOpen = (word: string) => !glossary || !isDecided(glossary.glossary, word);
    const proposed = index?.domainWords.ranked(folder.engine.tradeWords, texts, MOST_PROPOSED, isOpen) ?? [];
    return { path: glossary?.path ?? GLOSSARY_PATHS[0], exists: glossary !== undefined, known: glossary?.glossary.terms.map(({ name }) => name) ?? [], proposed: proposed.map(({ word, sources }) => ({ word, sources })) };
  });
  onRequest(session, GLOSSARY_PLAN, ({ text, accepted, rejected }) => {
    const edits = glossaryEdits(text ?? undefined, accepted, rejected);
    const lines = new LineIndex(text ?? '');
    return Promise.resolve({ text: applyEdits(text ?? '', edits), edits: edits.map((edit) => ({ range: lines.rangeOf(edit), newText: edit.text })) });
  });
}

/** What documentation, data contracts and SQL of a folder say. */
async function textsOf(session: Session, { path: root, uri: folderUri }: Folder, token: CancellationToken): Promise<TextWords[]> {
  if (root === undefined) return [];
  const relative = (path: string) => relativePath(session.platform.uriOf(path), folderUri);
  const { files } = await listFiles(root, session.files, (path) => hasTextWords(relative(path)), token);
  const found: TextWords[] = [];
  for (const path of files.slice(0, MOST_TEXTS)) {
    throwIfCancelled(token);
    const file = await readTextFile(path, session.files).catch(() => undefined);
    if (file && 'text' in file) found.push(textWordsOf(relative(path), file.text));
  }
  return found;
}
