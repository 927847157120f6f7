import { transferBothWays } from './transfer-both-ways.ts';

transferBothWays('openssh', { big: true });
transferBothWays('proftpd-sftp');
