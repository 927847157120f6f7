import { transferBothWays } from './transfer-both-ways.ts';

transferBothWays('vsftpd-plain', { big: true });
transferBothWays('proftpd-plain');
transferBothWays('pure-ftpd-plain');
