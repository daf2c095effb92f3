import { NEVER_CANCELLED } from '../../document/ports.js';
import { productsIn, type KnownProduct } from '../../mesh/products.js';
import { checkAnswer } from '../../mesh/scaffold/answer-check.js';
import { readAnswers } from '../../mesh/scaffold/answers.js';
import { planProduct } from '../../mesh/scaffold/plan.js';
import type { DescriptorFile } from '../../mesh/scaffold/resolve.js';
import { PRODUCT_CHECK, PRODUCT_DOMAINS, PRODUCT_PLAN } from '../../protocol/requests.js';
import { listFiles } from '../../workspace/enumerate.js';
import { readTextFile } from '../../workspace/text.js';
import type { Folder } from '../folders.js';
import type { Session } from '../session.js';
import { relativePath } from '../texts.js';
import { onRequest } from './pages.js';

const DESCRIPTOR = /\.od[pc]s\.ya?ml$/;

/** The scaffold of data products: which answers will do, and what would be written. Nothing is written here. */
export function registerProduct(session: Session): void {
  onRequest(session, PRODUCT_DOMAINS, async ({ folderUri }) => [...new Set((await knownProducts(session, await folderAt(session, folderUri))).map(({ domain }) => domain))].sort());
  onRequest(session, PRODUCT_CHECK, async ({ folderUri, answers, field }) => ({
    error: checkAnswer(field, answers, await knownProducts(session, await folderAt(session, folderUri))) ?? null,
  }));
  onRequest(session, PRODUCT_PLAN, async ({ folderUri, answers }) => {
    const folder = await folderAt(session, folderUri);
    const descriptors = await descriptorsIn(session, folder);
    const read = readAnswers({ ...answers }, productsIn(descriptors));
    if ('mistakes' in read) throw new Error(read.mistakes.join(' '));
    const existing = (path: string) => readExisting(session, folder, path);
    return planProduct(read.answers, {
      descriptors,
      existing,
      templates: folder.engine.knowledge.mesh,
      newId: () => crypto.randomUUID(),
      today: () => session.platform.clock.today(),
      hash: sha256,
      readText: async (path) => {
        const text = await existing(path);
        if (text === undefined) throw new Error(`${path}: there is no such file.`);
        return text;
      },
    });
  });
}

function folderAt(session: Session, uri: string | null): Promise<Folder> {
  return session.folderOf(uri?.replace(/\/$/, '') ?? '');
}

async function readExisting(session: Session, folder: Folder, path: string): Promise<string | undefined> {
  if (folder.path === undefined) return undefined;
  const absolute = `${folder.path}/${path}`;
  const open = session.texts.plain(session.platform.uriOf(absolute));
  if (open) return open.getText();
  if (!(await session.files.stat(absolute))) return undefined;
  const file = await readTextFile(absolute, session.files);
  // What cannot be read as text is there all the same, so it must not be written over.
  return 'text' in file ? file.text : '';
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function knownProducts(session: Session, folder: Folder): Promise<readonly KnownProduct[]> {
  return productsIn(await descriptorsIn(session, folder));
}

async function descriptorsIn(session: Session, folder: Folder): Promise<readonly DescriptorFile[]> {
  if (folder.path === undefined) return [];
  const { files } = await listFiles(folder.path, session.files, (path) => DESCRIPTOR.test(path), NEVER_CANCELLED);
  return Promise.all(
    files.map(async (path) => {
      const file = await readTextFile(path, session.files).catch(() => ({ text: '' }));
      return { path: relativePath(session.platform.uriOf(path), folder.uri), text: 'text' in file ? file.text : '' };
    }),
  );
}
