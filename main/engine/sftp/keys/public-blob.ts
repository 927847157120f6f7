import { ReplyReader } from '../wire/reply-reader.ts';
import { certified, isCertified } from './certificate-type.ts';

/** The type that a public key or a certificate names itself; `''` where it is none. */
export function typeOfBlob(blob: Buffer): string {
  try {
    return new ReplyReader(blob).text();
  } catch {
    return '';
  }
}

/** Whether a blob is a certificate (OpenSSH's PROTOCOL.certkeys). */
export function isCertificate(blob: Buffer): boolean {
  return isCertified(typeOfBlob(blob));
}

/** Whether a blob is the public key, or a certificate of it: its public fields stand there after the type and a nonce. */
export function isOfKey(blob: Buffer, publicKey: Buffer): boolean {
  if (blob.equals(publicKey)) return true;
  if (typeOfBlob(blob) !== certified(typeOfBlob(publicKey))) return false;
  try {
    const plain = new ReplyReader(publicKey);
    plain.bytes();
    const reader = new ReplyReader(blob);
    reader.bytes();
    reader.bytes();
    const fields = plain.rest();
    return reader.rest().subarray(0, fields.length).equals(fields);
  } catch {
    return false;
  }
}
