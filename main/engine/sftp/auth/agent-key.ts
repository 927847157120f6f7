import type { AnyAuthMethod } from 'ssh2';
import { describeHostKey } from '../host-key.ts';
import { isCertificate } from '../keys/public-blob.ts';
import type { AgentKey } from './agents.ts';
import { algorithmOfCertificate } from './certified-key.ts';
import type { SignInScene } from './method.ts';
import { shownKey } from './shown-key.ts';

const SHA2_512 = 'rsa-sha2-512';

/** An attempt with a key or a certificate that an agent holds. Signing may wait for a person, who touches a token or confirms. */
export function withAgentKey({ user, context, signal, whileAsking }: SignInScene, key: AgentKey): AnyAuthMethod {
  const certificate = isCertificate(key.blob);
  const { algorithm, fingerprint } = describeHostKey(key.blob);
  context.log('command', `Signing in as ${user} with the ${certificate ? 'certificate' : 'key'} ${algorithm} ${fingerprint} of the ssh-agent`);
  const sign = (data: Buffer, named: string): Promise<Buffer> => whileAsking(() => key.sign(data, certificate && named.startsWith(SHA2_512) ? SHA2_512 : named, signal));
  return { type: 'publickey', username: user, key: shownKey({ algorithm: algorithmOfCertificate(key.type), blob: key.blob, sign }) };
}
