import type { AnyAuthMethod, ParsedKey } from 'ssh2';
import { Failure } from '../../session/failure.ts';
import { certificateBeside } from '../keys/certificate.ts';
import { readKeyFile } from '../keys/key-file-bytes.ts';
import { isOfKey } from '../keys/public-blob.ts';
import { readPrivateKey } from '../keys/read-private-key.ts';
import { certifiedKey } from './certified-key.ts';
import { oneByOne, type SignInMethod, type SignInScene } from './method.ts';

const MOST_TRIES = 5;

/** Signs in with the key in a file (RFC 4252 section 7), asking for its passphrase where it has one. */
export function keyFile(scene: SignInScene, path: string): SignInMethod {
  const { user, context } = scene;
  return oneByOne('publickey', async function* attempts(): AsyncGenerator<AnyAuthMethod> {
    const key = await unlock(scene, path);
    const certificate = await certificateBeside(path);
    const fits = certificate !== null && isOfKey(certificate.blob, key.getPublicSSH());
    if (certificate !== null && !fits) context.log('error', `The certificate beside ${path} was issued for another key and is left out.`);
    context.log('command', `Signing in as ${user} with the ${key.type} key of ${path}${fits ? ' and the certificate beside it' : ''}`);
    if (fits) yield { type: 'publickey', username: user, key: certifiedKey(key, certificate) };
    // A server that does not know the authority may still know the key.
    yield { type: 'publickey', username: user, key };
  });
}

/** Opens a key file, asking for its passphrase where it has one. Rejects with `key-unreadable`, `key-is-public`, `key-is-certificate`, `wrong-passphrase` or `sign-in-cancelled`. */
export async function unlock({ profile, context, whileAsking }: SignInScene, path: string): Promise<ParsedKey> {
  const file = await readKeyFile(path);
  let passphrase: string | undefined;
  for (let tries = 0; ; tries++) {
    const reading = await readPrivateKey(file, passphrase);
    switch (reading.kind) {
      case 'key':
        return reading.key;
      case 'public-key':
        throw Failure.of('key-is-public', { keyFile: path });
      case 'certificate':
        throw Failure.of('key-is-certificate', { keyFile: path });
      case 'unusable':
        throw Failure.of('key-unreadable', { keyFile: path }, reading.words);
      case 'locked':
      case 'wrong-passphrase': {
        const again = reading.kind === 'wrong-passphrase';
        const secret = tries < MOST_TRIES ? await whileAsking(() => context.password(again)) : null;
        if (secret === null) throw Failure.of(again ? 'wrong-passphrase' : 'sign-in-cancelled', { keyFile: path, host: profile.host });
        passphrase = secret;
      }
    }
  }
}
