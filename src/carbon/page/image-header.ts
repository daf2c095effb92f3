import { imageSize } from 'image-size';

/** What the first bytes of a picture tell. */
export interface ImageHeader {
  readonly format: 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'svg';
  /** As shown: a photograph that says it lies on its side is turned. */
  readonly width: number;
  readonly height: number;
  /** Undefined where the bytes at hand do not show whether another frame follows. */
  readonly animated: boolean | undefined;
}

/** By the names image-size has for them. */
const FORMATS: Readonly<Record<string, ImageHeader['format']>> = { png: 'png', jpg: 'jpeg', gif: 'gif', webp: 'webp', avif: 'avif', svg: 'svg' };
/** Orientations of Exif from here on lie on their side. */
const ON_ITS_SIDE = 5;

/**
 * Format and pixels of a picture by the start of the file, whatever its name says. 64 KiB are enough for nearly all;
 * undefined for everything else and where the bytes end too early.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  try {
    const { type = '', width, height, orientation = 1 } = imageSize(bytes);
    const format = FORMATS[type];
    if (!format || !(width > 0) || !(height > 0)) return undefined;
    const animated = isAnimated(format, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return { format, ...(orientation >= ON_ITS_SIDE ? { width: height, height: width } : { width, height }), animated };
  } catch {
    // The bytes end before they have told everything, or are no picture.
    return undefined;
  }
}

function isAnimated(format: ImageHeader['format'], view: DataView): boolean | undefined {
  switch (format) {
    case 'png':
      return isAnimatedPng(view);
    case 'gif':
      return isAnimatedGif(view);
    case 'webp':
      return ascii(view, 12, 4) === 'VP8X' && (view.getUint8(20) & 2) !== 0;
    case 'jpeg':
      return false;
    case 'avif':
    case 'svg':
      return undefined;
  }
}

/** An animated PNG says so between its header and its first pixels. */
function isAnimatedPng(view: DataView): boolean | undefined {
  for (let at = 8; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const type = ascii(view, at + 4, 4);
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
  }
  return undefined;
}

/** Two frames, or the request to repeat that only animations carry. */
function isAnimatedGif(view: DataView): boolean | undefined {
  let at = 13 + colourTableBytes(view.getUint8(10));
  let frames = 0;
  while (at < view.byteLength) {
    const block = view.getUint8(at);
    if (block === 0x3b) return false;
    if (block === 0x21) {
      if (/^NETSCAPE2\.0$|^ANIMEXTS1\.0$/.test(ascii(view, at + 3, 11))) return true;
      at = afterSubBlocks(view, at + 2);
    } else if (block === 0x2c && ++frames < 2 && at + 9 < view.byteLength) at = afterSubBlocks(view, at + 11 + colourTableBytes(view.getUint8(at + 9)));
    else return frames >= 2 ? true : undefined;
  }
  return undefined;
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** Where the chain of length-prefixed blocks ends; past the last byte when it is cut off. */
function afterSubBlocks(view: DataView, start: number): number {
  let at = start;
  while (at < view.byteLength) {
    const length = view.getUint8(at);
    at += 1 + length;
    if (length === 0) break;
  }
  return at;
}

function ascii(view: DataView, start: number, length: number): string {
  let text = '';
  for (let i = start; i < start + length && i < view.byteLength; i++) text += String.fromCharCode(view.getUint8(i));
  return text;
}
