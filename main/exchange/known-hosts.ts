import { createHash } from 'node:crypto';
import { type Imported, type ImportedHostKey, NOTHING_IMPORTED, type NotCarried } from './imported.ts';

/**
 * The host keys of OpenSSH's `known_hosts` (sshd(8)). Names that are hashed cannot be read back, and patterns and marked lines are no single
 * host: these are listed. Null where no line is of that kind.
 */
export function readKnownHosts(text: string): Imported | null {
  const hostKeys: ImportedHostKey[] = [];
  const notCarried: NotCarried[] = [];
  for (const [index, line] of text.split(/\r?\n/u).entries()) {
    const parts = /^(?<mark>@\S+\s+)?(?<names>\S+)\s+(?<type>[\w.@-]+)\s+(?<key>[A-Za-z\d+/]+=*)(?:\s|$)/u.exec(line)?.groups;
    if (parts === undefined) continue;
    const { mark, names = '', type = '', key = '' } = parts;
    const where = `${index + 1}`;
    const leave = (reason: NotCarried['reason'], what: string): void => void notCarried.push({ where, reason, what });
    if (mark !== undefined) {
      leave('field', mark.trim());
      continue;
    }
    const blob = Buffer.from(key, 'base64');
    if (blob.length < 8 || blob.toString('latin1', 4, 4 + blob.readUInt32BE(0)) !== type) {
      leave('key-type', type);
      continue;
    }
    const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/u, '')}`;
    for (const name of names.split(',')) {
      const place = /^\[(?<host>[^\]]+)\]:(?<port>\d{1,5})$/u.exec(name)?.groups;
      if (name.startsWith('|')) leave('hashed-name', type);
      else if (/[*?!]/u.test(name)) leave('field', name);
      else hostKeys.push({ host: place?.['host'] ?? name, port: Number(place?.['port'] ?? 22), algorithm: type, fingerprint });
    }
  }
  return hostKeys.length + notCarried.length === 0 ? null : { ...NOTHING_IMPORTED, hostKeys, notCarried };
}
