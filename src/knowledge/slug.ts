import GithubSlugger from 'github-slugger';

/** Anchors of the headings of one page, as GitHub makes them: repeated headings get `-1`, `-2`, …. */
export class Slugger {
  readonly #slugger = new GithubSlugger();

  slug(title: string): string {
    return this.#slugger.slug(title);
  }
}
