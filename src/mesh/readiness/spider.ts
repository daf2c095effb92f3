import { shareOf, type Axis, type Readiness } from './model.js';

/** Units of the drawing. */
const SIZE = { width: 640, height: 460 } as const;
const CENTRE = { x: 320, y: 232 } as const;
const RADIUS = 150;
const RINGS = [0.25, 0.5, 0.75, 1] as const;
/** How far from the outer ring the names stand. */
const NAME_GAP = 22;
const LINE = 17;

const STYLE = `
.spider { font: 14px system-ui, sans-serif; }
.ground { fill: #ffffff; }
.spider text { fill: #1f2328; }
.spider .share, .spider .scale { fill: #57606a; font-size: 12px; }
.spider .ring, .spider .spoke { fill: none; stroke: #d0d7de; }
.spider .spoke.is-open { stroke-dasharray: 4 4; }
.spider .area { fill: #0969da; fill-opacity: 0.18; stroke: #0969da; stroke-width: 2; stroke-linejoin: round; }
.spider .dot { fill: #0969da; }
@media (prefers-color-scheme: dark) {
  .ground { fill: #0d1117; }
  .spider text { fill: #e6edf3; }
  .spider .share, .spider .scale { fill: #9198a1; }
  .spider .ring, .spider .spoke { stroke: #3d444d; }
  .spider .area { fill: #4493f8; stroke: #4493f8; }
  .spider .dot { fill: #4493f8; }
}
`;

interface Spoke {
  readonly axis: Axis;
  /** From 0 to 1; undefined where nothing could be counted. */
  readonly share: number | undefined;
  /** Clockwise from the top, in radians. */
  readonly angle: number;
}

/**
 * The six axes as a spider drawing, the text of an SVG: the farther out, the more of what was looked at is there. Axes
 * that cannot be judged are dashed and have no point. `isStyled` adds colours of its own; a page gives them by its sheet.
 */
export function spiderSvg({ axes }: Readiness, isStyled: boolean): string {
  const spokes = axes.map((axis, index): Spoke => ({ axis, share: shareOf(axis), angle: (index / axes.length) * 2 * Math.PI }));
  const known = spokes.flatMap(({ share, angle }) => (share === undefined ? [] : [at(angle, share * RADIUS)]));
  const points = known.map(({ x, y }) => `${x},${y}`).join(' ');
  const area = known.length > 2 ? `<polygon class="area" points="${points}"/>` : known.length === 2 ? `<polyline class="area" points="${points}"/>` : '';
  const parts = [
    ...RINGS.map((ring) => `<polygon class="ring" points="${spokes.map(({ angle }) => at(angle, ring * RADIUS)).map(({ x, y }) => `${x},${y}`).join(' ')}"/>`),
    ...spokes.map(({ angle, share }) => `<line class="spoke${share === undefined ? ' is-open' : ''}" x1="${CENTRE.x}" y1="${CENTRE.y}" x2="${at(angle, RADIUS).x}" y2="${at(angle, RADIUS).y}"/>`),
    area,
    ...known.map(({ x, y }) => `<circle class="dot" cx="${x}" cy="${y}" r="4"/>`),
    ...RINGS.slice(1).map((ring) => `<text class="scale" x="${CENTRE.x + 5}" y="${round(CENTRE.y - ring * RADIUS + 13)}">${ring * 100} %</text>`),
    ...spokes.map(name),
  ];
  const ground = isStyled ? `<style>${STYLE}</style>\n<rect class="ground" width="${SIZE.width}" height="${SIZE.height}"/>\n` : '';
  const title = `Readiness for a data mesh: ${spokes.map(({ axis, share }) => `${axis.title} ${shareText(share)}`).join(', ')}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="spider" role="img" viewBox="0 0 ${SIZE.width} ${SIZE.height}" width="${SIZE.width}" height="${SIZE.height}">\n<title>${title}</title>\n${ground}${parts.filter((part) => part !== '').join('\n')}\n</svg>\n`;
}

/** `60 %`, or that it cannot be told. */
export function shareText(share: number | undefined): string {
  return share === undefined ? 'not assessable' : `${Math.round(share * 100)} %`;
}

/** Every word in the drawing is ours, so none needs to be escaped. */
function name({ axis, share, angle }: Spoke): string {
  const { x, y } = at(angle, RADIUS + NAME_GAP);
  const side = Math.sin(angle);
  const anchor = Math.abs(side) < 0.1 ? 'middle' : side > 0 ? 'start' : 'end';
  // Above the drawing both lines stand above the point, below it both below.
  const top = round(y + (Math.cos(angle) > 0.9 ? -LINE : Math.cos(angle) < -0.9 ? LINE / 2 : -4));
  return `<text x="${x}" y="${top}" text-anchor="${anchor}">${axis.title}</text><text class="share" x="${x}" y="${round(top + LINE)}" text-anchor="${anchor}">${shareText(share)}</text>`;
}

function at(angle: number, distance: number): { readonly x: number; readonly y: number } {
  return { x: round(CENTRE.x + distance * Math.sin(angle)), y: round(CENTRE.y - distance * Math.cos(angle)) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
