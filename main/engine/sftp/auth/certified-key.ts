import type { Client, ParsedKey } from 'ssh2';
import { derChild, derTag, derValues } from '../keys/der.ts';
import type { UserCertificate } from '../keys/certificate.ts';
import { field } from '../keys/ssh-fields.ts';
import { sendSignIn } from '../ssh2-internals.ts';

const USERAUTH_REQUEST = 50;

interface Signing {
  /** What the request names: the certificate's kind. */
  readonly algorithm: string;
  /** What the signature inside it names: the plain key's. */
  readonly plain: string;
  readonly hash: string | undefined;
}

/** Each ssh2 key that stands for a certificate, with what it takes to sign by it. */
const certified = new WeakMap<object, { readonly key: ParsedKey; readonly signing: Signing }>();

function signingOf(type: string): Signing {
  const plain = type.replace('-cert-v01@openssh.com', '');
  switch (plain) {
    case 'ssh-rsa':
      return { algorithm: 'rsa-sha2-512-cert-v01@openssh.com', plain: 'rsa-sha2-512', hash: 'sha512' };
    case 'ecdsa-sha2-nistp384':
      return { algorithm: type, plain, hash: 'sha384' };
    case 'ecdsa-sha2-nistp521':
      return { algorithm: type, plain, hash: 'sha512' };
    default:
      return { algorithm: type, plain, hash: plain.startsWith('ecdsa') ? 'sha256' : undefined };
  }
}

/** A key that shows its certificate in place of its public half. The client must have gone through `letCertificatesSignIn`. */
export function certifiedKey(key: ParsedKey, { type, blob }: UserCertificate): ParsedKey {
  const signing = signingOf(type);
  const shown = Object.create(key, { type: { value: signing.algorithm }, getPublicSSH: { value: () => blob } }) as ParsedKey;
  certified.set(shown, { key, signing });
  return shown;
}

/**
 * Makes a client sign in with certified keys. ssh2 names the same algorithm in the request and in the signature; with a certificate they
 * differ, so that request is composed here (RFC 4252 section 7).
 */
export function letCertificatesSignIn(client: Client): void {
  sendSignIn(client, (user, shown, sessionId) => {
    const found = certified.get(shown);
    if (found === undefined) return null;
    const { key, signing } = found;
    const request = Buffer.concat([
      Buffer.of(USERAUTH_REQUEST),
      ...[user, 'ssh-connection', 'publickey'].map(field),
      Buffer.of(1),
      field(signing.algorithm),
      field((shown as ParsedKey).getPublicSSH()),
    ]);
    const made = key.sign(Buffer.concat([field(sessionId), request]), signing.hash);
    if (made instanceof Error) throw made;
    const signature = signing.plain.startsWith('ecdsa') ? pairOf(made) : made;
    return Buffer.concat([request, field(Buffer.concat([field(signing.plain), field(signature)]))]);
  });
}

/** Two numbers in DER, as the two mpints of RFC 5656 section 3.1.2, whose contents are the same. */
function pairOf(der: Buffer): Buffer {
  return Buffer.concat(derValues(derChild(der, 0, derTag.SEQUENCE)).map(({ content }) => field(content)));
}
