import { isCertified, plainOf } from '../keys/certificate-type.ts';
import { isCertificate } from '../keys/public-blob.ts';
import { field } from '../keys/ssh-fields.ts';
import { MalformedReply, ReplyReader } from '../wire/reply-reader.ts';

/** A certificate as a server shows it in place of its key, not judged yet. Times are seconds of Unix time. */
export interface HostCertificate {
  /** The key that it was issued for, as such a key is shown without one. */
  readonly plain: Buffer;
  /** 1 for a user, 2 for a server. */
  readonly role: number;
  readonly keyId: string;
  /** Names, with `*` and `?` for any characters. */
  readonly principals: readonly string[];
  readonly validAfter: number;
  readonly validBefore: number;
  readonly criticalOptions: readonly string[];
  /** The authority's public key. */
  readonly authority: Buffer;
  /** What the authority has signed, and its signature. */
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** How many fields a public key has after its type's name. */
const fieldsOf: Readonly<Record<string, number>> = { 'ssh-ed25519': 1, 'ecdsa-sha2-nistp256': 2, 'ecdsa-sha2-nistp384': 2, 'ecdsa-sha2-nistp521': 2, 'ssh-rsa': 2 };

/** Reads a certificate of OpenSSH's PROTOCOL.certkeys. Throws `MalformedReply` for anything else. */
export function readHostCertificate(blob: Buffer): HostCertificate {
  const reader = new ReplyReader(blob);
  const type = reader.text();
  const plainType = plainOf(type);
  const fields = isCertified(type) ? fieldsOf[plainType] : undefined;
  if (fields === undefined) throw new MalformedReply('It is no certificate of a kind that is known.');
  // A random number, which keeps the authority from signing what somebody else has prepared.
  reader.bytes();
  const parts = Array.from({ length: fields }, () => field(reader.bytes()));
  // The serial number.
  reader.uint64();
  const facts = {
    plain: Buffer.concat([field(plainType), ...parts]),
    role: reader.uint32(),
    keyId: reader.text(),
    principals: listOf(reader.bytes()),
    validAfter: reader.uint64(),
    validBefore: reader.uint64(),
    criticalOptions: namesOf(reader.bytes()),
  };
  // Extensions, of which servers have none, and a field kept for later.
  namesOf(reader.bytes());
  reader.bytes();
  const authority = reader.bytes();
  if (isCertificate(authority)) throw new MalformedReply('It was signed by the key of another certificate.');
  const signature = reader.bytes();
  if (!reader.atEnd) throw new MalformedReply('It goes on after its signature.');
  return { ...facts, authority, signed: blob.subarray(0, blob.length - signature.length - 4), signature };
}

function listOf(bytes: Buffer): readonly string[] {
  const reader = new ReplyReader(bytes);
  const found: string[] = [];
  while (!reader.atEnd) found.push(reader.text());
  return found;
}

/** The names of options, each of which has a value. */
function namesOf(bytes: Buffer): readonly string[] {
  const pairs = listOf(bytes);
  if (pairs.length % 2 !== 0) throw new MalformedReply('An option in it has no value.');
  return pairs.filter((_, at) => at % 2 === 0);
}
