import { open } from 'node:fs/promises';
import type { ParsedKey } from 'ssh2';
import { ReplyReader } from '../wire/reply-reader.ts';

/** A certificate that an authority has issued for a user's key (OpenSSH's PROTOCOL.certkeys). */
export interface UserCertificate {
  /** As in the certificate: `ssh-ed25519-cert-v01@openssh.com`. */
  readonly type: string;
  readonly blob: Buffer;
}

const LARGEST_FILE = 64 * 1024;
const SUFFIX = '-cert-v01@openssh.com';

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
  if (type?.endsWith(SUFFIX) !== true || base64 === undefined) return null;
  const blob = Buffer.from(base64, 'base64');
  try {
    return new ReplyReader(blob).text() === type ? { type, blob } : null;
  } catch {
    return null;
  }
}

/** Whether the certificate was issued for this key: its public fields stand in it after the type and a nonce. */
export function isFor({ type, blob }: UserCertificate, key: ParsedKey): boolean {
  const plain = new ReplyReader(key.getPublicSSH());
  const name = plain.text();
  if (type !== `${name}${SUFFIX}`) return false;
  const reader = new ReplyReader(blob);
  reader.bytes();
  reader.bytes();
  const fields = plain.rest();
  return reader.rest().subarray(0, fields.length).equals(fields);
}
