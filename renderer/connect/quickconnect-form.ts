import { defaultPort, isSsh, type Profile, type Protocol } from '../../shared/model/profile.ts';
import { hostSchema, portSchema } from '../../shared/model/command-safe.ts';
import { logonOfAddress, userOf, type Logon } from '../../shared/model/logon.ts';
import type { PlainKey } from '../locale/translate.ts';
import { type Address, parseAddress } from './parse-address.ts';

/** What the fields of quickconnect hold. The password is not among them: it stays in its field until it is sent. */
export interface QuickconnectFields {
  readonly protocol: Protocol;
  readonly host: string;
  readonly user: string;
  /** As typed; empty for the protocol's own. */
  readonly port: string;
  readonly keyFile: string | null;
  /** The folder that a pasted URL named. */
  readonly path: string;
}

export const NO_FIELDS: QuickconnectFields = { protocol: 'sftp', host: '', user: '', port: '', keyFile: null, path: '' };

/** The fields of a server that is known. */
export function fieldsOf(profile: Profile | null): QuickconnectFields {
  if (profile === null) return NO_FIELDS;
  const { protocol, host, port, logon } = profile;
  // Over SSH an empty name means somebody else.
  const user = 'user' in logon ? logon.user : isSsh(protocol) ? userOf(logon) : '';
  return { protocol, host, user, port: port === defaultPort[protocol] ? '' : String(port), keyFile: 'keyFile' in logon ? logon.keyFile : null, path: '' };
}

export type FieldProblems = Partial<Record<'host' | 'port', PlainKey>>;

/** What is wrong with what has been typed so far. An empty host is not wrong yet. */
export function problemsOf(fields: QuickconnectFields): FieldProblems {
  const host = fields.host.trim();
  const address = host === '' ? null : parseAddress(host);
  const problems: FieldProblems = {};
  if (host !== '' && (address === null || !hostSchema.safeParse(address.host).success)) problems.host = /^[a-z][a-z0-9+-]*:\/\//iu.test(host) && address === null ? 'quick.badAddress' : 'quick.badHost';
  if (fields.port !== '' && !portSchema.safeParse(Number(fields.port)).success) problems.port = 'quick.badPort';
  return problems;
}

/** The fields with the parts of a whole address in their places. */
export function spread(fields: QuickconnectFields, address: Address): QuickconnectFields {
  return {
    protocol: address.protocol ?? fields.protocol,
    host: address.host,
    user: address.user ?? fields.user,
    port: address.port === undefined ? (address.protocol === undefined ? fields.port : '') : String(address.port),
    keyFile: fields.keyFile,
    path: address.path ?? '',
  };
}

/** The profile that these fields stand for; null while they are not complete. */
export function profileOf(fields: QuickconnectFields): Profile | null {
  const host = parseAddress(fields.host)?.host;
  if (host === undefined || Object.keys(problemsOf(fields)).length > 0) return null;
  const port = fields.port === '' ? defaultPort[fields.protocol] : Number(fields.port);
  return { protocol: fields.protocol, host, port, logon: logonOf(fields), dataMode: 'default' };
}

function logonOf({ protocol, user, keyFile }: QuickconnectFields): Logon {
  const name = user.trim();
  const ssh = isSsh(protocol);
  return ssh && keyFile !== null ? { type: 'key-file', user: name, keyFile } : logonOfAddress(name, ssh);
}
