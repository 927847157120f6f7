import ssh2, { type Client, type NegotiatedAlgorithms } from 'ssh2';
import { userOf } from '../../../shared/model/logon.ts';
import type { Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import type { AcceptedHostKey } from './check-host-key.ts';
import { FirstContact } from './first-contact.ts';
import { Handshake } from './handshake.ts';
import { readKnownHost } from './known-hosts/read.ts';
import { stopDebugLines } from './ssh2-internals.ts';

/** A signed-in SSH connection. */
export interface SshConnection {
  readonly client: Client;
  readonly serverVersion: string;
  readonly hostKey: AcceptedHostKey;
  /** Of the last key exchange. */
  negotiated(): NegotiatedAlgorithms;
  /** Settles when the connection has ended. */
  readonly ended: Promise<void>;
}

/** Dials, checks the host key and signs in, in this order. Rejects with a Failure; nothing stays open then. */
export async function connectSsh(profile: Profile, context: SessionContext): Promise<SshConnection> {
  const attempt = new AbortController();
  const signal = AbortSignal.any([context.signal, attempt.signal]);
  context.log('status', `Connecting to ${profile.host} port ${profile.port}`);
  const known = await readKnownHost(profile, context);
  const contact = await FirstContact.dial(profile, context, signal);
  context.log('status', 'Connected; waiting for the server’s version');
  const client = new ssh2.Client();
  const ended = new Promise<void>((resolve) => client.once('close', () => resolve()));
  const handshake = new Handshake(client, contact, profile, context, known, signal);
  try {
    await handshake.run();
    context.log('status', `Signed in as ${userOf(profile.logon)}`);
    return established(client, contact, handshake, ended);
  } catch (problem) {
    contact.destroy();
    throw problem;
  } finally {
    contact.over();
    attempt.abort();
  }
}

function established(client: Client, { facts }: FirstContact, handshake: Handshake, ended: Promise<void>): SshConnection {
  const { hostKey, negotiated } = handshake;
  if (hostKey === null || negotiated === null) throw Failure.of('unexpected', {}, 'Signed in without a host key.');
  stopDebugLines(client);
  return { client, serverVersion: facts.serverVersion ?? '', hostKey, negotiated: () => handshake.negotiated ?? negotiated, ended };
}
