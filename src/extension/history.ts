/** More pages than this nobody goes back to. */
const LONGEST = 100;

/** The pages of a reader in the order they were read, and where one stands among them. */
export class History {
  #pages: readonly string[] = [];
  #at = -1;

  /** The page one stands on; empty before the first. */
  get current(): string {
    return this.#pages[this.#at] ?? '';
  }

  get hasBack(): boolean {
    return this.#at > 0;
  }

  get hasForward(): boolean {
    return this.#at < this.#pages.length - 1;
  }

  /** Goes on to a page; those one had gone back from are forgotten. */
  visit(page: string): void {
    if (page === this.current) return;
    this.#pages = [...this.#pages.slice(0, this.#at + 1), page].slice(-LONGEST);
    this.#at = this.#pages.length - 1;
  }

  /** False where there is nothing in that direction. */
  go(by: -1 | 1): boolean {
    if (!(by < 0 ? this.hasBack : this.hasForward)) return false;
    this.#at += by;
    return true;
  }
}
