interface Pixels {
  readonly width: number;
  readonly height: number;
}

/** Below these bytes another format is not worth the work; as Lighthouse has it. */
export const WORTH_CONVERTING = 8192;
/** A smaller GIF may stay one; as Lighthouse has it. */
export const HEAVY_GIF = 100 * 1024;

/**
 * How many bytes a picture should need as WebP: a fifth of a byte a pixel. Cautious: photographs need about a third of
 * that. Lighthouse 11.7, audit modern-image-formats.
 */
export function estimatedWebpBytes({ width, height }: Pixels): number {
  return Math.round((width * height * 2) / 10);
}

/** How many bytes a picture should need as AVIF: a sixth of a byte a pixel. Lighthouse 11.7, audit modern-image-formats. */
export function estimatedAvifBytes({ width, height }: Pixels): number {
  return Math.round((width * height * 2) / 12);
}

/**
 * How many bytes an animated GIF should need as a video. A fit to real files: the larger, the larger the part that is saved, 45 %
 * at 100 kB and 74 % at 1 MB. Lighthouse 11.7, audit efficient-animated-content.
 */
export function estimatedVideoBytes(gif: number): number {
  const saved = Math.min(0.95, Math.max(0, (29.1 * Math.log10(gif) - 100.7) / 100));
  return Math.round(gif * (1 - saved));
}
