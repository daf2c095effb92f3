import type { Blip } from '../../knowledge/model.js';
import { renderMarkdown } from '../../knowledge/render.js';
import { writeAoe } from './aoe.js';
import { writeBackstage } from './backstage.js';
import { writeByorCsv, writeByorJson } from './byor.js';
import type { RadarItem } from './radar-file.js';
import { writeZalando } from './zalando.js';

export const RADAR_FORMATS = ['byor-csv', 'byor-json', 'aoe', 'zalando', 'backstage'] as const;
export type RadarFormat = (typeof RADAR_FORMATS)[number];

/** Formats whose readers show HTML, not Markdown. */
const HTML_FORMATS: ReadonlySet<RadarFormat> = new Set(['byor-csv', 'byor-json']);

/** A radar as one text, or for `aoe` as the pages of a folder. `date` (`YYYY-MM-DD`) is that of blips without one of their own. */
export function writeRadar(items: readonly RadarItem[], format: RadarFormat, date: string): { readonly text: string } | { readonly pages: readonly { readonly path: string; readonly text: string }[] } {
  switch (format) {
    case 'byor-csv':
      return { text: writeByorCsv(items) };
    case 'byor-json':
      return { text: writeByorJson(items) };
    case 'aoe':
      return { pages: writeAoe(items, date) };
    case 'zalando':
      return { text: writeZalando(items, date) };
    case 'backstage':
      return { text: writeBackstage(items, date) };
  }
}

/** A page of ours as other radars hold a blip; its description in the language the format shows. */
export function itemOfBlip({ id, title, ring, quadrant, talk, markdown }: Blip, format: RadarFormat): RadarItem {
  const text = markdown.replace(/^\s*# .*\n+/, '').trim();
  return { key: id.slice(id.lastIndexOf('/') + 1), title, ring, quadrant, tags: [talk.talk], description: HTML_FORMATS.has(format) ? renderMarkdown(text) : text };
}
