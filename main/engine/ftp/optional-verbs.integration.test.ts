import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startFtpDouble } from '../../../e2e/fixtures/ftp-double.ts';
import { startServer, type ServerKind } from '../../../e2e/fixtures/start-server.ts';
import type { Protocol } from '../../../shared/model/profile.ts';
import { memorySink } from '../session/memory.ts';
import type { Session } from '../session/session.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
const content = randomBytes(300_000);
const names = ['file', 'two words', 'quote"d', 'Größe'];
const sums = {
  sha256: createHash('sha256').update(content).digest('hex'),
  sha1: createHash('sha1').update(content).digest('hex'),
  md5: createHash('md5').update(content).digest('hex'),
  crc32: crc32(content).toString(16).padStart(8, '0'),
} as const;
const algorithms = ['sha256', 'sha1', 'md5', 'crc32'] as const;
const able = ['mod_copy.c', 'mod_site_misc.c', 'mod_digest.c'].map((name) => `LoadModule ${name}`);

async function open(kind: ServerKind, configuration: readonly string[] = []): Promise<{ session: Session; root: string }> {
  const server = await startServer(kind, { configuration });
  onTestFinished(() => server.stop());
  for (const name of names) await writeFile(join(server.root, name), content);
  await mkdir(join(server.root, 'folder'));
  await writeFile(join(server.root, 'folder', 'inner'), 'x');
  await symlink('file', join(server.root, 'link'));
  await symlink('nowhere at all', join(server.root, 'dangling link'));
  await server.handOver();
  const session = await openFtp(profileOf(server, server.protocol as Protocol), quietContext(server));
  onTestFinished(() => session.close());
  return { session, root: server.root };
}

async function openDouble(features: readonly string[], script: Parameters<typeof startFtpDouble>[0] = {}): Promise<{ session: Session; commands: readonly string[] }> {
  const double = await startFtpDouble({ files: { '/two words': content }, features, ...script });
  onTestFinished(() => double.stop());
  const session = await openFtp(profileOf(double, 'ftp'), quietContext(double));
  onTestFinished(() => session.close());
  return { session, commands: double.commands };
}

const reason = (promise: Promise<unknown> | undefined) => expect(promise).rejects;

describe.each(['proftpd-plain', 'proftpd-explicit'] as const)('%s with all its modules', (kind) => {
  it('computes checksums of files whatever their names', async () => {
    const { session } = await open(kind, able);
    for (const name of names) for (const algorithm of algorithms) expect([name, await session.checksum?.(`/${name}`, algorithm, never)]).toEqual([name, sums[algorithm]]);
    await reason(session.checksum?.('/nothing', 'sha256', never)).toMatchObject({ data: { reason: 'no-such-file' } });
  });

  it('copies a file and a folder on the server', async () => {
    const { session, root } = await open(kind, able);
    for (const name of names) {
      await session.copy?.(`/${name}`, `/copy of ${name}`, never);
      expect((await readFile(join(root, `copy of ${name}`))).equals(content)).toBe(true);
    }
    await session.copy?.('/folder', '/folder too', never);
    expect(await readFile(join(root, 'folder too', 'inner'), 'utf8')).toBe('x');
    await reason(session.copy?.('/nothing', '/x', never)).toMatchObject({ data: { reason: 'no-such-file' } });
    await reason(session.copy?.('/file', '/nowhere/x', never)).toMatchObject({ data: { reason: 'no-such-file' } });
    await reason(session.copy?.('/file', '/x\r\nDELE /file', never)).toMatchObject({ data: { reason: 'bad-argument' } });
  });

  it('makes links and reads them', async () => {
    const { session, root } = await open(kind, able);
    // ProFTPD makes every target absolute.
    for (const [target, path, kept] of [['file', '/one', '/file'], ['file', '/a b', '/file'], ['/folder', '/c"d', '/folder'], ['inner', '/folder/back\\slash', '/folder/inner']] as const) {
      await session.makeLink?.(target, path);
      expect(await readlink(join(root, path))).toBe(kept);
      expect(await session.readLink?.(path)).toBe(kept);
    }
    await reason(session.makeLink?.('two words', '/blank')).toMatchObject({ data: { reason: 'not-supported' } });
    await reason(session.makeLink?.('file', '/link')).toMatchObject({ data: { code: 'exists' } });
  });
});

describe.each(['vsftpd-plain', 'vsftpd-explicit', 'proftpd-plain', 'pure-ftpd-plain', 'pure-ftpd-explicit'] as const)('%s as it comes', (kind) => {
  it('reads links', async () => {
    const { session } = await open(kind);
    expect(await session.readLink?.('/link')).toBe('file');
    expect(await session.readLink?.('/dangling link')).toBe('nowhere at all');
    await reason(session.readLink?.('/file')).toMatchObject({ data: { reason: 'server-refused' } });
    await reason(session.readLink?.('/nothing')).toMatchObject({ data: { reason: 'no-such-file' } });
  });

  it('claims no more than the server does', async () => {
    const { session } = await open(kind);
    for (const verb of ['makeLink', ...(kind === 'proftpd-plain' ? [] : (['copy', 'checksum'] as const))] as const) {
      expect(session[verb]).toBeUndefined();
      expect(session.abilities).not.toContain(verb);
    }
  });

  it('sends what the user types, and nothing that would break the session', async () => {
    const { session } = await open(kind);
    expect(await session.raw?.(' PWD ')).toMatch(/^257 "\/"/u);
    expect(await session.raw?.('XNOSUCH thing')).toMatch(/^50\d /u);
    for (const line of ['RETR /file', 'pasv', 'TYPE A', 'PASS x', '', 'quit', 'rang 5 10', 'OPTS MLST type;', 'opts  utf8 off', 'OPTS UTF-8 NLST']) await reason(session.raw?.(line)).toMatchObject({ data: { reason: 'not-supported' } });
    await reason(session.raw?.('NOOP\r\nDELE /file')).toMatchObject({ data: { reason: 'bad-argument' } });
    expect(await session.download('/file', memorySink(), { signal: never, offset: 0 })).toBe(content.length);
    expect(await session.stat('/file', never)).toMatchObject({ kind: 'file', size: content.length });
  });
});

describe('checksums of older servers', () => {
  it('are asked for by the commands that they have', async () => {
    const { session, commands } = await openDouble(['XSHA256', 'XCRC', 'SIZE'], { script: {
      XSHA256: (self) => self.reply(`250 ${sums.sha256.toUpperCase()}`),
      XCRC: (self) => self.reply('250-Computing\n250 B0A1'),
    } });
    expect(await session.checksum?.('/two words', 'sha256', never)).toBe(sums.sha256);
    expect(await session.checksum?.('/two words', 'crc32', never)).toBe('0000b0a1');
    expect(commands).toContain('XSHA256 "/two words"');
    await reason(session.checksum?.('/two words', 'md5', never)).toMatchObject({ data: { reason: 'not-supported' } });
  });

  it('are not believed when they are of another kind', async () => {
    const { session } = await openDouble(['HASH SHA-256*;MD5', 'SIZE'], { script: { HASH: (self) => self.reply(`213 MD5 0-9 ${sums.md5} two words`) } });
    await reason(session.checksum?.('/two words', 'sha256', never)).toMatchObject({ data: { reason: 'bad-reply' } });
  });

  it('end with the connection when the user will not wait', async () => {
    const cancel = new AbortController();
    const { session } = await openDouble(['XMD5'], { script: { XMD5: () => cancel.abort() } });
    await reason(session.checksum?.('/two words', 'md5', cancel.signal)).toMatchObject({ data: { reason: 'cancelled' } });
    await session.ended;
  });
});

describe('the space that is left', () => {
  it('is asked of servers that announce AVBL, and read as a whole number only', async () => {
    let answer = '213 2147483648000';
    const { session, commands } = await openDouble(['AVBL', 'SIZE'], { script: { AVBL: (self) => self.reply(answer) } });
    expect(session.abilities).toContain('freeSpace');
    expect(await session.freeSpace?.('/two words')).toBe(2_147_483_648_000);
    expect(commands).toContain('AVBL /two words');
    answer = '213 plenty';
    await reason(session.freeSpace?.('/')).toMatchObject({ data: { reason: 'bad-reply' } });
    answer = '550 Not for you: permission denied.';
    await reason(session.freeSpace?.('/')).toMatchObject({ data: { reason: 'permission-denied' } });
    await reason(session.freeSpace?.('/a\r\nDELE /b')).toMatchObject({ data: { reason: 'bad-argument' } });
    const plain = await openDouble(['SIZE']);
    expect(plain.session.freeSpace).toBeUndefined();
    expect(plain.session.abilities).not.toContain('freeSpace');
  });
});
