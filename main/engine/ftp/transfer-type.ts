import { command } from './command.ts';
import type { FtpConnection } from './connection.ts';

/** Whether data goes as text (TYPE A) where the transfer does not say itself: as the site has chosen. */
export function asText(ftp: FtpConnection, text: boolean | undefined): boolean {
  return text ?? ftp.choices.transferType === 'ascii';
}

/** Sets TYPE A or I (RFC 959 section 3.1.1), where it is not set already. */
export async function setType(ftp: FtpConnection, text: boolean): Promise<void> {
  const wanted = text ? 'A' : 'I';
  if (ftp.learned.type === wanted) return;
  await command(ftp, `TYPE ${wanted}`, '');
  ftp.learned.type = wanted;
}

/** Whether text of this system has other line ends than the network's CR LF. */
export const writesBareLineFeeds = process.platform !== 'win32';
