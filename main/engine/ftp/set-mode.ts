import { command } from './command.ts';
import type { FtpConnection } from './connection.ts';
import { explainUse } from './explain.ts';
import { isCompletion } from './reply.ts';

const modeFact = 'unix.mode';

/** MFF (draft-somers-ftp-mfxx section 4) where the server has it, else SITE CHMOD, which every Unix server has and no RFC names. */
export async function setMode(ftp: FtpConnection, path: string, mode: number): Promise<void> {
  const octal = (mode & 0o7777).toString(8).padStart(4, '0');
  try {
    await command(ftp, ftp.features.settable.has(modeFact) ? `MFF ${modeFact}=${octal}; ${path}` : `SITE CHMOD ${octal} ${path}`, path);
  } catch (thrown) {
    throw await explainUse(ftp, thrown, path);
  }
}

export interface SiteFacts {
  readonly setsMode: boolean;
  /** The names in the list that SITE HELP gave, upper case; empty where it was not asked for. */
  readonly site: ReadonlySet<string>;
}

/** Whether the server can set modes: SITE HELP lists what SITE can do. A server that gives no such list is taken to have it if it is a Unix. */
export async function askSite(ftp: FtpConnection): Promise<SiteFacts> {
  if (ftp.features.settable.has(modeFact)) return { setsMode: true, site: new Set() };
  const help = await ftp.control.exchange('SITE HELP');
  const site = new Set(isCompletion(help) ? (help.text.toUpperCase().match(/\b[A-Z]{3,8}\b/gu) ?? []) : []);
  if (site.has('CHMOD')) return { setsMode: true, site };
  if (help.code < 300 && help.text.includes('\n')) return { setsMode: false, site };
  const system = await ftp.control.exchange('SYST');
  return { setsMode: /unix/iu.test(system.text), site };
}
