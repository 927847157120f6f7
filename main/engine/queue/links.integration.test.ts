import { lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { shellLogon, withShell } from '../../../e2e/fixtures/scp-account.ts';
import { scratchPerTest } from '../../../e2e/fixtures/scratch.ts';
import { startServer, type ServerKind, type ServerOptions, type TestServer } from '../../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION, type SessionId } from '../../../shared/model/ids.ts';
import { profileSchema } from '../../../shared/model/profile.ts';
import type { LinkRule } from '../../../shared/model/transfer-rules.ts';
import type { TransferRow } from '../../../shared/model/transfer.ts';
import { startTestEngine, type TestEngine } from '../test-engine.ts';

/** A site as people have them: a link to the release in use, one round in a circle, one out of the folder. */
const files = ['site/index.html', 'site/releases/42/app.js', 'elsewhere/shared.txt'];
const links = { 'site/current': 'releases/42', 'site/start.html': 'index.html', 'site/releases/all': '../../site', 'site/shared': '../elsewhere' };

async function lay(folder: string): Promise<void> {
  for (const name of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), `in ${name}`);
  }
  for (const [name, text] of Object.entries(links)) await symlink(text, join(folder, name));
}

/** What lies in a folder: what each file holds, and where each link leads. */
async function found(folder: string, inside = ''): Promise<Readonly<Record<string, string>>> {
  const all: Record<string, string> = {};
  for (const name of (await readdir(join(folder, inside))).toSorted()) {
    const path = join(inside, name);
    const stats = await lstat(join(folder, path));
    if (stats.isDirectory()) Object.assign(all, await found(folder, path));
    else all[path] = stats.isSymbolicLink() ? `→ ${await readlink(join(folder, path))}` : await readFile(join(folder, path), 'utf8');
  }
  return all;
}

const plain = { 'index.html': 'in site/index.html', 'releases/42/app.js': 'in site/releases/42/app.js' };
const expected: Readonly<Record<LinkRule, Readonly<Record<string, string>>>> = {
  skip: plain,
  files: { ...plain, 'start.html': 'in site/index.html' },
  follow: { ...plain, 'start.html': 'in site/index.html', 'current/app.js': 'in site/releases/42/app.js', 'shared/shared.txt': 'in elsewhere/shared.txt' },
  keep: { ...plain, 'start.html': '→ index.html', current: '→ releases/42', 'releases/all': '→ ..' },
};
/** How the rows of the links end. */
const ends: Readonly<Record<LinkRule, Readonly<Record<string, string>>>> = {
  skip: { current: 'link-left-out', 'start.html': 'link-left-out', all: 'link-left-out', shared: 'link-left-out' },
  files: { current: 'link-left-out', 'start.html': 'done', all: 'link-left-out', shared: 'link-left-out' },
  follow: { current: 'done', 'start.html': 'done', all: 'link-loop', shared: 'done' },
  keep: { current: 'link-kept', 'start.html': 'link-kept', all: 'link-kept', shared: 'link-leads-out' },
};

const endOf = (row: TransferRow | undefined) => row?.failure?.reason ?? row?.note ?? row?.state;

/** ProFTPD writes where a link leads from its root on, and makes none to what is not there. */
const cases: readonly { readonly name: string; readonly kind: ServerKind; readonly options?: ServerOptions; readonly makes: 'none' | 'from the root' | 'as they are'; readonly scp?: true }[] = [
  { name: 'vsftpd', kind: 'vsftpd-plain', makes: 'none' },
  { name: 'ProFTPD', kind: 'proftpd-plain', options: { configuration: ['LoadModule mod_site_misc.c'] }, makes: 'from the root' },
  { name: 'OpenSSH', kind: 'openssh', makes: 'as they are' },
  { name: 'OpenSSH by SCP', kind: 'openssh', options: withShell, makes: 'as they are', scp: true },
];

describe.each(cases)('links in folders, on $name', ({ kind, options = {}, makes, scp }) => {
  let server: TestServer;
  const scratch = scratchPerTest('links');
  let count = 0;

  beforeAll(async () => {
    server = await startServer(kind, options);
  });
  afterAll(() => server.stop());

  const connect = async (rule: LinkRule): Promise<{ readonly engine: TestEngine; readonly session: SessionId }> => {
    const engine = startTestEngine({ settings: { links: rule, retries: 3, retryDelaySeconds: 0, existsDownload: 'overwrite', existsUpload: 'overwrite' } });
    onTestFinished(engine.close);
    const logon = scp ? shellLogon(server) : { type: 'password', user: server.user };
    const profile = profileSchema.parse({ protocol: scp ? 'scp' : server.protocol, host: server.host, port: server.port, logon });
    return { engine, session: (await engine.connect(profile, server.password)).session };
  };
  const onServer = (name: string): string => `${server.homePath === '/' ? '' : server.homePath}/${name}`;

  it.each(['skip', 'files', 'follow', 'keep'] as const)('%s: as a download', async (rule) => {
    const folder = `down-${++count}`;
    await lay(join(server.root, folder));
    await server.handOver();
    const { engine, session } = await connect(rule);
    const download = () => engine.transfer(session, [{ path: onServer(`${folder}/site`), kind: 'directory' }], LOCAL_SESSION, scratch.path);
    const rows = await download();
    expect(await found(scratch.at('site'))).toEqual(expected[rule]);
    for (const [name, end] of Object.entries(ends[rule])) expect([name, endOf(rows.find(({ from }) => from.path.endsWith(`/${name}`)))]).toEqual([name, end]);
    // A link that is there already is no question.
    if (rule === 'keep') expect((await download()).find(({ from }) => from.path.endsWith('/current'))?.state).toBe('skipped');
  });

  it.each(['skip', 'files', 'follow', 'keep'] as const)('%s: as an upload', async (rule) => {
    const folder = `up-${++count}`;
    await lay(scratch.path);
    await mkdir(join(server.root, folder));
    await server.handOver();
    const { engine, session } = await connect(rule);
    const rows = await engine.transfer(LOCAL_SESSION, [{ path: scratch.at('site'), kind: 'directory' }], session, onServer(folder));
    const there = await found(join(server.root, folder, 'site'));
    // What leads out of the folder is the user's own, and may lead to something on the server too.
    const kept = { ...links, ...(makes === 'from the root' && Object.fromEntries(Object.entries(links).map(([name, text]) => [name, posix.resolve(`/${folder}`, posix.dirname(name), text)]))) };
    const made = Object.entries(kept).filter(([name]) => makes === 'as they are' || (makes === 'from the root' && name !== 'site/shared')).map(([name, text]) => [name.replace('site/', ''), `→ ${text}`]);
    expect(there).toEqual(rule === 'keep' ? { ...plain, ...Object.fromEntries(made) } : expected[rule]);
    const endHere = (end: string): string => {
      if (rule !== 'keep') return end;
      return makes === 'none' ? 'no-links-there' : end === 'link-leads-out' && makes === 'from the root' ? 'link-target-missing' : 'link-kept';
    };
    for (const [name, end] of Object.entries(ends[rule])) expect([name, endOf(rows.find(({ from }) => from.path.endsWith(`/${name}`)))]).toEqual([name, endHere(end)]);
  });
});

it('between servers: keeps no link that leads out, and writes nothing behind one that is there', async () => {
  const [from, to] = [await startServer('vsftpd-plain'), await startServer('openssh')];
  const engine = startTestEngine({ settings: { links: 'keep', existsCopy: 'overwrite' } });
  try {
    await lay(from.root);
    await mkdir(join(from.root, 'site/out'));
    await writeFile(join(from.root, 'site/out/planted'), 'evil');
    await mkdir(join(to.root, 'there/site'), { recursive: true });
    await mkdir(join(to.root, 'outside'));
    // As a server might have had it made before it calls the same name a folder.
    await symlink('../../outside', join(to.root, 'there/site/out'));
    for (const server of [from, to]) await server.handOver();
    const sessions = [];
    for (const server of [from, to]) {
      const profile = profileSchema.parse({ protocol: server.protocol, host: server.host, port: server.port, logon: { type: 'password', user: server.user } });
      sessions.push((await engine.connect(profile, server.password)).session);
    }
    const rows = await engine.transfer(sessions[0]!, [{ path: '/site', kind: 'directory' }], sessions[1]!, `${to.homePath}/there`);
    expect(await found(join(to.root, 'there/site'))).toEqual({ ...expected.keep, out: '→ ../../outside' });
    expect(await readdir(join(to.root, 'outside'))).toEqual([]);
    expect([endOf(rows.find(({ to: { path } }) => path.endsWith('/shared'))), endOf(rows.find(({ to: { path } }) => path.endsWith('/out')))]).toEqual(['link-leads-out', 'already-exists']);
  } finally {
    await engine.close();
    await Promise.all([from.stop(), to.stop()]);
  }
});
