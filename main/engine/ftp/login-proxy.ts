import { ftpProxyLabel, type FtpProxy } from '../../../shared/model/ftp-choices.ts';
import { userOf } from '../../../shared/model/logon.ts';
import { defaultPort, type Profile } from '../../../shared/model/profile.ts';
import type { SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';
import type { ControlConnection } from './control.ts';
import { loginRefusal } from './failures.ts';
import { isCompletion, type Reply } from './reply.ts';

/** What the lines of a sign-in through an FTP proxy are filled with: %h the server, %u and %p its account, %s and %w the proxy's own. */
type Fillings = Readonly<Record<'h' | 'u' | 'p' | 's' | 'w', string>>;

const lines: Readonly<Record<Exclude<FtpProxy['kind'], 'custom'>, readonly string[]>> = {
  'user-at-host': ['USER %s', 'PASS %w', 'USER %u@%h', 'PASS %p'],
  site: ['USER %s', 'PASS %w', 'SITE %h', 'USER %u', 'PASS %p'],
  open: ['USER %s', 'PASS %w', 'OPEN %h', 'USER %u', 'PASS %p'],
};

/**
 * Signs in to a server through a proxy that itself speaks FTP. Resolves with the last reply, which may be a refusal of the server's.
 * Rejects with `proxy-password`, `proxy-cannot-reach`, `sign-in-cancelled`.
 */
export async function signInThrough(proxy: FtpProxy, control: ControlConnection, profile: Profile, password: string, context: SessionContext): Promise<Reply> {
  const place = `${proxy.host}:${proxy.port}`;
  const own = proxy.user === '' ? '' : await context.secretOf({ label: ftpProxyLabel(proxy), question: { kind: 'password', host: proxy.host, user: proxy.user } })(false);
  if (own === null) throw Failure.of('sign-in-cancelled', { host: place });
  const host = profile.host.includes(':') ? `[${profile.host}]` : profile.host;
  const fillings: Fillings = { h: profile.port === defaultPort[profile.protocol] ? host : `${host}:${profile.port}`, u: userOf(profile.logon), p: password, s: proxy.user, w: own };
  let reply: Reply | null = null;
  for (const line of proxy.kind === 'custom' ? proxy.script : lines[proxy.kind]) {
    const forProxy = /%[sw]/u.test(line);
    if (forProxy && proxy.user === '') continue;
    // Nobody is told a password without having asked for it.
    if (/^PASS /iu.test(line) && reply !== null && isCompletion(reply)) continue;
    reply = await control.exchange(fillIn(line, fillings));
    if (reply.code < 400) continue;
    if (forProxy) throw Failure.of('proxy-password', { proxy: place, user: proxy.user }, reply.text);
    if (/%[up]/u.test(line)) return reply;
    throw Failure.of('proxy-cannot-reach', { proxy: place, host: profile.host, port: profile.port }, reply.text);
  }
  if (reply === null) throw loginRefusal({ code: 500, text: 'The script of the FTP proxy says nothing.', raw: '' }, profile.host, fillings.u);
  return reply;
}

/** `%%` stands for a percent sign. */
function fillIn(line: string, fillings: Fillings): string {
  return line.replace(/%([hupsw%])/gu, (_whole, letter: string) => (letter === '%' ? '%' : fillings[letter as keyof Fillings]));
}
