import type { Client } from 'ssh2';
import { expect, it } from 'vitest';
import { letShownKeysSignIn } from './auth/shown-key.ts';
import { exchangeElsewhere } from './crypto/exchange-elsewhere.ts';
import { useOwnCrypto } from './crypto/own-crypto.ts';
import { exchangeWithCertificates } from './host-certificate/in-exchange.ts';
import { stopDebugLines } from './ssh2-internals.ts';

it.each([exchangeElsewhere, useOwnCrypto, exchangeWithCertificates, stopDebugLines, (client: Client) => letShownKeysSignIn(client, () => undefined)])('leaves a version of ssh2 alone that keeps its parts elsewhere (%o)', (change) => {
  const client = {} as Client;
  expect(() => change(client)).not.toThrow();
  expect(client).toEqual({});
});
