import type { FtpConnection } from './connection.ts';
import type { OpenedMode } from './data-mode.ts';

/** Through a proxy or a tunnel no server can connect back, so that data goes passively there whatever was asked for. */
export function passiveOnly(ftp: FtpConnection): OpenedMode {
  if (ftp.dataMode.current() === 'active') ftp.log('status', 'Active mode cannot pass a proxy or a tunnel. Using passive mode.');
  return 'passive';
}
