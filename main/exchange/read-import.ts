import { open } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { ImportSource } from '../../shared/model/exchange-preview.ts';
import { localFailure, MainFailure } from '../failure.ts';
import { readFileZillaCertificates } from './filezilla/read-certificates.ts';
import { readFileZillaSites } from './filezilla/read-sites.ts';
import type { Imported } from './imported.ts';
import { readKnownHosts } from './known-hosts.ts';
import { readProfileFile } from './profile-file.ts';
import { readPuttyHostKeys } from './putty-host-keys.ts';
import { readSshConfig } from './ssh-config.ts';
import { readWinScpSites } from './winscp/read-sites.ts';

/** Ten thousand sites of FileZilla are about half of it. */
const LIMIT = 16 * 1024 * 1024;

export interface ReadImport {
  readonly source: ImportSource;
  readonly imported: Imported;
}

/** The text of a file that is to be imported: UTF-8, or UTF-16 where a mark says so. Fails with `import-too-large`, or as the disk does. */
export async function readImportText(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > LIMIT) throw MainFailure.of('import-too-large', { path, limit: '16 MiB' });
      const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(Math.max(1, size)), position: 0 });
      const bytes = buffer.subarray(0, bytesRead);
      const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
      return bytes.toString(wide ? 'utf16le' : 'utf8').replace(/^\ufeff/u, '');
    } finally {
      await file.close();
    }
  } catch (thrown) {
    throw thrown instanceof MainFailure ? thrown : localFailure(path, thrown);
  }
}

/** What a text is, told by its contents, and what it holds. Null for what none of the readers knows; fails as `readProfileFile` does. */
export async function readImport(text: string, password: string | null): Promise<ReadImport | null> {
  const as = (source: ImportSource, imported: Imported | null): ReadImport | null => (imported === null ? null : { source, imported });
  if (text.includes('\0')) return null;
  if (/^\s*\{/u.test(text)) return as('hawser', await readProfileFile(text, password));
  if (/^\s*</u.test(text)) {
    const sites = await readFileZillaSites(text, password);
    const trusted = sites === null ? null : readFileZillaCertificates(text);
    if (sites === null || trusted === null) return as('filezilla', sites);
    return as('filezilla', { ...sites, certificates: trusted.certificates, notCarried: [...sites.notCarried, ...trusted.notCarried] });
  }
  return (
    as('winscp', readWinScpSites(text)) ?? as('putty-host-keys', readPuttyHostKeys(text)) ?? as('known-hosts', readKnownHosts(text)) ??
    (/^\s*host(?:\s|=)/imu.test(text) ? as('ssh-config', readSshConfig(text, userInfo().username)) : null)
  );
}
