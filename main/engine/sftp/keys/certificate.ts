import { open } from 'node:fs/promises';
import { isCertificate, typeOfBlob } from './public-blob.ts';

/** A certificate that an authority has issued for a user's key (OpenSSH's PROTOCOL.certkeys). */
export interface UserCertificate {
  /** As in the certificate: `ssh-ed25519-cert-v01@openssh.com`. */
  readonly type: string;
  readonly blob: Buffer;
}

const LARGEST_FILE = 64 * 1024;

/** The certificate that lies beside a key file, named like it with `-cert.pub` behind; null where there is none. */
export async function certificateBeside(keyFile: string): Promise<UserCertificate | null> {
  let text: string;
  try {
    const file = await open(`${keyFile}-cert.pub`, 'r');
    try {
      const { size } = await file.stat();
      if (size > LARGEST_FILE) return null;
      text = await file.readFile('latin1');
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
  return readCertificate(text);
}

/** Reads a line of the form `type base64 comment`; null where it holds no certificate. */
export function readCertificate(text: string): UserCertificate | null {
  const [type, base64] = text.trim().split(/\s+/u);
  const blob = Buffer.from(base64 ?? '', 'base64');
  return type !== undefined && isCertificate(blob) && typeOfBlob(blob) === type ? { type, blob } : null;
}
