/** A part of a hover: Markdown about a stretch of the text, in UTF-16 units of the whole text. */
export interface Card {
  readonly start: number;
  readonly end: number;
  readonly markdown: string;
}
