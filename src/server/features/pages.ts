import type { Knowledge } from '../../knowledge/model.js';
import { renderMarkdown } from '../../knowledge/render.js';
import { BLIP, DRAWING, PAGE, PLACES, RADAR, SEARCH, USAGES_CHANGED, type RequestOf } from '../../protocol/requests.js';
import type { PagePlaces } from '../../protocol/model.js';
import type { CancellationToken } from 'vscode-languageserver';
import { radarDrawing } from '../../radar/drawing.js';
import { blipDetail, NO_USAGES, radarOverview } from '../../radar/overview.js';
import { buildSearchIndex, Search, type SearchIndex } from '../../radar/search.js';
import type { UsageIndex } from '../../radar/usage.js';
import { CARBON_PAGE, carbonPage } from '../carbon-page.js';
import { READINESS_PAGE, readinessPage } from '../readiness-page.js';
import { readerPage } from '../reader-page.js';
import { listed, rulePlaces } from '../rule-places.js';
import type { Session } from '../session.js';
import { LiveUsages } from '../usage-scan.js';

/** Pages and the radar: search, overview, details, and the texts of the reader. */
export function registerPages(session: Session): void {
  const library = new Library(session);
  session.onReload(() => {
    library.forget();
    library.tellSoon();
  });
  session.texts.onDidChange((uris) => { library.touch(uris); });
  session.texts.onDidClose((uri) => { library.touch([uri]); });
  session.texts.onDidSettle(({ uri }) => { library.touch([uri]); });
  session.onFilesChanged((uris) => { library.touch(uris); });
  onRequest(session, SEARCH, async ({ query, limit }) => (await library.search()).search(query, limit));
  onRequest(session, RADAR, async () => radarOverview(await library.knowledge(), await library.usages()));
  onRequest(session, DRAWING, async () => radarDrawing(await library.knowledge(), await library.usages()));
  onRequest(session, BLIP, async ({ id }) => {
    const knowledge = await library.knowledge();
    const page = knowledge.blips.find((blip) => blip.id === id)?.markdown.replace(/^\s*# .*(\r?\n|$)/, '') ?? '';
    return blipDetail(knowledge, id, renderMarkdown(page), await library.usages()) ?? null;
  });
  onRequest(session, PLACES, ({ reference, everywhere }, token) => placesOf(session, library, reference, everywhere, token));
  onRequest(session, PAGE, async ({ reference }, token) => {
    if (reference === CARBON_PAGE) return carbonPage(session, token);
    if (reference === READINESS_PAGE) return readinessPage(session, token);
    return readerPage(await library.knowledge(), reference) ?? null;
  });
}

/** Where the rule or blip of a page shows; null for pages of another kind. */
async function placesOf(session: Session, library: Library, reference: string, everywhere: boolean, token: CancellationToken): Promise<PagePlaces | null> {
  const [, kind, id = ''] = /^(rule|blip)\/([^#]+)/.exec(reference) ?? [];
  if (kind === 'rule') return rulePlaces(session, id, everywhere, token);
  return kind === 'blip' ? listed((await library.usages()).usages(id), true) : null;
}

/** Registers one of our own requests; a failure becomes the answer the editor shows. */
export function onRequest<Params, Result>(session: Session, type: RequestOf<Params, Result>, handle: (params: Params, token: CancellationToken) => Promise<Result>): void {
  session.connection.onRequest(type.method, (params: Params, token: CancellationToken): Promise<unknown> => handle(params, token));
}

/** How long nothing must change before the editor is told, in milliseconds. */
const PAUSE = 400;

/** What the pages show, made when first asked for: with packs, those of the first folder that has any. */
class Library {
  readonly #session: Session;
  #knowledge: Promise<{ readonly knowledge: Knowledge; readonly extended: boolean }> | undefined;
  #search: Promise<Search> | undefined;
  readonly #usages: LiveUsages;
  #telling: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session) {
    this.#session = session;
    this.#usages = new LiveUsages(session);
  }

  async knowledge(): Promise<Knowledge> {
    return (await this.#loaded()).knowledge;
  }

  search(): Promise<Search> {
    this.#search ??= this.#openSearch();
    return this.#search;
  }

  /** Rather no usages than no radar: a folder that cannot be read is logged. */
  async usages(): Promise<UsageIndex | typeof NO_USAGES> {
    try {
      return await this.#usages.current(await this.knowledge());
    } catch (cause) {
      this.#session.log.warn(cause instanceof Error ? cause.message : String(cause));
      return NO_USAGES;
    }
  }

  forget(): void {
    this.#knowledge = undefined;
    this.#search = undefined;
  }

  touch(uris: readonly string[]): void {
    if (this.#usages.touch(uris)) this.tellSoon();
  }

  /** Tells the editor, once it is quiet, that the radar may have changed; nobody who never asked is told. */
  tellSoon(): void {
    if (!this.#usages.isAwake) return;
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => void this.#session.connection.sendNotification(USAGES_CHANGED.method, {}).catch(() => undefined), PAUSE);
    this.#telling.unref?.();
  }

  #loaded() {
    this.#knowledge ??= this.#load();
    return this.#knowledge;
  }

  async #load() {
    const folders = await Promise.all(this.#session.folderUris.map((uri) => this.#session.folderOf(uri)));
    const extended = folders.find((folder) => folder.extended);
    return { knowledge: (extended?.engine ?? (await this.#session.engine())).knowledge, extended: extended !== undefined };
  }

  async #openSearch(): Promise<Search> {
    const { knowledge, extended } = await this.#loaded();
    return new Search(extended ? buildSearchIndex(knowledge) : (JSON.parse(await this.#session.asset('search.json')) as SearchIndex));
  }
}
