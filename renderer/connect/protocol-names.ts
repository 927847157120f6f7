import type { Protocol } from '../../shared/model/profile.ts';
import type { PlainKey } from '../locale/translate.ts';

export const protocolNames: Readonly<Record<Protocol, { readonly label: PlainKey; readonly short: string }>> = {
  sftp: { label: 'protocol.sftp', short: 'SFTP' },
  ftp: { label: 'protocol.ftp', short: 'FTP' },
  'ftps-explicit': { label: 'protocol.ftpsExplicit', short: 'FTPS' },
  'ftps-implicit': { label: 'protocol.ftpsImplicit', short: 'FTPS' },
  scp: { label: 'protocol.scp', short: 'SCP' },
};
export const protocolOrder: readonly Protocol[] = ['sftp', 'ftps-explicit', 'ftps-implicit', 'ftp', 'scp'];
