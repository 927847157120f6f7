import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { ParsedKey } from 'ssh2';
import { field, positive } from './ssh-fields.ts';

/** A private key taken apart, as the formats of files want it. */
export interface KeyParts {
  /** As on the wire: `ssh-ed25519`. */
  readonly algorithm: string;
  readonly publicBlob: Buffer;
  /** The type's name and all fields, in OpenSSH's order. */
  readonly openssh: Buffer;
  /** The secret fields alone, in PuTTY's order. */
  readonly putty: Buffer;
}

const curves: Readonly<Record<string, string>> = { 'P-256': 'nistp256', 'P-384': 'nistp384', 'P-521': 'nistp521' };

/** Takes a key that ssh2 has read apart. Throws where it is of a type that SSH does not use. */
export function partsOf(key: ParsedKey): KeyParts {
  return partsOfKeyObject(createPrivateKey(key.getPrivatePEM()));
}

/** The same of a key that Node's crypto holds. */
export function partsOfKeyObject(key: KeyObject): KeyParts {
  const jwk = key.export({ format: 'jwk' });
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return rsaParts(jwk);
    case 'ec':
      return ecdsaParts(jwk);
    case 'ed25519':
      return ed25519Parts(jwk);
    default:
      throw new Error(`Keys of the type ${key.asymmetricKeyType ?? 'unknown'} cannot sign in over SSH.`);
  }
}

function rsaParts(jwk: JsonWebKey): KeyParts {
  const name = field('ssh-rsa');
  const [n, e, d, inverse, p, q] = [jwk.n, jwk.e, jwk.d, jwk.qi, jwk.p, jwk.q].map((part) => positive(raw(part))) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
  return { algorithm: 'ssh-rsa', publicBlob: Buffer.concat([name, e, n]), openssh: Buffer.concat([name, n, e, d, inverse, p, q]), putty: Buffer.concat([d, p, q, inverse]) };
}

function ecdsaParts(jwk: JsonWebKey): KeyParts {
  const curve = curves[jwk.crv ?? ''];
  if (curve === undefined) throw new Error(`SSH knows no keys on the curve ${jwk.crv ?? 'of this one'}.`);
  const algorithm = `ecdsa-sha2-${curve}`;
  const publicBlob = Buffer.concat([field(algorithm), field(curve), field(Buffer.concat([Buffer.of(4), raw(jwk.x), raw(jwk.y)]))]);
  const secret = positive(raw(jwk.d));
  return { algorithm, publicBlob, openssh: Buffer.concat([publicBlob, secret]), putty: secret };
}

function ed25519Parts(jwk: JsonWebKey): KeyParts {
  const algorithm = 'ssh-ed25519';
  const [seed, point] = [raw(jwk.d), raw(jwk.x)];
  const publicBlob = Buffer.concat([field(algorithm), field(point)]);
  return { algorithm, publicBlob, openssh: Buffer.concat([publicBlob, field(Buffer.concat([seed, point]))]), putty: field(seed) };
}

function raw(part: string | undefined): Buffer {
  return Buffer.from(part ?? '', 'base64url');
}
