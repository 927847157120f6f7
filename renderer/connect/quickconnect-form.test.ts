// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { parseAddress } from './parse-address.ts';
import { fieldsOf, NO_FIELDS, problemsOf, profileOf, spread } from './quickconnect-form.ts';

describe('quickconnect', () => {
  it('says nothing about what has not been typed', () => expect(problemsOf(NO_FIELDS)).toEqual({}));

  it.each([
    [{ host: 'a b' }, { host: 'quick.badHost' }],
    [{ host: 'gopher://x', user: 'u' }, { host: 'quick.badAddress' }],
    [{ host: 'x', user: 'u', port: '0' }, { port: 'quick.badPort' }],
    [{ host: 'x', user: 'u', port: '22x' }, { port: 'quick.badPort' }],
    [{ host: 'x' }, {}],
    [{ host: 'x', protocol: 'ftp' as const }, {}],
  ])('%j', (typed, problems) => expect(problemsOf({ ...NO_FIELDS, ...typed })).toEqual(problems));

  it('puts the parts of an address in their places; another protocol brings its own port', () => {
    const fields = spread({ ...NO_FIELDS, port: '2222', user: 'old' }, parseAddress('ftpes://marit@host/site')!);
    expect(fields).toMatchObject({ protocol: 'ftps-explicit', host: 'host', user: 'marit', port: '', path: '/site' });
    expect(spread({ ...NO_FIELDS, port: '2222' }, parseAddress('host')!).port).toBe('2222');
  });

  it('makes a profile, anonymous or with a key', () => {
    expect(profileOf({ ...NO_FIELDS, protocol: 'ftp', host: 'h' })).toEqual({ protocol: 'ftp', host: 'h', port: 21, logon: { type: 'anonymous' }, dataMode: 'default' });
    expect(profileOf({ ...NO_FIELDS, host: 'h', user: 'u', keyFile: '/k' })?.logon).toEqual({ type: 'key-file', user: 'u', keyFile: '/k' });
    expect(profileOf({ ...NO_FIELDS, protocol: 'ftp', host: 'h', user: 'u', keyFile: '/k' })?.logon).toEqual({ type: 'password', user: 'u' });
    expect(profileOf({ ...NO_FIELDS, protocol: 'scp', host: 'h', user: 'u', keyFile: '/k' })).toMatchObject({ protocol: 'scp', port: 22, logon: { type: 'key-file' } });
  });

  it('knows the anonymous user by name over every protocol, and keeps that name where an empty one means another', () => {
    for (const protocol of ['ftp', 'sftp', 'scp'] as const) expect(profileOf({ ...NO_FIELDS, protocol, host: 'h', user: 'anonymous' })?.logon).toEqual({ type: 'anonymous' });
    const again = fieldsOf(profileOf({ ...NO_FIELDS, host: 'h', user: 'anonymous' }));
    expect(profileOf(again)?.logon).toEqual({ type: 'anonymous' });
  });

  it('leaves the user of SSH to ~/.ssh/config where nobody is typed', () => {
    expect(profileOf({ ...NO_FIELDS, host: 'web1' })?.logon).toEqual({ type: 'password', user: '' });
  });
});
