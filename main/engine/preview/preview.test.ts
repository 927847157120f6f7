import { describe, expect, it } from 'vitest';
import { Failure } from '../session/failure.ts';
import type { Session } from '../session/session.ts';
import { contentKind } from './content-kind.ts';
import { decodeText } from './decode-text.ts';
import { imageFrame } from './image-frame.ts';
import { madeUpPng } from './made-up-png.ts';
import { preview } from './preview.ts';

const never = new AbortController().signal;
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('what a file is', () => {
  it.each<[string, Buffer, string]>([
    ['a page', Buffer.from('<!doctype html>'), 'text'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'text'],
    ['nothing', Buffer.alloc(0), 'text'],
    ['Latin-1', latin('Gr\xfc\xdfe aus K\xf6ln\r\n'), 'text'],
    ['UTF-16', latin('\xff\xfea\0b\0'), 'text'],
    ['coloured output', latin('\x1b[31mred\x1b[0m and so on'), 'text'],
    ['a program', latin('\x7fELF\x02\x01\x01\0'), 'binary'],
    ['noise without a NUL', latin('\x01\x02\x8f\xfe\x03abc'), 'binary'],
    ['a PNG', madeUpPng(1, 1), 'image/png'],
    ['a JPEG', latin('\xff\xd8\xff\xe0'), 'image/jpeg'],
    ['a GIF', latin('GIF89a'), 'image/gif'],
    ['a WebP', latin('RIFF\x10\0\0\0WEBPVP8X'), 'image/webp'],
    ['an AVIF', latin('\0\0\0\x1cftypavif'), 'image/avif'],
  ])('is seen in its bytes: %s', (_, bytes, kind) => {
    expect(contentKind(bytes)).toBe(kind);
  });
});

it('reads UTF-8, with a mark or without, cut or whole, else Windows-1252', async () => {
  expect(await decodeText(Buffer.from('\ufeffGrüße'), true)).toBe('Grüße');
  expect(await decodeText(latin('\xff\xfea\0\xe4\0'), true)).toBe('aä');
  const cut = Buffer.from('ab🙂').subarray(0, 4);
  expect(await decodeText(cut, false)).toBe('ab');
  expect(await decodeText(latin('10 \x80 f\xfcr \x84alle\x93'), true)).toBe('10 € für „alle“');
});

it.each<[string, Parameters<typeof imageFrame>[0], Buffer, object | null]>([
  ['PNG', 'image/png', madeUpPng(640, 480), { width: 640, height: 480 }],
  ['GIF', 'image/gif', latin('GIF89a\x80\x02\xe0\x01'), { width: 640, height: 480 }],
  ['JPEG behind other segments', 'image/jpeg', latin('\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\x01\xe0\x02\x80'), { width: 640, height: 480 }],
  ['JPEG without a frame', 'image/jpeg', latin('\xff\xd8\xff\xe0\0\x04ab'), null],
  ['lossy WebP', 'image/webp', latin(`RIFF    WEBPVP8 ${' '.repeat(10)}\x80\x02\xe0\x01`), { width: 640, height: 480 }],
  ['lossless WebP', 'image/webp', latin('RIFF    WEBPVP8L    /\x7f\xc2\x77\0'), { width: 640, height: 480 }],
  ['extended WebP', 'image/webp', latin('RIFF    WEBPVP8X        \x7f\x02\0\xdf\x01\0'), { width: 640, height: 480 }],
  ['AVIF with a thumbnail', 'image/avif', latin('ftypavif ispe\0\0\0\0\0\0\0\x20\0\0\0\x20 ispe\0\0\0\0\0\0\x02\x80\0\0\x01\xe0'), { width: 640, height: 480 }],
  ['a cut PNG', 'image/png', madeUpPng(640, 480).subarray(0, 18), null],
])('knows the frame of a %s', (_, type, bytes, frame) => {
  expect(imageFrame(type, bytes)).toEqual(frame);
});

/** A server that sends these bytes in pieces, and how many it got rid of. */
function serving(bytes: Buffer): { readonly session: Session; readonly sent: () => number } {
  let sent = 0;
  const download: Session['download'] = async (_path, sink, { signal }) => {
    for (sent = 0; sent < bytes.length; ) {
      if (signal.aborted) throw Failure.of('cancelled');
      const piece = bytes.subarray(sent, sent + 1000);
      sent += piece.length;
      await sink.write(piece);
    }
    return sent;
  };
  return { session: { download } as Session, sent: () => sent };
}

describe('a preview', () => {
  it('reads no more than it takes', async () => {
    const program = serving(Buffer.alloc(9_000_000));
    expect(await preview(program.session, '/x', null, never)).toEqual({ kind: 'none', why: 'binary' });
    expect(program.sent()).toBe(5000);
    const picture = serving(Buffer.concat([madeUpPng(2, 2), Buffer.alloc(9_000_000)]));
    expect(await preview(picture.session, '/x', 9_000_000, never)).toEqual({ kind: 'none', why: 'too-large' });
    expect(picture.sent()).toBe(5000);
    expect(await preview(picture.session, '/x', null, never)).toEqual({ kind: 'none', why: 'too-large' });
    expect(picture.sent()).toBeLessThan(4_200_000);
  });

  it('decodes no picture that unfolds into more than this computer can hold', async () => {
    const bomb = madeUpPng(70, 70);
    bomb.writeUInt32BE(1_000_000, 16);
    expect(await preview(serving(bomb).session, '/x', null, never)).toEqual({ kind: 'none', why: 'too-large' });
    expect(await preview(serving(madeUpPng(70, 70)).session, '/x', null, never)).toMatchObject({ kind: 'image', width: 70, height: 70 });
  });

  it('fails as the download does, and when nobody wants it any more', async () => {
    const { session } = serving(Buffer.alloc(100));
    await expect(preview(session, '/x', null, AbortSignal.abort())).rejects.toMatchObject({ data: { reason: 'cancelled' } });
    const refusing = { download: () => Promise.reject(Failure.of('permission-denied', { path: '/x' })) } as unknown as Session;
    await expect(preview(refusing, '/x', null, never)).rejects.toMatchObject({ data: { reason: 'permission-denied' } });
  });
});
