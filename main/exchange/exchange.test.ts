import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { certificates } from '../../e2e/fixtures/certificates.ts';
import { siteIdSchema } from '../../shared/model/ids.ts';
import { NO_SITES, type SiteNode } from '../../shared/model/site.ts';
import { readFileZillaCertificates } from './filezilla/read-certificates.ts';
import { readFileZillaSites } from './filezilla/read-sites.ts';
import { readRemotePath, writeRemotePath } from './filezilla/remote-path.ts';
import { writeFileZillaSites } from './filezilla/write-sites.ts';
import type { Imported } from './imported.ts';
import { readPuttyHostKeys } from './putty-host-keys.ts';
import { readKnownHosts } from './known-hosts.ts';
import { readSshConfig } from './ssh-config.ts';
import { readWinScpPassword } from './winscp/password.ts';
import { readWinScpSites } from './winscp/read-sites.ts';

/** Written by FileZilla 3.63 itself. */
const sample = (name: string) => readFile(fileURLToPath(new URL(`samples/${name}`, import.meta.url)), 'utf8');
const siteNamed = (imported: Imported | null, name: string) => imported?.sites.find(({ site }) => site.name === name);

describe('FileZilla', () => {
  it('keeps folders, fields, bookmarks and passwords; what has no place here is listed', async () => {
    const imported = await readFileZillaSites(await sample('filezilla-sites.xml'), null);
    expect(imported?.sites.map(({ folders, site }) => [...folders, site.name].join('/'))).toEqual([
      'Anon', 'Customers/Key', 'Customers/Nord & Süd/Shop', 'Implicit', 'Mainframe', 'Otp',
    ]);
    const shop = siteNamed(imported, 'Shop');
    expect(shop?.secret).toBe('geheim-4711');
    expect(shop?.site).toMatchObject({
      profile: {
        protocol: 'ftps-explicit', host: 'ftp.example.org', port: 2121, logon: { type: 'password', user: 'marit' }, dataMode: 'active', charset: 'windows-1251', proxy: 'none',
        ftp: { tls: 'required', timeOffsetMinutes: -90, postLogin: ['SITE UMASK 022', 'CWD /www'] }, transfers: { connections: 3 },
      },
      remoteDirectory: '/www/my folder', localDirectory: '/home/marit/shop', synchronizedBrowsing: true, colour: 'green', comment: 'First line\nsecond',
      bookmarks: [{ name: 'Images', remoteDirectory: '/www/img', localDirectory: '/home/marit/img', synchronizedBrowsing: false }],
    });
    expect(siteNamed(imported, 'Anon')?.site.profile).toMatchObject({ protocol: 'ftps-explicit', ftp: { tls: 'if-available' }, logon: { type: 'anonymous' } });
    expect(siteNamed(imported, 'Key')?.site.profile).toMatchObject({ protocol: 'sftp', host: '2001:db8::1', logon: { type: 'key-file', user: 'root', keyFile: '/home/marit/.ssh/id.ppk' } });
    expect(siteNamed(imported, 'Implicit')?.site.profile).toMatchObject({ protocol: 'ftps-implicit', logon: { type: 'ask', user: 'ask' } });
    expect(siteNamed(imported, 'Mainframe')).toMatchObject({ secret: 'pw', site: { remoteDirectory: "'ACCT'", profile: { protocol: 'ftp', serverType: 'mvs', ftp: { account: 'dept7' } } } });
    expect(siteNamed(imported, 'Otp')?.site.profile.logon).toEqual({ type: 'interactive', user: 'otp' });
    expect(imported?.notCarried).toEqual([
      { where: 'Bucket', reason: 'protocol', what: 'S3' },
      { where: 'Shop', reason: 'field', what: 'DirectoryComparison' },
    ]);
    expect((await readFileZillaSites(await sample('filezilla-bookmarks.xml'), null))?.bookmarks).toEqual([{ name: 'Global', remoteDirectory: '/logs', localDirectory: '/tmp', synchronizedBrowsing: false }]);
  });

  it('gives passwords sealed by its master password only to who knows that', async () => {
    // Sealed by FileZilla's own library for the master password “master pässword”.
    const pubkey = 'Xs5vE5Zsdb38/2K6u1YEz8zi7Fv4TFc136wL7MlrpgYBCA8WHSQrMjlAR05VXGNqcXh/ho2Um6KpsLe+xczT2g==';
    const sealed = '3/gVJl+Om3Ccx0GWO+80zXkKWdQZ4uQeKZAEk67VZAeRlzhaql+hhUHiQtUmKYx18HcXeVN1A5YNZDtAcGa3rlaKwSqjvlDrlR59WcnDtDTM/TzbjvyiQ3nY4FDu5yTJ';
    const xml = (pass: string) => `<FileZilla3><Servers><Server><Host>h</Host><Port>21</Port><Protocol>0</Protocol><User>u</User><Pass encoding="crypt" pubkey="${pubkey}">${pass}</Pass><Logontype>1</Logontype><Name>S</Name></Server></Servers></FileZilla3>`;
    expect((await readFileZillaSites(xml(sealed), 'master pässword'))?.sites[0]?.secret).toBe('geheim-4711');
    for (const wrong of [null, 'master password']) {
      expect(await readFileZillaSites(xml(sealed), wrong)).toMatchObject({ locked: true, sites: [{ secret: null }], notCarried: [{ where: 'S', reason: 'password-locked' }] });
    }
    const bent = `${sealed.slice(0, -8)}AAAAAAAA`;
    expect(await readFileZillaSites(xml(bent), 'master pässword')).toMatchObject({ locked: false, sites: [{ secret: null }], notCarried: [{ reason: 'password-unreadable' }] });
  });

  it.each([
    ['1 0 3 www 9 my folder', '/www/my folder'],
    ['1 0', '/'],
    ['1 0 1 🚢', '/🚢'],
    ['1 0 2 🚢 1 a', '/🚢/a'],
    ['3 0 2 C: 5 Users', 'C:\\Users'],
    ['3 0 2 C:', 'C:\\'],
    ['2 4 DKA0 3 ADA 3 WEB', 'DKA0[ADA.WEB]'],
    ['1 0 9 short', null],
    ['99 0 1 a', null],
    ['www', null],
    ['', null],
  ])('the path %s is %s', (text, path) => expect(readRemotePath(text)).toBe(path));
  it.each(['/', '/a b/ü/c', '/3 x/1'])('%s is written and read', (path) => expect(readRemotePath(writeRemotePath(path)!)).toBe(path));

  it('reads trusted certificates', async () => {
    const { servers } = await certificates();
    const der = new X509Certificate(servers['self-signed'].chain).raw;
    const xml = `<FileZilla3><TrustedCerts><Certificate><Data>${der.toString('hex')}</Data><Host>h</Host><Port>990</Port></Certificate><Certificate><Data>00</Data><Host>bad</Host><Port>21</Port></Certificate></TrustedCerts></FileZilla3>`;
    const imported = readFileZillaCertificates(xml);
    const fingerprint = createHash('sha256').update(der).digest('hex').toUpperCase().match(/../gu)?.join(':');
    expect(imported?.certificates).toEqual([{ host: 'h', port: 990, fingerprint, pem: expect.stringContaining('BEGIN CERTIFICATE') }]);
    expect(imported?.notCarried).toEqual([{ where: 'bad:21', reason: 'invalid', what: '' }]);
  });

  it('reads the certificate and the host key that FileZilla itself was told to trust', async () => {
    expect(readFileZillaCertificates(await sample('filezilla-certificates.xml'))?.certificates).toEqual([
      { host: '127.0.0.1', port: 21249, fingerprint: '9E:18:CB:1B:DE:13:98:52:46:06:B5:EB:FD:F5:E5:79:0D:2E:8F:BE:94:98:64:E7:07:87:D6:E7:0C:CD:45:CD', pem: expect.stringContaining('BEGIN CERTIFICATE') },
    ]);
    expect(readPuttyHostKeys(await sample('filezilla-host-keys'))?.hostKeys).toEqual([
      { host: '127.0.0.1', port: 27009, algorithm: 'ssh-ed25519', fingerprint: 'SHA256:WWhbMeKtb2BsLTA49Jj3uUo3G733qEc7Cm6JtXnjJqM' },
    ]);
  });

  it('is written without passwords and reads its own words again', async () => {
    const imported = await readFileZillaSites(await sample('filezilla-sites.xml'), null);
    const folder: SiteNode = { id: siteIdSchema.parse('f'), parent: null, name: 'A & <B>', folder: true };
    const nodes = [folder, ...(imported?.sites ?? []).map(({ site }, index): SiteNode => ({ ...site, id: siteIdSchema.parse(`s${index}`), parent: index === 0 ? null : folder.id }))];
    const written = writeFileZillaSites({ ...NO_SITES, nodes, bookmarks: [{ name: 'G', remoteDirectory: '/x', localDirectory: '', synchronizedBrowsing: true }] });
    expect(written.xml).not.toMatch(/Pass|geheim/u);
    const again = await readFileZillaSites(written.xml, null);
    const facts = ({ name, colour, comment, localDirectory, bookmarks, profile: { protocol, host, port, charset, dataMode, ftp } }: Imported['sites'][number]['site']) => ({ name, colour, comment, localDirectory, bookmarks, protocol, host, port, charset, dataMode, ftp });
    const byName = (one: { readonly name: string }, other: { readonly name: string }) => (one.name < other.name ? -1 : 1);
    expect(again?.sites.map(({ site }) => facts(site)).toSorted(byName)).toEqual(imported?.sites.map(({ site }) => facts(site)).toSorted(byName));
    expect(siteNamed(again, 'Anon')?.folders).toEqual([]);
    expect(siteNamed(again, 'Shop')).toMatchObject({ folders: ['A & <B>'], site: { profile: { logon: { type: 'ask', user: 'marit' } }, remoteDirectory: '/www/my folder' } });
    expect(again?.bookmarks).toHaveLength(1);
    expect(written.notCarried).toEqual([{ where: 'Mainframe', reason: 'field', what: "remote directory 'ACCT'" }]);
  });

  it.each(['', 'text', '<a/>', '<FileZilla3>', '<!DOCTYPE x [<!ENTITY a "b">]><FileZilla3/>', `${'<Folder>'.repeat(200)}`])('is not “%s”', async (text) => {
    expect(await readFileZillaSites(text.startsWith('<Folder>') ? `<FileZilla3><Servers>${text}${'</Folder>'.repeat(200)}</Servers></FileZilla3>` : text, null)).toBeNull();
    expect(readFileZillaCertificates(text)).toBeNull();
  });
});

describe('WinSCP', () => {
  /** As WinSCP writes a password, from its published form: length, filling, the text, each byte turned. */
  const stored = (text: string) => {
    const bytes = [0xff, 0x00, Buffer.byteLength(text), 3, 9, 9, 9, ...Buffer.from(text)];
    return Buffer.from(bytes.map((byte) => (~byte & 0xff) ^ 0xa3)).toString('hex').toUpperCase();
  };
  const ini = `[Sessions\\Default%20Settings]\nHostName=nobody\n[Sessions\\Clients/Gr%C3%BCn]\nHostName=ftp.example.org\nPortNumber=2121\nUserName=ada\nPassword=${stored('adaftp.example.orgpäss')}\nFSProtocol=5\nFtps=3\nFtpPasvMode=0\nRemoteDirectory=/www\nLocalDirectory=C:\\site\nNote=Call%20first\n[Sessions\\key]\nHostName=ssh.example.org\nUserName=root\nPublicKeyFile=C:\\keys\\id.ppk\nTunnel=1\nTunnelHostName=jump\nTunnelUserName=j\n[Sessions\\dav]\nHostName=x\nFSProtocol=6\n`;

  it('keeps folders, protocols, tunnels and passwords', () => {
    const imported = readWinScpSites(ini);
    expect(imported?.sites.map(({ folders, site }) => [...folders, site.name].join('/'))).toEqual(['Clients/Grün', 'key']);
    expect(siteNamed(imported, 'Grün')).toMatchObject({
      secret: 'päss',
      site: { profile: { protocol: 'ftps-explicit', host: 'ftp.example.org', port: 2121, dataMode: 'active', logon: { user: 'ada' } }, remoteDirectory: '/www', localDirectory: 'C:\\site', comment: 'Call first' },
    });
    expect(siteNamed(imported, 'key')?.site.profile).toMatchObject({ protocol: 'sftp', port: 22, logon: { type: 'key-file', keyFile: 'C:\\keys\\id.ppk' }, tunnel: { hops: [{ host: 'jump', port: 22, logon: { user: 'j' } }], data: 'through' } });
    expect(imported?.notCarried).toEqual([{ where: 'dav', reason: 'protocol', what: 'WebDAV' }]);
  });

  it('says so where a master password locks the passwords', () => {
    const imported = readWinScpSites(`${ini}[Configuration\\Security]\nUseMasterPassword=1\n`);
    expect(siteNamed(imported, 'Grün')?.secret).toBeNull();
    expect(imported?.notCarried).toContainEqual({ where: 'Grün', reason: 'password-locked', what: '' });
  });

  it.each(['', 'zz', 'A3', stored('other').slice(0, 12)])('finds no password in “%s”', (text) => expect(readWinScpPassword(text, 'me')).toBeNull());
});

describe('OpenSSH', () => {
  it('config: hosts by name become sites, with their jump hosts', () => {
    const imported = readSshConfig('Host web1 web2\n  HostName 10.0.0.%h\n  User deploy\n  Port 2222\n  IdentityFile ~/.ssh/id\n  ProxyJump admin@gate:2200,inner\n  ForwardAgent yes\nHost *.example.org\n  User x\nHost bare\n', 'me');
    expect(imported?.sites.map(({ site }) => [site.name, site.profile.host, site.profile.port, site.profile.logon])).toEqual([
      ['web1', '10.0.0.web1', 2222, { type: 'key-file', user: 'deploy', keyFile: '~/.ssh/id' }],
      ['web2', '10.0.0.web2', 2222, { type: 'key-file', user: 'deploy', keyFile: '~/.ssh/id' }],
      ['bare', 'bare', 22, { type: 'password', user: 'me' }],
    ]);
    expect(imported?.sites[0]?.site.profile.tunnel?.hops).toMatchObject([{ host: 'gate', port: 2200, logon: { user: 'admin' } }, { host: 'inner', port: 22, logon: { user: 'me' } }]);
    expect(imported?.notCarried).toContainEqual({ where: 'web1', reason: 'field', what: 'forwardagent' });
  });

  it('known_hosts: keys by host and port; hashed names and patterns are listed', () => {
    const key = 'AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUTyz1HwHReFVvD5obVsALAgJRNarH4TRpNePnAS';
    const fingerprint = `SHA256:${createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64').replace(/=+$/u, '')}`;
    const imported = readKnownHosts(`# comment\nweb,[10.0.0.1]:2222 ssh-ed25519 ${key} me\n|1|abc=|def= ssh-ed25519 ${key}\n*.example.org ssh-ed25519 ${key}\n@revoked bad ssh-ed25519 ${key}\nx ssh-rsa ${key}\n`);
    expect(imported?.hostKeys).toEqual([{ host: 'web', port: 22, algorithm: 'ssh-ed25519', fingerprint }, { host: '10.0.0.1', port: 2222, algorithm: 'ssh-ed25519', fingerprint }]);
    expect(imported?.notCarried.map(({ where, reason }) => [where, reason])).toEqual([['3', 'hashed-name'], ['4', 'field'], ['5', 'field'], ['6', 'key-type']]);
    expect(readKnownHosts('nothing here')).toBeNull();
  });
});
