import { publicBlobOfOpenssh } from './openssh.ts';
import { readKeyFile } from './key-file-bytes.ts';
import { readPpkFile } from './ppk-file.ts';
import { readPublicLine } from './public-line.ts';

/** The public half of the key that a file names, without its passphrase: of the file itself, else of the one beside it that is named `.pub`. Null where neither tells. */
export async function publicHalf(keyFile: string): Promise<Buffer | null> {
  return (await read(keyFile)) ?? read(`${keyFile}.pub`);
}

async function read(path: string): Promise<Buffer | null> {
  let text: string;
  try {
    text = (await readKeyFile(path)).toString('latin1');
  } catch {
    return null;
  }
  if (text.startsWith('PuTTY-User-Key-File-')) {
    const file = readPpkFile(text);
    return typeof file === 'string' ? null : file.publicBlob;
  }
  const line = readPublicLine(text);
  return line === null ? publicBlobOfOpenssh(text) : Buffer.from(line.base64, 'base64');
}
