import { X509Certificate } from 'node:crypto';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificates } from '../../e2e/fixtures/certificates.ts';
import { runCommand } from '../../e2e/fixtures/run-command.ts';
import { sshKeys } from '../../e2e/fixtures/ssh-keys.ts';
import type { Target } from '../peers/client.ts';

/** Files at the same time. FileZilla takes 10 at most. */
export const fileZillaTransfers = 8;

/** The name of the one site that it knows. */
export const siteName = 'bench';

/** Its numbers for protocols: plain FTP, FTP that insists on explicit TLS, SFTP. */
const protocols: Readonly<Record<Target['protocol'], number>> = { ftp: 6, ftps: 4, sftp: 1 };

/**
 * What is chosen: no question at the start, two file lists and the queue at known places, and a log file of any size. The trees and the log
 * on the screen are hidden, which only saves it work.
 */
const settings = (log: string): Readonly<Record<string, string | number>> => ({
  'Number of Transfers': fileZillaTransfers,
  'Logging file': log,
  'Logging filesize limit': 0,
  'Update Check': 0,
  'Disable update check': 1,
  'Greeting version': '99.0.0',
  'Prompt password save': 0,
  'Show Tree Local': 0,
  'Show Tree Remote': 0,
  'Show message log': 0,
  'Show quickconnect bar': 0,
  'Toolbar hidden': 1,
  'Window position and size': '0 0 0 1200 800 ',
});

/** The folders that it shows at first, as this machine and as the server name them. */
export interface Shown {
  readonly local: string;
  readonly remote: string;
}

/**
 * Lays out an empty home folder so that FileZilla knows the server as a site, trusts it, and asks nothing. Gives the file that it will write
 * its log to.
 */
export async function writeFileZillaHome(home: string, target: Target, shown: Shown): Promise<string> {
  const folder = join(home, '.config', 'filezilla');
  const log = join(home, 'filezilla.log');
  await mkdir(folder, { recursive: true });
  await mkdir(join(home, '.putty'));
  const choices = Object.entries(settings(log)).map(([name, value]) => `<Setting name="${name}">${value}</Setting>`);
  await writeFile(join(folder, 'filezilla.xml'), document(`<Settings>${choices.join('')}</Settings>`));
  await writeFile(join(folder, 'sitemanager.xml'), document(`<Servers>${await site(home, target, shown)}</Servers>`));
  await writeFile(join(folder, 'trustedcerts.xml'), document(await trusted(target)));
  if (target.protocol === 'sftp') await writeFile(join(home, '.putty', 'sshhostkeys'), `ssh-ed25519@${target.port}:${target.host} ${await puttyHostKey()}\n`);
  return log;
}

const document = (content: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<FileZilla3 version="3.63.0" platform="*nix">${content}</FileZilla3>\n`;

async function site(home: string, { protocol, host, port, user, password, keyFile }: Target, { local, remote }: Shown): Promise<string> {
  const logon = protocol === 'sftp' ? `<Keyfile>${await puttyKey(home, keyFile)}</Keyfile><Logontype>5</Logontype>` : `<Pass encoding="base64">${Buffer.from(password).toString('base64')}</Pass><Logontype>1</Logontype>`;
  const remotePath = ['1 0', ...remote.split('/').filter((part) => part !== '').map((part) => `${Buffer.byteLength(part)} ${part}`)].join(' ');
  return `<Server><Host>${host}</Host><Port>${port}</Port><Protocol>${protocols[protocol]}</Protocol><Type>0</Type><User>${user}</User>${logon}
<PasvMode>MODE_PASSIVE</PasvMode><EncodingType>Auto</EncodingType><BypassProxy>0</BypassProxy><Name>${siteName}</Name><LocalDir>${local}</LocalDir><RemoteDir>${remotePath}</RemoteDir></Server>`;
}

/** What it would ask about at the first sign-in: plain text, or the certificate and that its data channels are tied to the session. */
async function trusted({ protocol, host, port }: Target): Promise<string> {
  if (protocol !== 'ftps') return `<InsecureHosts><Host Port="${port}">${host}</Host></InsecureHosts>`;
  const { raw, validFrom, validTo } = new X509Certificate((await certificates()).servers.good.certificate);
  const [from, to] = [validFrom, validTo].map((date) => Math.floor(Date.parse(date) / 1000));
  return `<TrustedCerts><Certificate><Data>${raw.toString('hex')}</Data><ActivationTime>${from}</ActivationTime><ExpirationTime>${to}</ExpirationTime><Host>${host}</Host><Port>${port}</Port><TrustSANs>0</TrustSANs></Certificate></TrustedCerts>
<FtpSessionResumption><Entry Host="${host}" Port="${port}">true</Entry></FtpSessionResumption>`;
}

/** The server's key in the form of PuTTY's cache: the numbers of its point. */
async function puttyHostKey(): Promise<string> {
  const { publicFile } = (await sshKeys()).hosts.ed25519.first;
  const numbers = await runCommand('puttygen', [publicFile, '--dump']);
  return ['x', 'y'].map((name) => new RegExp(`^public_affine_${name}=(0x[\\da-f]+)$`, 'mu').exec(numbers)![1]!).join(',');
}

/** FileZilla's SFTP takes PuTTY's keys only. */
async function puttyKey(home: string, keyFile: string): Promise<string> {
  const [copy, key] = [join(home, 'key'), join(home, 'key.ppk')];
  await copyFile(keyFile, copy);
  await chmod(copy, 0o600);
  await runCommand('puttygen', [copy, '-o', key, '-O', 'private', '--new-passphrase', '/dev/null']);
  return key;
}
