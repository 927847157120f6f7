import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileSchema, type Profile } from '../../../shared/model/profile.ts';
import { matchesPattern } from './pattern.ts';
import { parseJump } from './jump.ts';
import { planConnection } from './plan.ts';

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-ssh-config-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const sftp = (host: string, user = '', more: object = {}): Profile => profileSchema.parse({ protocol: 'sftp', host, port: 22, logon: { type: 'password', user }, ...more });

/** The plan for a host by the lines given. */
async function planned(lines: string, profile: Profile) {
  const file = join(folder, `config-${++count}`);
  await writeFile(file, lines);
  const plan = await planConnection(profile, file);
  const { host, port, logon, tunnel } = plan.profile;
  const user = logon.type === 'anonymous' ? 'anonymous' : logon.user;
  const hops = (tunnel?.hops ?? []).map((hop) => `${hop.logon.type === 'anonymous' ? '' : hop.logon.user}@${hop.host}:${hop.port}`);
  return { at: `${user}@${host}:${port}`, hops, said: plan.said.map(({ text }) => text), ...plan.identitiesOf({ host, port, user }), plan, file };
}

describe('ssh_config', () => {
  it('turns an alias into user, host and port, and says so', async () => {
    const { at, said, file } = await planned('Host web1\n  HostName 10.0.0.5\n  User deploy\n  Port 2222\n', sftp('web1'));
    expect(at).toBe('deploy@10.0.0.5:2222');
    expect(said).toEqual([`web1 is deploy@10.0.0.5:2222 by ${file}`]);
  });

  it('takes the first value, reads every matching block, and lets what the user typed win', async () => {
    const lines = 'hostname=first\nHost WEB*\n  User early\n  Port 99\nHost *\n  User late\n  HostName second\n';
    expect((await planned(lines, sftp('web1'))).at).toBe('early@first:99');
    expect((await planned(lines, sftp('web1', 'me', { port: 2200 }))).at).toBe('me@first:2200');
  });

  it('knows wildcards and negation', async () => {
    const lines = 'Host *.example.org !secret.example.org ??\n  User inside\nHost *\n  User outside\n';
    expect((await planned(lines, sftp('www.example.org'))).at).toContain('inside@');
    expect((await planned(lines, sftp('secret.example.org'))).at).toContain('outside@');
    expect((await planned(lines, sftp('ab'))).at).toContain('inside@');
    expect((await planned(lines, sftp('a'))).at).toContain('outside@');
    expect(matchesPattern('*a*a*a*a*a*b', 'a'.repeat(5000))).toBe(false);
  });

  it('knows Match by host, user and all, and says what it does not know', async () => {
    const lines = 'Host box\n  HostName real.example.org\nMatch host real.*,other user me\n  Port 2022\nMatch !user me\n  Port 1\nMatch exec "touch /tmp/never"\n  User wrong\nMatch all\n  IdentityFile ~/k\n';
    const { at, said, keyFiles } = await planned(lines, sftp('box', 'me'));
    expect(at).toBe('me@real.example.org:2022');
    expect(keyFiles).toEqual([join(homedir(), 'k')]);
    expect(said.join('\n')).toContain('“Match exec” is not supported');
  });

  it('puts values for tokens and the home', async () => {
    const { at, keyFiles, agent, only } = await planned(
      'Host n1\n  HostName %h.internal\n  User deploy\n  IdentityFile ~/keys/%h-%r-%p\n  IdentityFile "%d/with space %%"\n  IdentityFile none\n  IdentityFile /abs/%u\n  IdentitiesOnly yes\n  IdentityAgent none\n', sftp('n1'));
    expect(at).toBe('deploy@n1.internal:22');
    expect(keyFiles).toEqual([join(homedir(), 'keys/n1.internal-deploy-22'), join(homedir(), 'with space %'), `/abs/${userInfo().username}`]);
    expect([only, agent]).toEqual([true, null]);
  });

  it('includes files by pattern, also inside a block, and stops at a circle', async () => {
    await mkdir(join(folder, 'more'));
    await writeFile(join(folder, 'more/b.conf'), 'Host inc\n  User second\n  Port 77\n');
    await writeFile(join(folder, 'more/a.conf'), 'Host inc\n  User first\n');
    expect((await planned('Include more/*.conf\n', sftp('inc'))).at).toBe('first@inc:77');
    expect((await planned('Host other\n  Include more/*.conf\n', sftp('inc'))).at).not.toContain('first');
    const { said } = await planned(`Include config-${count + 1}\nHost x\n  User u\n`, sftp('x'));
    expect(said.join('\n')).toContain('include each other');
  });

  it('follows ProxyJump over several hops, which may be aliases behind others', async () => {
    const lines = 'Host inner\n  ProxyJump one,me@two:2200\nHost one\n  HostName 10.1.1.1\n  User jumper\n  ProxyJump [::1]:23\n';
    const { hops, said } = await planned(lines, sftp('inner', 'me'));
    expect(hops).toEqual([`${userInfo().username}@::1:23`, 'jumper@10.1.1.1:22', 'me@two:2200']);
    expect(said.join('\n')).toContain('the jump host one is jumper@10.1.1.1:22');
    expect((await planned('Host a\n  ProxyJump a\n', sftp('a', 'me'))).said.join('\n')).toContain('More than 8 hops');
    expect((await planned('Host a\n  ProxyJump none\nHost *\n  ProxyJump b\n', sftp('a', 'me'))).hops).toEqual([]);
  });

  it('keeps the hops of the site, resolves them, and does so for FTP too', async () => {
    const tunnel = { hops: [{ host: 'bastion', logon: { type: 'password', user: '' } }], data: 'direct' };
    const lines = 'Host bastion\n  HostName 10.9.9.9\n  User door\nHost files\n  HostName elsewhere\n  ProxyJump other\n';
    const own = await planned(lines, sftp('files', 'me', { tunnel }));
    expect(own.hops).toEqual(['door@10.9.9.9:22']);
    expect(own.said.join('\n')).toContain('the site names its own hops');
    const ftp = await planned(lines, sftp('files', 'me', { protocol: 'ftp', port: 21, tunnel }));
    expect([ftp.at, ftp.hops, ftp.plan.profile.tunnel?.data]).toEqual(['me@files:21', ['door@10.9.9.9:22'], 'direct']);
  });

  it('says what it does not follow: ProxyCommand, unknown tokens, a file that cannot be read', async () => {
    expect((await planned('Host p\n  ProxyCommand nc %h %p\n', sftp('p'))).said.join('\n')).toContain('ProxyCommand is not supported');
    expect((await planned('Host p\n  ProxyJump j\n  ProxyCommand nc %h %p\n', sftp('p'))).said.join('\n')).not.toContain('ProxyCommand');
    const odd = await planned('Host p\n  HostName %C.x\n', sftp('p', 'me'));
    expect([odd.at, odd.said.join('\n')]).toEqual(['me@p:22', expect.stringContaining('token')]);
    expect((await planned('Host "open\n', sftp('p'))).said.join('\n')).toContain('cannot be read');
    expect((await planConnection(sftp('p'), folder)).said[0]?.text).toContain('cannot be read');
    expect((await planConnection(sftp('p'), join(folder, 'missing'))).said).toEqual([]);
  });

  it('needs no file to know who signs in where nobody is named', async () => {
    expect((await planConnection(sftp('p'), undefined)).profile.logon).toEqual({ type: 'password', user: userInfo().username });
  });
});

describe('a jump', () => {
  it.each([
    ['host', '@host:22'], ['me@host:2222', 'me@host:2222'], ['[::1]:22', '@::1:22'], ['ssh://me@host:5', 'me@host:5'], [' host ', '@host:22'],
  ])('reads %j', (text, shown) => {
    const hop = parseJump(text);
    expect(hop === null ? null : `${hop.logon.type === 'anonymous' ? '' : hop.logon.user}@${hop.host}:${hop.port}`).toBe(shown);
  });

  it.each(['', 'a b', 'host:99999', 'host:x', '@', 'me@'])('refuses %j', (text) => {
    expect(parseJump(text)).toBeNull();
  });
});
