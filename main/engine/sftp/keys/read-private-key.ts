import { unusable, type KeyReading } from './key-reading.ts';
import { notPrivate } from './not-private.ts';
import { readOpenssh } from './openssh.ts';
import { readPem } from './pem.ts';
import { readPkcs8 } from './pkcs8.ts';
import { readPpk } from './ppk.ts';

/** Reads a private key in the format of OpenSSH, PuTTY (2 and 3), PKCS#8 or old PEM. `passphrase` undefined means that none is known. */
export async function readPrivateKey(file: Buffer, passphrase: string | undefined): Promise<KeyReading> {
  const text = decode(file);
  const wrong = notPrivate(text);
  if (wrong !== null) return wrong;
  if (text.startsWith('PuTTY-User-Key-File-')) return readPpk(text, passphrase);
  const label = /-----BEGIN ((?:[A-Z0-9]+ )*PRIVATE KEY)-----/u.exec(text)?.[1];
  switch (label) {
    case undefined:
      return unusable(text.trim() === '' ? 'It is empty.' : 'There is no key in it.');
    case 'OPENSSH PRIVATE KEY':
      return readOpenssh(text, passphrase);
    case 'PRIVATE KEY':
    case 'ENCRYPTED PRIVATE KEY':
      return readPkcs8(text, passphrase);
    default:
      return readPem(text, label, passphrase);
  }
}

/** Latin-1 keeps every byte; editors on Windows leave a byte order mark or UTF-16 behind. */
function decode(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return file.toString('utf16le', 2);
  return file.toString('latin1', file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf ? 3 : 0);
}
