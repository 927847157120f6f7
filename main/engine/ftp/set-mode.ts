import { command } from './command.ts';
import type { FtpConnection } from './connection.ts';
import { explainUse } from './explain.ts';

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

/** Whether the server knows it: HELP SITE lists what SITE can do. A server that gives no such list is taken to have it if it is a Unix. */
export async function canSetMode(ftp: FtpConnection): Promise<boolean> {
  if (ftp.features.settable.has(modeFact)) return true;
  const help = await ftp.control.exchange('SITE HELP');
  if (/\bCHMOD\b/iu.test(help.text)) return true;
  if (help.code < 300 && help.text.includes('\n')) return false;
  const system = await ftp.control.exchange('SYST');
  return /unix/iu.test(system.text);
}
