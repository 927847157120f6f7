import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer, type ServerKind } from '../../../e2e/fixtures/start-server.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import { newOperation, startTestEngine, valueOf } from '../test-engine.ts';

const able = ['mod_copy.c', 'mod_site_misc.c', 'mod_digest.c'].map((name) => `LoadModule ${name}`);

async function open(kind: ServerKind) {
  const server = await startServer(kind, { configuration: kind === 'proftpd-plain' ? able : [] });
  onTestFinished(() => server.stop());
  const { host, port, user, password, protocol, root, homePath } = server;
  await mkdir(join(root, 'site/css'), { recursive: true });
  for (const name of ['site/index.html', 'site/css/a.css', 'outside']) {
    await writeFile(join(root, name), name);
    await chmod(join(root, name), 0o640);
  }
  await chmod(join(root, 'site'), 0o700);
  await chmod(join(root, 'site/css'), 0o750);
  await symlink('../outside', join(root, 'site/link'));
  await server.handOver();
  const engine = startTestEngine({});
  onTestFinished(() => engine.close());
  const facts = await engine.connect(profileSchema.parse({ protocol, host, port, logon: { type: 'password', user } }), password);
  const at = (path: string): string => `${homePath === '/' ? '' : homePath}/${path}`;
  const modeOf = async (path: string) => ((await stat(join(root, path))).mode & 0o7777).toString(8);
  return { root, engine, session: facts.session, abilities: facts.abilities, at, modeOf };
}

describe.each(['openssh', 'proftpd-plain'] as const)('on %s', (kind) => {
  it('permission bits change in whole trees, file by file, and never through links', async () => {
    const { engine, session, at, modeOf } = await open(kind);
    const target = { path: at('site'), directory: true, mode: 0o700 };
    const readable = { mask: 0o044, bits: 0o044, recursive: true, to: 'all' } as const;
    expect(valueOf(await engine.client.changeModes(newOperation(), session, [target], readable))).toEqual({ changed: 4 });
    expect(await Promise.all(['site', 'site/css', 'site/index.html', 'site/css/a.css', 'outside'].map(modeOf))).toEqual(['744', '754', '644', '644', '640']);
    const enter = { mask: 0o111, bits: 0o111, recursive: true, to: 'directories' } as const;
    expect(valueOf(await engine.client.changeModes(newOperation(), session, [{ ...target, mode: 0o744 }], enter))).toEqual({ changed: 2 });
    expect(await Promise.all(['site', 'site/css', 'site/index.html'].map(modeOf))).toEqual(['755', '755', '644']);
    expect(engine.events.filter((event) => event.type === 'directory-changed').length).toBeGreaterThan(0);
  });

  it('the server makes checksums, copies and links', async () => {
    const { root, engine, session, abilities, at } = await open(kind);
    expect(abilities).toEqual(expect.arrayContaining(['copy', 'makeLink']));
    const sum = createHash('sha256').update('outside').digest('hex');
    if (kind === 'proftpd-plain') expect(valueOf(await engine.client.checksum(newOperation(), session, at('outside'), 'sha256'))).toBe(sum);
    valueOf(await engine.client.makeLink(session, at('outside'), at('to-outside')));
    expect(await readlink(join(root, 'to-outside'))).toContain('outside');
    valueOf(await engine.client.copyOnServer(newOperation(), session, at('outside'), at('copied')));
    expect((await stat(join(root, 'copied'))).size).toBe(7);
  });
});

it('sends what the user types and gives back the reply; what a protocol has not is refused in words', async () => {
  const ftp = await open('vsftpd-plain');
  expect(valueOf(await ftp.engine.client.sendCommand(ftp.session, 'HELP', '/'))).toMatch(/^214/u);
  expect(valueOf(await ftp.engine.client.sendCommand(ftp.session, 'NOSUCH', '/'))).toMatch(/^500/u);
  expect(await ftp.engine.client.sendCommand(ftp.session, 'STOR x', '/')).toMatchObject({ ok: false, failure: { reason: 'not-supported' } });
  expect(await ftp.engine.client.checksum(newOperation(), ftp.session, '/outside', 'sha256')).toMatchObject({ ok: false, failure: { reason: 'not-supported' } });
  const local = join(ftp.root, 'site/index.html');
  const stored = valueOf(await ftp.engine.client.uploadUnique(newOperation(), local, ftp.session, '/site'));
  expect(await readFile(join(ftp.root, stored), 'utf8')).toBe('site/index.html');
  const sftp = await open('openssh');
  expect(await sftp.engine.client.uploadUnique(newOperation(), local, sftp.session, sftp.at('site'))).toMatchObject({ ok: false, failure: { reason: 'not-supported' } });
  expect(await sftp.engine.client.sendCommand(sftp.session, 'HELP', '/')).toMatchObject({ ok: false, failure: { reason: 'not-supported' } });
});
