import type { DrawnBlip, RadarDrawing } from '../protocol/model.js';
import { chart } from './drawing-chart.js';
import { viewOf } from './drawing-geometry.js';
import { element, svgElement } from './dom.js';
import { QUADRANTS, type Quadrant } from './quadrants.js';
import { RINGS } from './rings.js';

/** Of the picture, in pixels. */
const WIDTH = 1200;
const LEGEND = { columns: 3, line: 17, size: 12, margin: 30 } as const;
/** Pixels of the PNG for each of the SVG, for print and dense screens. */
const DENSITY = 2;
/** What a picture needs of the page's styles; everything else of it is in attributes. */
const STYLES = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'paint-order', 'font-family', 'font-size', 'font-weight', 'letter-spacing', 'text-anchor'] as const;

/** The drawing with its list as the text of an SVG that needs no style sheet: the colours of the theme are written into it. */
export function pictureSvg(drawing: RadarDrawing, zoom: Quadrant | undefined, page: HTMLElement): string {
  const style = getComputedStyle(page);
  const radar = chart(drawing, { zoom, scale: WIDTH / viewOf(drawing, zoom).size, names: true, font: style.fontFamily });
  const stage = element('div', { class: 'stage', 'aria-hidden': 'true' }, radar);
  page.append(stage);
  settle(radar);
  stage.remove();
  for (const [name, value] of Object.entries({ x: 0, y: 0, width: WIDTH, height: WIDTH })) radar.setAttribute(name, String(value));
  const { height, texts } = list(drawing, zoom);
  const [ground, ink] = [style.backgroundColor, style.color];
  const picture = svgElement(
    'svg',
    { width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, 'font-family': style.fontFamily },
    svgElement('title', {}, zoom ? `Radar: ${zoom.title}` : 'Radar'),
    svgElement('rect', { width: WIDTH, height, ...paint('fill', ground) }),
    radar,
    svgElement('g', paint('fill', ink), ...texts),
  );
  return new XMLSerializer().serializeToString(picture);
}

/** The same as a PNG, in base64. */
export async function picturePng(svg: string): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = element('canvas', { width: String(image.width * DENSITY), height: String(image.height * DENSITY) });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

/** Writes the styles a part has on the page into its attributes where it does not inherit them, and takes off what only a page needs. */
function settle(root: SVGSVGElement): void {
  for (const part of [root, ...root.querySelectorAll<SVGElement>('*')]) {
    const style = getComputedStyle(part);
    const inherited = part === root || !part.parentElement ? undefined : getComputedStyle(part.parentElement);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value === inherited?.getPropertyValue(name)) continue;
      const attributes = name === 'fill' || name === 'stroke' ? paint(name, value) : { [name]: value };
      for (const [key, text] of Object.entries(attributes)) part.setAttribute(key, text);
    }
  }
  for (const part of root.querySelectorAll('.halo, .surface')) part.remove();
  for (const part of [root, ...root.querySelectorAll('*')]) for (const name of part.getAttributeNames()) if (/^(class|role|tabindex|aria-.*|data-.*)$/.test(name)) part.removeAttribute(name);
}

/** A colour as attributes: not every program reads the alpha within a colour. */
function paint(name: 'fill' | 'stroke', colour: string): Record<string, string> {
  const [, parts, alpha] = /^rgba\((.*), ([\d.]+)\)$/.exec(colour) ?? [];
  return parts === undefined || alpha === undefined ? { [name]: colour } : { [name]: `rgb(${parts})`, [`${name}-opacity`]: alpha };
}

/** The names under the drawing, in columns of equal length. */
function list({ blips }: RadarDrawing, zoom: Quadrant | undefined): { readonly height: number; readonly texts: readonly SVGTextElement[] } {
  const lines = QUADRANTS.filter(({ id }) => !zoom || id === zoom.id).flatMap(({ id, title }) => {
    const inQuadrant = blips.filter(({ quadrant }) => quadrant === id);
    return RINGS.flatMap((ring) => {
      const inRing = inQuadrant.filter((blip) => blip.ring === ring.id);
      return inRing.length === 0 ? [] : [{ text: `${title}: ${ring.title}`, heading: true }, ...inRing.map((blip) => ({ text: entry(blip), heading: false }))];
    });
  });
  const { columns, line, size, margin } = LEGEND;
  const rows = Math.ceil(lines.length / columns);
  const texts = lines.map(({ text, heading }, index) => {
    const [column, row] = [Math.floor(index / rows), index % rows];
    return svgElement('text', { x: margin + (column * (WIDTH - 2 * margin)) / columns, y: WIDTH + margin + row * line, 'font-size': size, 'font-weight': heading ? 'bold' : undefined }, text);
  });
  return { height: WIDTH + 2 * margin + rows * line, texts };
}

function entry({ number, title, usedHere }: DrawnBlip): string {
  return `${number}. ${title}${usedHere ? ' (used here)' : ''}`;
}
