import { CancellationTokenSource, ThemeIcon, window, type QuickPick, type QuickPickItem } from 'vscode';
import type { SearchResult } from '../../protocol/model.js';
import { QUERY_LIMIT } from '../../protocol/pages.js';
import { SEARCH } from '../../protocol/requests.js';
import { inBackground } from '../errors.js';
import type { Host } from '../host.js';
import { openPage } from './open-page.js';

/** A pause in typing after which the search runs, in milliseconds. */
const PAUSE = 60;
const MOST_RESULTS = 30;

const KINDS: Readonly<Record<SearchResult['kind'], { readonly icon: string; readonly word: string }>> = {
  blip: { icon: 'target', word: 'Radar' },
  talk: { icon: 'book', word: 'Talk' },
  rule: { icon: 'law', word: 'Rule' },
  tip: { icon: 'lightbulb', word: 'Tip' },
};

type Found = QuickPickItem & { readonly reference: string };

/** `talklint.searchTalks`: searches blips, talks, rules and tips as you type; what is chosen opens on the radar or in the reader. */
export async function searchTalks(host: Host): Promise<void> {
  const pick = window.createQuickPick<Found>();
  pick.title = 'Search the Talks';
  pick.placeholder = 'A technology, code such as pl.scan_csv, or a question';
  const reference = await chosenPage(pick, host);
  if (reference !== undefined) await openPage(host, reference);
}

function chosenPage(pick: QuickPick<Found>, host: Host): Promise<string | undefined> {
  const following = new Following(pick, host);
  return new Promise((resolve) => {
    pick.onDidChangeValue((query) => {
      following.ask(query);
    });
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (!chosen) return;
      resolve(chosen.reference);
      pick.hide();
    });
    pick.onDidHide(() => {
      following.end();
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
  });
}

/** Keeps the rows to what was typed last. */
class Following {
  readonly #pick: QuickPick<Found>;
  readonly #host: Host;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = new CancellationTokenSource();

  constructor(pick: QuickPick<Found>, host: Host) {
    this.#pick = pick;
    this.#host = host;
  }

  ask(query: string): void {
    this.end();
    this.#asking = new CancellationTokenSource();
    const { token } = this.#asking;
    this.#pick.busy = query.trim() !== '';
    this.#timer = setTimeout(() => {
      inBackground(this.#host.log, 'Talklint could not search', async () => {
        const results = query.trim() === '' ? [] : await this.#host.server.request(SEARCH, { query: query.slice(0, QUERY_LIMIT), limit: MOST_RESULTS });
        if (token.isCancellationRequested) return;
        this.#pick.busy = false;
        this.#pick.items = results.map(rowOf);
      });
    }, PAUSE);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#asking.cancel();
    this.#asking.dispose();
  }
}

function rowOf({ kind, id, title, summary }: SearchResult): Found {
  const { icon, word } = KINDS[kind];
  // The editor would drop a row that does not hold the typed letters, such as one found in spite of a typo.
  return { label: title, description: word, detail: summary, iconPath: new ThemeIcon(icon), alwaysShow: true, reference: `${kind}/${id}` };
}
