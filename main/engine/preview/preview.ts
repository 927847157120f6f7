import type { FilePreview } from '../../../shared/model/file-preview.ts';
import type { Session } from '../session/session.ts';
import { contentKind } from './content-kind.ts';
import { decodeText } from './decode-text.ts';
import { imageFrame } from './image-frame.ts';
import { readBeginning } from './read-beginning.ts';

/** Bytes of a text that are looked at: most pages and style sheets are shorter. */
const TEXT = 64 * 1024;
/** The largest image that is fetched. */
const IMAGE = 4 * 1024 * 1024;
/** The largest that is decoded: 160 MB of memory. */
const PIXELS = 40_000_000;

/**
 * What can be shown of a file. Reads a bounded beginning and no more; `size` is what the listing told, where it did. Fails as a download
 * does, and with `cancelled`.
 */
export async function preview(session: Session, path: string, size: number | null, signal: AbortSignal): Promise<FilePreview> {
  const tooLarge = size !== null && size > IMAGE;
  const { bytes, whole } = await readBeginning(session, path, (start) => {
    const kind = contentKind(start);
    return kind === 'text' ? TEXT : kind === 'binary' || tooLarge ? 0 : IMAGE;
  }, signal);
  const kind = contentKind(bytes);
  if (kind === 'binary') return { kind: 'none', why: 'binary' };
  if (kind === 'text') return { kind: 'text', text: await decodeText(bytes, whole), whole };
  if (!whole || tooLarge) return { kind: 'none', why: 'too-large' };
  const frame = imageFrame(kind, bytes);
  if (frame === null || frame.width === 0 || frame.height === 0) return { kind: 'none', why: 'binary' };
  return frame.width * frame.height > PIXELS ? { kind: 'none', why: 'too-large' } : { kind: 'image', type: kind, ...frame, data: bytes.toString('base64') };
}
