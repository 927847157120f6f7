import type { KeyObject } from 'node:crypto';
import { unusable, type KeyReading } from './key-reading.ts';
import { opensshContainer, readContainer, weak } from './openssh-container.ts';
import { field, positive } from './ssh-fields.ts';

const curves: Readonly<Record<string, string>> = { 'P-256': 'nistp256', 'P-384': 'nistp384', 'P-521': 'nistp521' };

/** A key that Node's crypto holds, as one that signs in over SSH. */
export function wireKey(key: KeyObject): KeyReading {
  const type = key.asymmetricKeyType;
  if (type === 'dsa') return unusable(weak);
  if (type !== 'rsa' && type !== 'ec' && type !== 'ed25519') return unusable(`Keys of the type ${type ?? 'unknown'} cannot sign in over SSH.`);
  const jwk = key.export({ format: 'jwk' });
  const raw = (part: string | undefined): Buffer => Buffer.from(part ?? '', 'base64url');
  switch (type) {
    case 'rsa': {
      const [n, e] = [positive(raw(jwk.n)), positive(raw(jwk.e))];
      const name = field('ssh-rsa');
      return readContainer(opensshContainer(Buffer.concat([name, e, n]), Buffer.concat([name, n, e, ...[jwk.d, jwk.qi, jwk.p, jwk.q].map((part) => positive(raw(part)))])));
    }
    case 'ec': {
      const curve = curves[jwk.crv ?? ''];
      if (curve === undefined) return unusable(`SSH knows no keys on the curve ${jwk.crv ?? 'of this one'}.`);
      const publicBlob = Buffer.concat([field(`ecdsa-sha2-${curve}`), field(curve), field(Buffer.concat([Buffer.of(4), raw(jwk.x), raw(jwk.y)]))]);
      return readContainer(opensshContainer(publicBlob, Buffer.concat([publicBlob, positive(raw(jwk.d))])));
    }
    case 'ed25519': {
      const publicBlob = Buffer.concat([field('ssh-ed25519'), field(raw(jwk.x))]);
      return readContainer(opensshContainer(publicBlob, Buffer.concat([publicBlob, field(Buffer.concat([raw(jwk.d), raw(jwk.x)]))])));
    }
  }
}
