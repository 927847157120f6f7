import { transferBothWays } from './transfer-both-ways.ts';

// vsftpd and ProFTPD refuse data channels that do not resume the control connection's TLS session.
transferBothWays('vsftpd-explicit', { big: true });
transferBothWays('vsftpd-implicit');
transferBothWays('proftpd-explicit');
transferBothWays('proftpd-implicit');
transferBothWays('pure-ftpd-explicit');
