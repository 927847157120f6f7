import { createPrivateKey, type KeyObject } from 'node:crypto';
import { unusable, type KeyReading } from './key-reading.ts';
import { openPbes2, UnknownScheme } from './pbes2.ts';
import { pemBytes } from './pem-bytes.ts';
import { wireKey } from './wire-key.ts';

/** Reads PKCS#8 (RFC 5958), plain or encrypted. */
export async function readPkcs8(text: string, passphrase: string | undefined): Promise<KeyReading> {
  const sealed = pemBytes(text, 'ENCRYPTED PRIVATE KEY');
  if (sealed !== null && passphrase === undefined) return { kind: 'locked' };
  const plain = pemBytes(text, 'PRIVATE KEY');
  try {
    const open = sealed === null || passphrase === undefined ? plain : await openSealed(sealed, passphrase);
    if (open === null) return sealed === null ? unusable('It is cut short.') : { kind: 'wrong-passphrase' };
    return wireKey(Buffer.isBuffer(open) ? createPrivateKey({ key: open, format: 'der', type: 'pkcs8' }) : open);
  } catch (problem) {
    return unusable(problem instanceof Error ? problem.message : String(problem));
  }
}

/** Node's crypto knows schemes from before PBES2; it does not tell a wrong passphrase from a scheme that it lacks. */
async function openSealed(sealed: Buffer, passphrase: string): Promise<Buffer | KeyObject | null> {
  try {
    return await openPbes2(sealed, passphrase);
  } catch (problem) {
    if (!(problem instanceof UnknownScheme)) throw problem;
    try {
      return createPrivateKey({ key: sealed, format: 'der', type: 'pkcs8', passphrase });
    } catch (refusal) {
      if (/unsupported|unknown/iu.test(String(refusal))) throw new Error('It is encrypted in a way that is not known here. OpenSSL’s command “pkcs8 -topk8 -v2 aes256” can encrypt it anew.', { cause: refusal });
      return null;
    }
  }
}
