/** What the first bytes of a picture tell. */
export interface ImageHeader {
  readonly format: 'png' | 'jpeg' | 'gif' | 'webp';
  /** As shown: a photograph that says it lies on its side is turned. */
  readonly width: number;
  readonly height: number;
  /** Undefined where the bytes at hand do not show whether another frame follows. */
  readonly animated: boolean | undefined;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * Format and pixels of a PNG, JPEG, GIF or WebP by the start of the file, whatever its name says. 64 KiB are enough for nearly all;
 * undefined for everything else and where the bytes end too early. After the specifications: PNG (W3C), JPEG (ITU-T T.81),
 * Exif 2.3, GIF89a, WebP container and bitstreams (RFC 9649, RFC 6386).
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const header = readPng(view) ?? readGif(view) ?? readWebp(view) ?? readJpeg(view);
    return header && header.width > 0 && header.height > 0 ? header : undefined;
  } catch (cause) {
    // The bytes end before they have told everything.
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}

function readPng(view: DataView): ImageHeader | undefined {
  if (!PNG_SIGNATURE.every((byte, i) => i < view.byteLength && view.getUint8(i) === byte) || ascii(view, 12, 4) !== 'IHDR') return undefined;
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20), animated: isAnimatedPng(view) };
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

function readGif(view: DataView): ImageHeader | undefined {
  if (!/^GIF8[79]a$/.test(ascii(view, 0, 6))) return undefined;
  return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true), animated: isAnimatedGif(view) };
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

function readWebp(view: DataView): ImageHeader | undefined {
  if (ascii(view, 0, 4) !== 'RIFF' || ascii(view, 8, 4) !== 'WEBP') return undefined;
  switch (ascii(view, 12, 4)) {
    case 'VP8 ':
      return { format: 'webp', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, animated: false };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { format: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, animated: false };
    }
    case 'VP8X':
      return { format: 'webp', width: uint24(view, 24) + 1, height: uint24(view, 27) + 1, animated: (view.getUint8(20) & 2) !== 0 };
    default:
      return undefined;
  }
}

function readJpeg(view: DataView): ImageHeader | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  let isTurned = false;
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return { format: 'jpeg', animated: false, ...(isTurned ? { width: height, height: width } : { width, height }) };
    }
    if (marker === 0xe1 && ascii(view, at + 4, 6) === 'Exif\0\0') isTurned = exifOrientation(view, at + 10) >= 5;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Start of frame, of all the processes there are; C4, C8 and CC in between mean other things. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** The value of tag 274: 5 to 8 lie on their side. 1, upright, where it is absent. */
function exifOrientation(view: DataView, tiff: number): number {
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  const entries = view.getUint16(directory, little);
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + 12 * i;
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little);
  }
  return 1;
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

function ascii(view: DataView, start: number, length: number): string {
  let text = '';
  for (let i = start; i < start + length && i < view.byteLength; i++) text += String.fromCharCode(view.getUint8(i));
  return text;
}
