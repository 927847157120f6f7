/** What stands in a key file of PuTTY, still sealed. */
export interface PpkFile {
  readonly version: 2 | 3;
  readonly algorithm: string;
  readonly encryption: 'none' | 'aes256-cbc';
  /** Its bytes as Latin-1, since they go into the checksum as they are. */
  readonly comment: string;
  readonly publicBlob: Buffer;
  readonly privateBlob: Buffer;
  readonly mac: Buffer;
  /** Version 3 with a passphrase. `memory` in KiB. */
  readonly derivation: { readonly kind: string; readonly memory: number; readonly passes: number; readonly parallelism: number; readonly salt: Buffer } | null;
}

const MOST_LINES = 4096;

/** Takes the lines of a PPK file apart. A string tells why it cannot be done. */
export function readPpkFile(text: string): PpkFile | string {
  const lines = text.split(/\r\n|\r|\n/u);
  const fields = new Map<string, string>();
  const blobs = new Map<string, Buffer>();
  for (let at = 0; at < lines.length; at++) {
    const [, name, value] = /^([A-Za-z0-9-]+): ?(.*)$/u.exec(lines[at] ?? '') ?? [];
    if (name === undefined || value === undefined) continue;
    fields.set(name, value);
    if (!name.endsWith('-Lines')) continue;
    const count = Number(value);
    if (!Number.isInteger(count) || count < 0 || count > MOST_LINES) return 'It is damaged: it has an impossible number of lines.';
    blobs.set(name, Buffer.from(lines.slice(at + 1, at + 1 + count).join(''), 'base64'));
    at += count;
  }
  const number = /^PuTTY-User-Key-File-(\d+):/u.exec(text)?.[1];
  if (number !== '2' && number !== '3') return `It is in version ${number ?? 'unknown'} of PuTTY’s format; 2 and 3 are known. PuTTYgen can save it anew.`;
  const encryption = fields.get('Encryption');
  if (encryption !== 'none' && encryption !== 'aes256-cbc') return `It is encrypted with “${encryption ?? ''}”, which is not known.`;
  const [publicBlob, privateBlob, mac] = [blobs.get('Public-Lines'), blobs.get('Private-Lines'), fields.get('Private-MAC')];
  if (publicBlob === undefined || privateBlob === undefined || mac === undefined) return 'It is cut short.';
  const kind = fields.get('Key-Derivation');
  const count = (name: string): number => Number(fields.get(name) ?? Number.NaN);
  const salt = Buffer.from(fields.get('Argon2-Salt') ?? '', 'hex');
  return {
    version: number === '2' ? 2 : 3,
    algorithm: fields.get(`PuTTY-User-Key-File-${number}`) ?? '',
    encryption,
    comment: fields.get('Comment') ?? '',
    publicBlob,
    privateBlob,
    mac: Buffer.from(mac, 'hex'),
    derivation: kind === undefined ? null : { kind, memory: count('Argon2-Memory'), passes: count('Argon2-Passes'), parallelism: count('Argon2-Parallelism'), salt },
  };
}
