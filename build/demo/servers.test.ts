import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { Client as FtpClient } from 'basic-ftp';
import ssh2 from 'ssh2';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFtpsServer } from './ftps-server.mjs';
import { writeSampleSite } from './sample-site.mjs';
import { startSftpServer } from './sftp-server.mjs';
import { diskPath } from './virtual-path.mjs';

const account = { user: 'demo', password: 'fair winds' };
let work = '';
let folder = '';
let stop: () => Promise<void> = () => Promise.resolve();

beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'hawser-demo-'));
  folder = join(work, 'served');
  await mkdir(folder);
});
afterEach(async () => {
  await stop();
  rmSync(work, { recursive: true, force: true });
});

async function ftpClient(port: number, certificate: string): Promise<FtpClient> {
  const client = new FtpClient(5_000);
  await client.access({ ...account, host: '127.0.0.1', port, secure: true, secureOptions: { ca: certificate } });
  return client;
}

test('the FTPS server takes the sample site and gives it back', async () => {
  const server = await startFtpsServer({ folder, ...account });
  stop = server.stop;
  const files = await writeSampleSite(join(work, 'site'));
  const client = await ftpClient(server.port, server.certificate);
  await client.uploadFromDir(join(work, 'site'), '/web');
  for (const [path, data] of files) expect(readFileSync(join(folder, 'web', path)).equals(data), path).toBe(true);
  await client.downloadToDir(join(work, 'back'), '/web');
  for (const [path, data] of files) expect(readFileSync(join(work, 'back', path)).equals(data), path).toBe(true);
  expect((await client.list('/web')).map((row) => row.name).sort()).toEqual(['.well-known', 'about.html', 'contact.html', 'css', 'img', 'index.html', 'journal', 'js', 'robots.txt']);
  await client.rename('/web/robots.txt', '/web/r.txt');
  await client.remove('/web/r.txt');
  await client.removeDir('/web');
  expect(await client.list('/')).toEqual([]);
  client.close();
});

test('the FTPS server continues a file where REST says', async () => {
  const server = await startFtpsServer({ folder, ...account });
  stop = server.stop;
  const client = await ftpClient(server.port, server.certificate);
  await client.uploadFrom(Readable.from([Buffer.from('0123456789')]), 'x');
  const parts: Buffer[] = [];
  const sink = new Writable({ write(chunk, _encoding, done) { parts.push(chunk); done(); } });
  await client.downloadTo(sink, 'x', 6);
  expect(Buffer.concat(parts).toString()).toBe('6789');
  client.close();
});

test('the FTPS server wants TLS before a password, and the right one', async () => {
  const server = await startFtpsServer({ folder, ...account });
  stop = server.stop;
  const plain = new FtpClient(5_000);
  await expect(plain.access({ ...account, host: '127.0.0.1', port: server.port })).rejects.toMatchObject({ code: 530 });
  plain.close();
  const wrong = new FtpClient(5_000);
  await expect(wrong.access({ ...account, password: 'x', host: '127.0.0.1', port: server.port, secure: true, secureOptions: { ca: server.certificate } }))
    .rejects.toMatchObject({ code: 530 });
  wrong.close();
});

function sshClient(port: number, credentials: ssh2.ConnectConfig): Promise<ssh2.Client> {
  return new Promise((resolve, reject) => {
    const client = new ssh2.Client();
    client.once('ready', () => resolve(client)).once('error', reject).connect({ host: '127.0.0.1', port, username: 'demo', ...credentials });
  });
}

const fast = (sftp: ssh2.SFTPWrapper, verb: 'fastPut' | 'fastGet', from: string, to: string) =>
  new Promise<void>((resolve, reject) => { sftp[verb](from, to, (error) => (error ? reject(error) : resolve())); });

test('the SFTP server takes a file and gives it back, signed in by password and by key', async () => {
  const pair = ssh2.utils.generateKeyPairSync('ed25519');
  const server = await startSftpServer({ folder, ...account, publicKey: pair.public });
  stop = server.stop;
  const [path, data] = [...(await writeSampleSite(join(work, 'site')))].find(([name]) => name.endsWith('.png')) ?? ['', Buffer.alloc(0)];
  for (const credentials of [{ password: account.password }, { privateKey: pair.private }]) {
    const client = await sshClient(server.port, credentials);
    const sftp = await new Promise<ssh2.SFTPWrapper>((resolve, reject) => { client.sftp((error, channel) => (error ? reject(error) : resolve(channel))); });
    await fast(sftp, 'fastPut', join(work, 'site', path), '/picture.png');
    await fast(sftp, 'fastGet', '/picture.png', join(work, 'back.png'));
    expect(readFileSync(join(work, 'back.png')).equals(data)).toBe(true);
    const names = await new Promise((resolve, reject) => { sftp.readdir('/', (error, rows) => (error ? reject(error) : resolve(rows.map((row) => row.filename)))); });
    expect(names).toEqual(['picture.png']);
    client.end();
  }
});

test('the SFTP server refuses a wrong password and a key that is not its user\'s', async () => {
  const server = await startSftpServer({ folder, ...account, publicKey: ssh2.utils.generateKeyPairSync('ed25519').public });
  stop = server.stop;
  await expect(sshClient(server.port, { password: 'wrong' })).rejects.toThrow('authentication');
  await expect(sshClient(server.port, { privateKey: ssh2.utils.generateKeyPairSync('ed25519').private })).rejects.toThrow('authentication');
});

test('no path leads out of the served folder', () => {
  expect(diskPath('/served', '../../etc/passwd')).toBe('/served/etc/passwd');
  expect(diskPath('/served', '/a/../../..')).toBe('/served');
});
