import { describe, expect, it } from 'vitest';
import { describeFailure } from '../../shared/locale/describe-failure.ts';
import { Failure } from '../engine/session/failure.ts';
import { type Command, parseArguments, wantsJson } from './arguments.ts';

function command(...argv: readonly string[]): Command {
  const request = parseArguments(argv);
  if (request.kind !== 'run') throw new Error('help was asked for');
  return request.command;
}

function refusal(...argv: readonly string[]): { readonly reason: string; readonly words: string } {
  try {
    parseArguments(argv);
  } catch (problem) {
    if (!(problem instanceof Failure)) throw problem;
    const { what, next } = describeFailure(problem.data);
    return { reason: problem.data.reason, words: `${what} ${next}` };
  }
  throw new Error(`${argv.join(' ')} was taken`);
}

const nothing = { profile: {}, logon: null, network: {} };

describe('addresses', () => {
  it.each([
    ['ftp://host', { protocol: 'ftp', host: 'host', port: 21, user: null, path: null }],
    ['ftps://host/', { protocol: 'ftps-implicit', host: 'host', port: 990, user: null, path: { from: 'root', text: '/' } }],
    ['ftpes://anna@host:2121/a/b', { protocol: 'ftps-explicit', host: 'host', port: 2121, user: 'anna', path: { from: 'root', text: '/a/b' } }],
    ['scp://host/a', { protocol: 'scp', host: 'host', port: 22, user: null, path: { from: 'root', text: '/a' } }],
    ['SFTP://anna@[::1]:2222/~/site', { protocol: 'sftp', host: '::1', port: 2222, user: 'anna', path: { from: 'home', text: 'site' } }],
    ['sftp://host/~', { protocol: 'sftp', host: 'host', port: 22, user: null, path: { from: 'home', text: '' } }],
    ['sftp://anna%40example.org@host/a%20b/caf%C3%A9', { protocol: 'sftp', host: 'host', port: 22, user: 'anna@example.org', path: { from: 'root', text: '/a b/café' } }],
    ['sftp://anna@example.org@host/', { protocol: 'sftp', host: 'host', port: 22, user: 'anna@example.org', path: { from: 'root', text: '/' } }],
    ['ftp://host/what?is#this', { protocol: 'ftp', host: 'host', port: 21, user: null, path: { from: 'root', text: '/what?is#this' } }],
  ])('%s', (url, address) => {
    expect(command('ls', url).address).toEqual(address);
  });

  it('refuses a password, and says why without repeating it', () => {
    const { reason, words } = refusal('ls', 'ftp://anna:geheim@host/');
    expect(reason).toBe('password-in-url');
    expect(words).toContain('list of processes');
    expect(words).toContain('HAWSER_PASSWORD');
    expect(words).not.toContain('geheim');
  });

  it('refuses a password that stands at the wrong place, without repeating it', () => {
    for (const argv of [['ftp://anna:geheim@host/'], ['ls', 'http://anna:geheim@host/'], ['ls', 'ftp://anna:geheim@host:port/'], ['ls', 'ftp:/anna:geheim@host']]) {
      expect(refusal(...argv).words).not.toContain('geheim');
    }
  });

  it.each(['host', 'http://host/', 'ftp:///path', 'ftp://host:0/', 'ftp://host:70000/', 'ftp://host:ftp/', 'ftp://[::1/', 'sftp://host/100%'])('refuses %s', (url) => {
    expect(refusal('ls', url).reason).toBe('bad-command-line');
  });

  it.each(['ftp://host/a%0D%0ADELE%20b', 'ftp://an%0Ana@host/', 'ftp://host/a%00b', 'ftp://ho\nst/'])('refuses a control character: %j', (url) => {
    expect(refusal('ls', url).reason).toBe('bad-argument');
  });
});

describe('options', () => {
  it('takes SSH servers on the way, and refuses what is none', () => {
    const { via, viaData } = command('ls', 'ftp://host', '--via', 'me@one:2222,two', '--via', '[::1]', '--via-data', 'direct').options;
    expect(via.map(({ host, port }) => `${host} ${port}`)).toEqual(['one 2222', 'two 22', '::1 22']);
    expect(viaData).toBe('direct');
    expect(refusal('ls', 'ftp://host', '--via', 'me:geheim@one').words).not.toContain('geheim');
    expect(refusal('ls', 'ftp://host', '--via', 'a b').reason).toBe('bad-command-line');
    expect(refusal('ls', 'ftp://host', '--via-data', 'round').reason).toBe('bad-command-line');
  });

  it.each([
    ['socks5://anna@proxy:1081', { kind: 'socks5', host: 'proxy', port: 1081, user: 'anna' }],
    ['socks4a://proxy', { kind: 'socks4', host: 'proxy', port: 1080, user: '' }],
    ['HTTP://[::1]/', { kind: 'http', host: '::1', port: 8080, user: '' }],
  ])('takes the proxy %s', (url, proxy) => {
    expect(command('ls', 'ftp://host', '--proxy', url).options.proxy).toEqual(proxy);
  });

  it.each([['ftp://proxy', 'bad-command-line'], ['proxy:1080', 'bad-command-line'], ['http://proxy/path', 'bad-command-line'], ['http://a:geheim@proxy', 'password-in-url']])('refuses the proxy %s', (url, reason) => {
    const refused = refusal('ls', 'ftp://host', '--proxy', url);
    expect(refused.reason).toBe(reason);
    expect(refused.words).not.toContain('geheim');
  });

  it('have defaults', () => {
    expect(command('ls', 'ftp://host').options).toEqual({ choices: nothing, targetChoices: nothing, json: false, unique: false, recursive: false, verbose: false, dataMode: 'default', proxy: null, trust: [], keyFile: null, via: [], viaData: 'through', sshConfig: null, transfers: 2, direct: true, onExists: 'overwrite', links: 'files' });
  });

  it('stand anywhere', () => {
    const { verb, paths, options } = command('--json', 'rm', '-r', 'sftp://host', '--key', 'id', 'a', '--transfers=8', 'b');
    expect({ verb, paths }).toEqual({ verb: 'rm', paths: ['a', 'b'] });
    expect(options).toMatchObject({ json: true, recursive: true, keyFile: 'id', transfers: 8 });
  });

  it('end at --, so that names may begin with a dash', () => {
    expect(command('rm', 'sftp://host', '--', '-r', '--json')).toMatchObject({ paths: ['-r', '--json'], options: { recursive: false, json: false } });
  });

  it('say what happens to files that are there', () => {
    expect(command('get', 'ftp://host', '--on-exists', 'size-or-newer').options.onExists).toBe('size-or-newer');
    expect(command('get', 'ftp://host', '--links', 'keep').options.links).toBe('keep');
    expect(refusal('get', 'ftp://host', '--links', 'copy').words).toContain('files, follow, keep, skip');
    expect(refusal('get', 'ftp://host', '--on-exists', 'ask').words).toContain('overwrite, newer, size, size-or-newer, content, resume, rename, skip');
  });

  it('choose who opens data connections', () => {
    expect(command('ls', 'ftp://host', '--active').options.dataMode).toBe('active');
    expect(command('ls', 'ftp://host', '--passive').options.dataMode).toBe('passive');
    expect(refusal('ls', 'ftp://host', '--passive', '--active').words).toContain('exclude');
  });

  it('take fingerprints in each usual writing', () => {
    const hex = 'ab'.repeat(32);
    const certificate = { of: 'certificate', text: Array.from({ length: 32 }, () => 'AB').join(':') };
    const hostKey = `SHA256:${'x'.repeat(43)}`;
    expect(command('ls', 'ftps://host', '--trust', hex, '--trust', certificate.text, '--trust', hostKey, '--trust', `${hostKey}=`).options.trust).toEqual([
      certificate,
      certificate,
      { of: 'host-key', text: hostKey },
      { of: 'host-key', text: hostKey },
    ]);
  });

  it.each([
    [['--trust', 'abcd'], 'SHA-256'],
    [['--trust', 'SHA256:short'], 'SHA-256'],
    [['--transfers', '0'], '1 to 64'],
    [['--transfers', '65'], '1 to 64'],
    [['--transfers', 'many'], '1 to 64'],
    [['--key', 'id'], 'sftp://'],
    [['--password', 'geheim'], '--password'],
  ])('%j is refused', (flags, words) => {
    const refused = refusal('ls', 'ftp://host', ...flags);
    expect(refused.reason).toBe('bad-command-line');
    expect(refused.words).toContain(words);
    expect(refused.words).not.toContain('geheim');
  });

  it('tell of JSON even where the rest is wrong', () => {
    expect(wantsJson(['lsx', '--json'])).toBe(true);
    expect(wantsJson(['rm', 'sftp://host', '--', '--json'])).toBe(false);
  });
});

describe('verbs', () => {
  it.each([
    [['frobnicate', 'ftp://host'], 'frobnicate'],
    [['ls'], 'address'],
    [['put', 'ftp://host'], 'upload'],
    [['mv', 'ftp://host/a'], 'new name'],
    [['mv', 'ftp://host/', 'a', 'b', 'c'], 'at most 2'],
    [['get', 'ftp://host/a', 'b', 'c'], 'at most 1'],
    [['rm', 'ftp://host/', ''], 'empty'],
  ])('%j is refused', (argv, words) => {
    expect(refusal(...argv).words).toContain(words);
  });

  it('have help', () => {
    expect(parseArguments([])).toEqual({ kind: 'help', verb: null });
    expect(parseArguments(['--help'])).toEqual({ kind: 'help', verb: null });
    expect(parseArguments(['get', '--help'])).toEqual({ kind: 'help', verb: 'get' });
    expect(parseArguments(['get', '-h', 'ftp://host'])).toEqual({ kind: 'help', verb: 'get' });
    expect(parseArguments(['help', 'mv'])).toEqual({ kind: 'help', verb: 'mv' });
  });
});

describe('keys', () => {
  it('are made, shown and converted without a server, and installed on one', () => {
    expect(parseArguments(['keys', 'generate', 'id', '--kind', 'rsa-4096', '--comment', 'me'])).toEqual({ kind: 'keys', keys: { action: 'generate', file: 'id', kind: 'rsa-4096', comment: 'me' } });
    expect(parseArguments(['keys', 'show', 'id'])).toEqual({ kind: 'keys', keys: { action: 'show', file: 'id' } });
    expect(parseArguments(['keys', 'convert', 'id', 'id.ppk', '--format', 'ppk-2'])).toEqual({ kind: 'keys', keys: { action: 'convert', file: 'id', target: 'id.ppk', format: 'ppk-2' } });
    expect(command('keys', 'install', 'sftp://anna@host', 'id.pub')).toMatchObject({ verb: 'keys', address: { host: 'host' }, paths: ['id.pub'] });
  });

  it.each([['keys'], ['keys', 'burn', 'id'], ['keys', 'show'], ['keys', 'show', 'a', 'b'], ['keys', 'convert', 'a'], ['keys', 'generate', 'a', '--kind', 'dsa'], ['keys', 'generate', 'a', '--comment', 'a\nb'], ['keys', 'convert', 'a', 'b', '--format', 'pem'], ['keys', 'install', 'sftp://host'], ['keys', 'install']])('refuses %j', (...argv) => {
    expect(refusal(...argv).reason).toBe('bad-command-line');
  });
});
