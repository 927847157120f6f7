import type { Client, ServerHostKeyAlgorithm } from 'ssh2';
import constants from 'ssh2/lib/protocol/constants.js';
import { certified } from '../keys/certificate-type.ts';
import { watchProtocol } from '../ssh2-internals.ts';
import { readHostCertificate } from './read.ts';

/** By what is offered: the kind of certificate that a server shows then, and what its signature of the exchange is called. */
const kinds: Readonly<Record<string, { readonly shown: string; readonly signed: string }>> = Object.fromEntries([
  ...['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'].map((plain) => [certified(plain), { shown: certified(plain), signed: plain }]),
  ...['rsa-sha2-512', 'rsa-sha2-256'].map((plain) => [certified(plain), { shown: certified('ssh-rsa'), signed: plain }]),
]);

/** What to offer of host key algorithms where a certificate may vouch for the server, best first. */
export const certificateAlgorithms = Object.keys(kinds) as readonly ServerHostKeyAlgorithm[];

/** The parts of ssh2's key exchange that concern the server's key. */
interface KeyExchange {
  negotiated: { serverHostKey: string };
  _hostKey?: Buffer | undefined;
}

/** Has ssh2 take the names of certificates in its configuration. */
export function allowCertificates(): void {
  const { SUPPORTED_SERVER_HOST_KEY: names } = constants;
  names.push(...certificateAlgorithms.filter((name) => !names.includes(name)));
}

/**
 * Lets a client exchange keys with a server that shows a certificate; the host verifier gets it as it was shown. To be called after `connect`.
 * ssh2 has one blob for what is hashed and for what verifies the signature, and one name for what was agreed on and for the signature.
 */
export function exchangeWithCertificates(client: Client): void {
  watchProtocol(client, '_kex', (kex) => {
    if (kex !== null && 'negotiated' in kex) takeCertificate(kex as KeyExchange);
  });
}

/**
 * Within one exchange, the first look at the server's key is for the hash, which covers the certificate; later ones verify the signature, which
 * is by the key inside. In any other order the signature would not fit, and the exchange would fail rather than pass.
 */
function takeCertificate(kex: KeyExchange): void {
  const kind = kinds[kex.negotiated.serverHostKey];
  if (kind === undefined) return;
  kex.negotiated.serverHostKey = kind.shown;
  const looks: (Buffer | undefined)[] = [];
  Object.defineProperty(kex, '_hostKey', {
    get: () => (looks.length > 1 ? looks.shift() : looks[0]),
    set: (shown: Buffer | undefined) => {
      looks.length = 0;
      if (shown === undefined) return;
      looks.push(shown, readHostCertificate(shown).plain);
      kex.negotiated = { ...kex.negotiated, serverHostKey: kind.signed };
    },
  });
}
