import { assertNever } from '../../../shared/model/assert-never.ts';
import type { ImageType } from '../../../shared/model/file-preview.ts';

interface Frame {
  readonly width: number;
  readonly height: number;
}

/** How many pixels an image has, as its header says, so that one that unfolds into more than this computer can hold is never decoded. Null where it does not say. */
export function imageFrame(type: ImageType, bytes: Buffer): Frame | null {
  try {
    return frameOf(type, bytes);
  } catch (thrown) {
    // Cut short.
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function frameOf(type: ImageType, bytes: Buffer): Frame | null {
  switch (type) {
    case 'image/png':
      return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    case 'image/gif':
      return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
    case 'image/webp':
      return webpFrame(bytes);
    case 'image/jpeg':
      return jpegFrame(bytes);
    case 'image/avif':
      return avifFrame(bytes);
    default:
      return assertNever(type);
  }
}

/** RFC 9649 sections 2.5 to 2.7: lossy, lossless, extended. */
function webpFrame(bytes: Buffer): Frame | null {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

/** ITU T.81 annex B.2: segments follow each other by their lengths up to the frame header (SOF), whose markers are C0 to CF but for C4, C8 and CC. */
function jpegFrame(bytes: Buffer): Frame | null {
  for (let at = 2; bytes[at] === 0xff; ) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) at++;
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** ISO/IEC 23008-12 section 6.5.3: each picture of the file has an `ispe` box; the largest is shown. */
function avifFrame(bytes: Buffer): Frame | null {
  let largest: Frame | null = null;
  for (let at = bytes.indexOf('ispe'); at >= 0; at = bytes.indexOf('ispe', at + 4)) {
    const frame = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (largest === null || frame.width * frame.height > largest.width * largest.height) largest = frame;
  }
  return largest;
}
