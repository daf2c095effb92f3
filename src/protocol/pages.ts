/**
 * What a page (radar, reader, drawing, lineage) and the extension say to each other. Pages are separate documents, so everything is JSON.
 * The extension posts a page nothing before the page has sent `ready`; a page that was hidden loads anew and sends it again.
 */
import { LINEAGE_FORMATS, type LineageFormat, type LineagePage } from './lineage.js';
import type { BlipDetail, PagePlaces, RadarDrawing, RadarOverview, ReaderPage, SearchResult, Usage } from './model.js';
import { isCount, isObject, readRange } from './shape.js';

/** The id of the element a page draws itself into. */
export const PAGE_ROOT = 'page';

/** Longer queries are cut before they reach the search; no talk is found by more. */
export const QUERY_LIMIT = 200;

export const PICTURE_FORMATS = ['svg', 'png'] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** Far more than a drawing of five hundred blips has, in characters. */
const PICTURE_LIMIT = 50_000_000;

/** From the page to the extension. */
export type PageMessage =
  | { readonly type: 'ready' }
  /** Answered by `results` with the same `id`; the page drops answers older than its last question. */
  | { readonly type: 'search'; readonly id: number; readonly query: string }
  /** Answered by `detail` with the same blip. */
  | { readonly type: 'blip'; readonly id: string }
  /** Shows `talk/<id>`, `rule/<id>`, `blip/<id>` or `tip/<id>`, with `#anchor` where one is meant, in the reader. */
  | { readonly type: 'page'; readonly reference: string }
  /** Answered by `places` with the same reference. */
  | { readonly type: 'places'; readonly reference: string; readonly everywhere: boolean }
  /** Leafs through the pages read before: back or forward. */
  | { readonly type: 'go'; readonly by: -1 | 1 }
  | { readonly type: 'openUsage'; readonly usage: Usage }
  /** Shows every place where a blip is used: one directly, several in the peek view. */
  | { readonly type: 'openUsages'; readonly id: string }
  /** The drawing as a file: the text of an SVG, or a PNG in base64. */
  | { readonly type: 'picture'; readonly format: PictureFormat; readonly data: string }
  /** What the lineage is to show; answered by `lineage`. */
  | { readonly type: 'lineage'; readonly showsSensitivity: boolean; readonly everything: boolean }
  /** The lineage as a file. */
  | { readonly type: 'saveLineage'; readonly format: LineageFormat }
  /** An `https:` address; the editor asks the user before it opens one. */
  | { readonly type: 'openExternal'; readonly url: string };

/** From the extension to the radar page. */
export type RadarMessage =
  | { readonly type: 'overview'; readonly overview: RadarOverview }
  | { readonly type: 'results'; readonly id: number; readonly results: readonly SearchResult[] }
  /** `detail` is null when no blip has that id. */
  | { readonly type: 'detail'; readonly id: string; readonly detail: BlipDetail | null }
  /** Show this blip, asked for from elsewhere in the editor. */
  | { readonly type: 'reveal'; readonly id: string }
  /** Put the keyboard into the search box. */
  | { readonly type: 'focusSearch' }
  /** One sentence to show instead of what was asked for. */
  | { readonly type: 'failed'; readonly message: string };

/** From the extension to the reader page. */
export type ReaderMessage =
  /** `back` and `forward` say whether there are pages to go to. */
  | { readonly type: 'show'; readonly page: ReaderPage; readonly back: boolean; readonly forward: boolean }
  /** `places` is null where the search was given up. */
  | { readonly type: 'places'; readonly reference: string; readonly places: PagePlaces | null }
  | { readonly type: 'failed'; readonly message: string };

/** From the extension to the drawing. */
export type DrawingMessage =
  | { readonly type: 'drawing'; readonly drawing: RadarDrawing }
  /** Answered by `picture`. */
  | { readonly type: 'export'; readonly format: PictureFormat }
  | { readonly type: 'failed'; readonly message: string };

/** From the extension to the lineage. */
export type LineageMessage =
  | { readonly type: 'lineage'; readonly lineage: LineagePage; readonly showsSensitivity: boolean }
  | { readonly type: 'failed'; readonly message: string };

/** What the lineage hands to `setState`: whether it shows how far data may go, and the node the keyboard was on. */
export interface LineageState {
  readonly version: 1;
  readonly showsSensitivity: boolean;
  readonly node: string | null;
}

/** What the drawing hands to `setState`: the quadrant that fills the page, and the blip the keyboard was on. */
export interface DrawingState {
  readonly version: 1;
  readonly quadrant: string | null;
  readonly blip: string | null;
}

/** What the reader page hands to `setState`, so that the extension can show the same page after a restart. */
export interface ReaderState {
  readonly version: 1;
  readonly reference: string;
}

/** What narrows the radar down; an empty string stands for all. */
export interface RadarFilter {
  readonly ring: string;
  readonly quadrant: string;
  readonly talk: string;
  readonly usedHere: boolean;
}

/** What the radar page hands to `setState`. */
export interface RadarState {
  readonly version: 2;
  readonly query: string;
  readonly filter: RadarFilter;
  readonly blip: string | null;
  /** How far the list is scrolled, in CSS pixels. */
  readonly scroll: number;
}

/** A message of a page, or undefined when the value is none: pages show texts of others and are not believed blindly. */
export function readPageMessage(value: unknown): PageMessage | undefined {
  if (!isObject(value)) return undefined;
  switch (value['type']) {
    case 'ready':
      return { type: 'ready' };
    case 'search':
      return readSearch(value);
    case 'blip':
      return isText(value['id']) ? { type: 'blip', id: value['id'] } : undefined;
    case 'page':
      return isText(value['reference']) ? { type: 'page', reference: value['reference'] } : undefined;
    case 'places':
      return isText(value['reference']) ? { type: 'places', reference: value['reference'], everywhere: value['everywhere'] === true } : undefined;
    case 'go':
      return value['by'] === 1 || value['by'] === -1 ? { type: 'go', by: value['by'] } : undefined;
    case 'openUsage': {
      const usage = readUsage(value['usage']);
      return usage && { type: 'openUsage', usage };
    }
    case 'openUsages':
      return isText(value['id']) ? { type: 'openUsages', id: value['id'] } : undefined;
    case 'picture':
      return readPicture(value);
    case 'lineage':
      return { type: 'lineage', showsSensitivity: value['showsSensitivity'] === true, everything: value['everything'] === true };
    case 'saveLineage': {
      const format = LINEAGE_FORMATS.find((known) => known === value['format']);
      return format && { type: 'saveLineage', format };
    }
    case 'openExternal':
      return isText(value['url']) && value['url'].startsWith('https://') ? { type: 'openExternal', url: value['url'] } : undefined;
    default:
      return undefined;
  }
}

/** The state a reader page kept, or undefined when the value is none or of another version. */
export function readReaderState(value: unknown): ReaderState | undefined {
  if (!isObject(value) || value['version'] !== 1 || !isText(value['reference'])) return undefined;
  return { version: 1, reference: value['reference'] };
}

function readPicture({ format, data }: Readonly<Record<string, unknown>>): PageMessage | undefined {
  const known = PICTURE_FORMATS.find((candidate) => candidate === format);
  if (!known || typeof data !== 'string' || data.length === 0 || data.length > PICTURE_LIMIT) return undefined;
  return (known === 'svg' ? data.startsWith('<svg') : /^[\w+/]+={0,2}$/.test(data)) ? { type: 'picture', format: known, data } : undefined;
}

function readSearch(value: Readonly<Record<string, unknown>>): PageMessage | undefined {
  const { id, query } = value;
  if (!isCount(id) || typeof query !== 'string') return undefined;
  return { type: 'search', id, query: query.slice(0, QUERY_LIMIT) };
}

function readUsage(value: unknown): Usage | undefined {
  if (!isObject(value)) return undefined;
  const range = readRange(value['range']);
  if (!range || !isText(value['uri']) || typeof value['label'] !== 'string') return undefined;
  return { uri: value['uri'], range, label: value['label'] };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 2000;
}
