import SshConfig from 'ssh-config';
import { profileSchema } from '../../shared/model/profile.ts';
import { siteSchema } from '../../shared/model/site.ts';
import { type Imported, type ImportedSite, NOTHING_IMPORTED, type NotCarried } from './imported.ts';

const kept = new Set(['host', 'hostname', 'user', 'port', 'identityfile', 'proxyjump']);

/** The hosts that `~/.ssh/config` names one by one, as SFTP sites. Patterns serve them and are no sites. Null where it names none. */
export function readSshConfig(text: string, localUser: string): Imported | null {
  let config;
  try {
    config = SshConfig.parse(text);
  } catch {
    return null;
  }
  const sites: ImportedSite[] = [];
  const notCarried: NotCarried[] = [];
  for (const line of config) {
    if (!('param' in line) || line.param.toLowerCase() !== 'host' || !('config' in line)) continue;
    const names = (Array.isArray(line.value) ? line.value.map((one) => (typeof one === 'string' ? one : one.val)) : String(line.value).split(/\s+/u)).filter((name) => !/[*?!]/u.test(name));
    for (const name of names) {
      const site = siteOf(name, lowered(config.compute(name)), localUser, notCarried);
      if (site !== null) sites.push(site);
    }
  }
  return sites.length + notCarried.length === 0 ? null : { ...NOTHING_IMPORTED, sites, notCarried };
}

type Computed = Readonly<Record<string, string | readonly string[]>>;

function siteOf(name: string, values: Computed, localUser: string, notCarried: NotCarried[]): ImportedSite | null {
  const one = (key: string): string => {
    const value = values[key];
    return typeof value === 'string' ? value : (value?.[0] ?? '');
  };
  for (const key of Object.keys(values)) if (!kept.has(key)) notCarried.push({ where: name, reason: 'field', what: key });
  const user = one('user') || localUser;
  const keyFile = one('identityfile');
  const jumps = one('proxyjump') === 'none' ? '' : one('proxyjump');
  const profile = profileSchema.safeParse({
    protocol: 'sftp',
    host: (one('hostname') || name).replaceAll('%h', name),
    port: Number(one('port')) || 22,
    logon: keyFile === '' ? { type: 'password', user } : { type: 'key-file', user, keyFile },
    ...(jumps !== '' && { tunnel: { hops: jumps.split(',').map((jump) => hopOf(jump, localUser)) } }),
  });
  const site = siteSchema.omit({ id: true, parent: true }).safeParse({ name: name.slice(0, 200), profile: profile.data, remoteDirectory: '', localDirectory: '' });
  if (site.success) return { folders: [], site: site.data, secret: null };
  notCarried.push({ where: name, reason: 'invalid', what: (profile.error ?? site.error).issues[0]?.path.join('.') ?? '' });
  return null;
}

/** `user@host:port`, of which the host alone must be there. */
function hopOf(text: string, localUser: string) {
  const parts = /^(?:ssh:\/\/)?(?:(?<user>[^@]+)@)?(?<host>\[[^\]]+\]|[^:]+)(?::(?<port>\d+))?$/u.exec(text.trim())?.groups;
  return { host: parts?.['host']?.replaceAll(/[[\]]/gu, '') ?? '', port: Number(parts?.['port'] ?? 22), logon: { type: 'password', user: parts?.['user'] ?? localUser } };
}

function lowered(values: Readonly<Record<string, string | readonly string[]>>): Computed {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]));
}
