import { describe, expect, it } from 'vitest';
import { type Site, siteSchema } from '../../shared/model/site.ts';
import { checkFields } from './check-fields.ts';
import { splitAddress } from './form/host-row.tsx';
import { readFields } from './read-fields.ts';
import { fieldsOf, type SiteFields } from './site-fields.ts';

const base = { id: 'id', name: 'museum', comment: 'a\nb', colour: 'teal', remoteDirectory: '/srv', localDirectory: '/home', synchronizedBrowsing: true };
const password = { type: 'password', user: 'marit' };
const site = (profile: object): Site => siteSchema.parse({ ...base, profile: { host: 'files.example.org', port: 2121, logon: password, ...profile } });

const profiles: readonly (readonly [string, object])[] = [
  ['plain FTP, anonymous', { protocol: 'ftp', logon: { type: 'anonymous' } }],
  ['FTP with TLS if available, active', { protocol: 'ftps-explicit', dataMode: 'active', ftp: { tls: 'if-available' } }],
  ['implicit FTPS with an account and a certificate', { protocol: 'ftps-implicit', ftp: { account: 'acct', clientCertificate: { file: '/c.pem', keyFile: '/k.pem' }, minimumTls: '1.3', dataProtection: 'clear' } }],
  ['everything that FTP can choose', {
    protocol: 'ftps-explicit', charset: 'koi8-r', serverType: 'vms', logon: { type: 'interactive', user: 'marit' },
    ftp: { clearControl: true, keepAliveSeconds: 0, compress: true, allocate: true, passiveAddress: 'as-sent', activePorts: { from: 50000, to: 50100 }, externalAddress: '203.0.113.7', listing: 'stat', hiddenFiles: true, transferType: 'ascii', timeOffsetMinutes: -60, postLogin: ['SITE A', 'SITE B'], proxy: { kind: 'custom', host: 'p', port: 2121, user: 'u', script: ['USER %u@%h'] } },
    transfers: { connections: 3, uploadRate: 102400, downloadRate: 2048, temporaryName: true, keepTimes: false, keepModes: null, verify: true },
    proxy: { kind: 'http', host: 'proxy', port: 3128, user: 'me' },
    tunnel: { hops: [{ host: 'a', port: 22, logon: { type: 'agent', user: 'u' } }, { host: 'b', port: 2222, logon: { type: 'key-file', user: 'u', keyFile: '/k' } }], data: 'direct' },
  }],
  ['SFTP with a key file and no proxy', { protocol: 'sftp', charset: 'utf-8', logon: { type: 'key-file', user: 'marit', keyFile: '/k' }, proxy: 'none' }],
  ['SCP, host-based', { protocol: 'scp', logon: { type: 'host-based', user: 'marit', keyFile: '/k', localUser: 'me', localHost: 'here' } }],
];

describe('the fields of a site', () => {
  it.each(profiles)('give %s back as it was', (_, profile) => {
    const given = site(profile);
    expect(readFields(fieldsOf(given), given)).toEqual({ site: given, problems: {} });
  });

  const sftp = fieldsOf(site({ protocol: 'sftp' }));
  const ftp = fieldsOf(site({ protocol: 'ftp' }));
  it.each<readonly [keyof SiteFields | 'hop0.host', SiteFields]>([
    ['name', { ...sftp, name: ' ' }],
    ['host', { ...sftp, host: 'two words' }],
    ['host', { ...sftp, host: 'sftp://user@host' }],
    ['port', { ...sftp, port: '70000' }],
    ['user', { ...ftp, user: '' }],
    ['account', { ...ftp, logonType: 'account' }],
    ['user', { ...ftp, user: 'a\nb' }],
    ['keyFile', { ...sftp, logonType: 'key-file' }],
    ['connections', { ...sftp, connections: '0' }],
    ['downloadRate', { ...sftp, downloadRate: '1.5' }],
    ['charset', { ...sftp, charsetKind: 'other', charset: 'two words' }],
    ['proxyHost', { ...sftp, proxyUse: 'own' }],
    ['hop0.host', { ...sftp, hops: [{ host: '', port: '', logonType: 'agent', user: 'u', keyFile: '' }] }],
    ['activePorts', { ...ftp, activePorts: '9-8' }],
    ['externalAddress', { ...ftp, externalAddress: 'two words' }],
    ['timeOffset', { ...ftp, timeOffset: '2000' }],
    ['keepAliveSeconds', { ...ftp, keepAliveSeconds: '-1' }],
    ['postLogin', { ...ftp, postLogin: 'x'.repeat(1025) }],
    ['ftpProxyScript', { ...ftp, ftpProxyKind: 'custom', ftpProxyHost: 'p' }],
  ])('say that %s is wrong, and are no site then', (field, fields) => {
    expect(Object.keys(checkFields(fields))).toEqual([field]);
    expect(readFields(fields, site({ protocol: 'sftp' })).site).toBeNull();
  });

  it('are not looked at where their protocol does not use them', () => {
    expect(checkFields({ ...sftp, user: '', timeOffset: 'never', ftpProxyKind: 'custom' })).toEqual({});
  });

  it('take the parts of an address, and a logon that its protocol has', () => {
    const fresh: SiteFields = { ...sftp, host: '', port: '', user: '' };
    expect(splitAddress(fresh, { protocol: 'ftps-implicit', host: 'h', port: 991, user: 'u', path: '/p' })).toEqual({ family: 'ftp', encryption: 'implicit', host: 'h', port: '991', user: 'u', logonType: 'password', remoteDirectory: '/p' });
    expect(splitAddress(fresh, { protocol: 'ftp', host: 'h' })).toMatchObject({ encryption: 'plain', port: '', logonType: 'anonymous' });
    expect(splitAddress({ ...ftp, logonType: 'anonymous' }, { protocol: 'sftp', host: 'h', user: 'u' })).toMatchObject({ family: 'sftp', logonType: 'password' });
    expect(splitAddress(fresh, { protocol: 'sftp', host: 'h', user: 'anonymous' })).toMatchObject({ family: 'sftp', logonType: 'anonymous' });
    expect(splitAddress({ ...sftp, logonType: 'agent' }, { host: 'h', user: 'u' })).toEqual({ host: 'h', user: 'u' });
  });
});
