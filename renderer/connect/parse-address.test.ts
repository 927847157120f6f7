// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { isWholeAddress, parseAddress } from './parse-address.ts';

describe('addresses', () => {
  it.each([
    ['files.example.org', { host: 'files.example.org' }],
    [' host:2121 ', { host: 'host', port: 2121 }],
    ['marit@host', { host: 'host', user: 'marit' }],
    ['sftp://marit@host:2222/var/www', { protocol: 'sftp', host: 'host', port: 2222, user: 'marit', path: '/var/www' }],
    ['ftps://host', { protocol: 'ftps-implicit', host: 'host' }],
    ['FTPES://host/', { protocol: 'ftps-explicit', host: 'host' }],
    ['ftp://me%40home:p%3Aw@host/a%20b', { protocol: 'ftp', host: 'host', user: 'me@home', password: 'p:w', path: '/a b' }],
    ['ftp://me@home:secret@host', { protocol: 'ftp', host: 'host', user: 'me@home', password: undefined }],
    ['[::1]:21', { host: '::1', port: 21 }],
    ['fe80::1%eth0', { host: 'fe80::1%eth0' }],
    ['sftp://a:100%@host', { protocol: 'sftp', host: 'host', user: 'a', password: '100%' }],
  ])('%s', (text, address) => {
    const parsed = parseAddress(text);
    const { password, ...others } = address as { readonly password?: string };
    expect(parsed).toMatchObject(others);
    if ('password' in address && password !== undefined) expect(parsed?.password).toBe(password);
  });

  it.each(['', 'gopher://host', 'host:0', 'host:70000', 'no such host', 'sftp://', 'a\nb', 'host:port'])('%j cannot be read', (text) => expect(parseAddress(text)).toBeNull());

  it('knows a whole address from a host that is being typed', () => {
    expect(['sftp://h', 'u@h', 'h:22', '[::1]:22'].map(isWholeAddress)).toEqual([true, true, true, true]);
    expect(['host', 'h:', '::1', 'fe80::1'].map(isWholeAddress)).toEqual([false, false, false, false]);
  });
});
