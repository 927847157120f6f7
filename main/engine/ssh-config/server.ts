import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { userOf, type Logon } from '../../../shared/model/logon.ts';
import { choose, type Chosen } from './choose.ts';
import type { SshIdentities } from './identities.ts';
import type { Section } from './read.ts';
import { expandHome, expandTokens, type Tokens } from './tokens.ts';

const SSH_PORT = 22;
/** What changes the way to a server and is not followed. */
const unfollowed: Readonly<Record<string, string>> = {
  proxycommand: 'ProxyCommand', hostkeyalias: 'HostKeyAlias', certificatefile: 'CertificateFile', canonicalizehostname: 'CanonicalizeHostname', knownhostscommand: 'KnownHostsCommand', securitykeyprovider: 'SecurityKeyProvider', pkcs11provider: 'PKCS11Provider',
};

export interface GivenServer {
  readonly host: string;
  readonly port: number;
  readonly logon: Logon;
}

/** One server after ssh_config has been asked about it. */
export interface ResolvedServer extends GivenServer {
  readonly identities: SshIdentities;
  /** What ProxyJump says; null for straight. */
  readonly jump: string | null;
  /** The file speaks of this host by name, or changes where it leads. */
  readonly changed: boolean;
  /** Lines that are not followed, in words. */
  readonly problems: readonly string[];
}

/** The server that an alias stands for. Port 22 counts as not chosen, and an empty user as nobody named. */
export function resolveServer(sections: readonly Section[], given: GivenServer, localUser: string): ResolvedServer {
  const named = given.logon.type === 'anonymous' ? 'anonymous' : userOf(given.logon);
  const chosen = choose(sections, { host: given.host, user: named, localUser });
  const first = (keyword: string): string | undefined => chosen.values.get(keyword)?.[0];
  const problems = [...problemsOf(chosen)];
  const user = named || (first('user') ?? localUser);
  const wantedPort = given.port === SSH_PORT && /^\d{1,5}$/u.test(first('port') ?? '') ? Number(first('port')) : given.port;
  const port = wantedPort >= 1 && wantedPort <= 65_535 ? wantedPort : given.port;
  const tokens: Tokens = { host: given.host, alias: given.host, port, user, localUser, home: homedir() };
  const expanded = (text: string, by: Tokens): string | null => {
    const whole = expandTokens(text, by);
    if (whole === null) problems.push(`“${text}” has a token that is not known here, and is left out`);
    return whole;
  };
  const host = expanded(first('hostname') ?? '%h', tokens) ?? given.host;
  const path = (text: string): string | null => {
    const whole = expanded(expandHome(text, homedir()), { ...tokens, host });
    return whole === null || isAbsolute(whole) ? whole : join(homedir(), whole);
  };
  const keyFiles = chosen.identityFiles.filter((file) => file.toLowerCase() !== 'none').map(path).filter((file) => file !== null);
  const logon = given.logon.type === 'anonymous' ? given.logon : { ...given.logon, user };
  return {
    host,
    port,
    logon,
    identities: { keyFiles: [...new Set(keyFiles)], only: first('identitiesonly')?.toLowerCase() === 'yes', agent: agentOf(first('identityagent'), path) },
    jump: jumpOf(chosen),
    changed: chosen.named || host !== given.host || port !== given.port,
    problems,
  };
}

/** The first of ProxyJump and ProxyCommand counts. */
function jumpOf({ values }: Chosen): string | null {
  const first = [...values.keys()].find((keyword) => keyword === 'proxyjump' || keyword === 'proxycommand');
  const jump = values.get('proxyjump')?.join(' ');
  return first !== 'proxyjump' || jump === undefined || jump.toLowerCase() === 'none' ? null : jump;
}

function agentOf(value: string | undefined, path: (text: string) => string | null): string | null | undefined {
  if (value === undefined || value === 'SSH_AUTH_SOCK') return undefined;
  if (value.toLowerCase() === 'none') return null;
  if (value.startsWith('$')) return process.env[value.slice(1).replace(/^\{(.*)\}$/u, '$1')] ?? null;
  return path(value) ?? undefined;
}

function* problemsOf({ values, unknown }: Chosen): Generator<string> {
  for (const condition of unknown) yield `“${condition}” is not supported, so that the lines below it do not count`;
  for (const [keyword, name] of Object.entries(unfollowed)) {
    const value = values.get(keyword)?.join(' ');
    const off = value === undefined || /^(?:none|no)$/iu.test(value);
    const overruled = keyword === 'proxycommand' && [...values.keys()].indexOf('proxyjump') !== -1 && [...values.keys()].indexOf('proxyjump') < [...values.keys()].indexOf(keyword);
    if (!off && !overruled) yield `${name} is not supported and is left out`;
  }
}
