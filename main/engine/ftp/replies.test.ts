import { describe, expect, it } from 'vitest';
import { pathOfPwd } from './directory-reply.ts';
import { announcedSize } from './download.ts';
import { loginRefusal, lostFailure, refusal } from './failures.ts';
import { parseFeatures } from './features.ts';
import { addressOfPasv, portOfEpsv } from './passive-reply.ts';

const reply = (text: string) => ({ code: Number(text.slice(0, 3)), text, raw: text });

describe('what a refusal means', () => {
  it.each([
    ['550 No such file or directory.', 'no-such-file'],
    ['550 /x: The system cannot find the file specified.', 'no-such-file'],
    ["550 Sorry, but that file doesn't exist", 'no-such-file'],
    ['550 File not found', 'no-such-file'],
    ['550 Permission denied.', 'permission-denied'],
    ['553 Access is denied.', 'permission-denied'],
    ['550 Operation not permitted', 'permission-denied'],
    ['550 Directory not empty', 'not-empty'],
    ['550 x: Not a directory', 'not-a-directory'],
    ['521 "/x" directory already exists', 'already-exists'],
    ['550 Can\'t create directory: File exists', 'already-exists'],
    ['552 Requested file action aborted.', 'server-full'],
    ['452 Insufficient storage space', 'server-full'],
    ['426 Failure writing: No space left on device', 'server-full'],
    ['550 Disk quota exceeded', 'server-full'],
    ['425 Can\'t open data connection.', 'data-connection-failed'],
    ['421 Too many users', 'too-many-connections'],
    ['421 Timeout.', 'server-hung-up'],
    ['450 Try later', 'server-busy'],
    ['500 Unknown command.', 'not-supported'],
    ['502 Command not implemented.', 'not-supported'],
    ['426 Failure reading network stream.', 'data-connection-lost'],
    ['522 SSL connection failed: session reuse required', 'tls-failed'],
    ['530 Please login with USER and PASS.', 'login-refused'],
    ['550 Failed to open file.', 'server-refused'],
    ['200 fine', 'bad-reply'],
  ])('%s → %s', (text, reason) => {
    expect(refusal(reply(text), 'host', '/x').data).toMatchObject({ reason, detail: text, parameters: { path: '/x', host: 'host' } });
  });

  it.each([
    ['530 Login incorrect.', 'wrong-password'],
    ['530 Sorry, the maximum number of allowed clients (2) are already connected.', 'too-many-connections'],
    ['421 There are too many connected users, please try later.', 'too-many-connections'],
    ['421 Sorry, no more users allowed', 'too-many-connections'],
    ['421 Cannot accept more than 10 connections', 'too-many-connections'],
    ['421 Service not available.', 'server-hung-up'],
    ['421 Maximum login limit has been reached', 'too-many-connections'],
    ['421 50 users (the maximum) are already logged in, sorry', 'too-many-connections'],
    ['530 Only 2 sessions from same IP allowed concurrently', 'too-many-connections'],
    ['530 Sorry, you already have 3 sessions open', 'too-many-connections'],
    ['530 User limit reached.', 'too-many-connections'],
    ['530 Login incorrect (too many failures)', 'wrong-password'],
    ['530 Too many failed logins.', 'wrong-password'],
    ['530 Only anonymous logins here.', 'wrong-password'],
    ['530 User ada is not allowed here.', 'wrong-password'],
    ['421 Idle for too long: closing control connection.', 'server-hung-up'],
    ['421 Idle for more than 300 seconds, closing control connection.', 'server-hung-up'],
    ['421 No more data for 120 seconds: closing control connection.', 'server-hung-up'],
    ['421 Too many users, try again in 60 seconds.', 'too-many-connections'],
    ['331 Go on', 'login-refused'],
  ])('at sign-in, %s → %s', (text, reason) => {
    expect(loginRefusal(reply(text), 'host', 'ada').data).toMatchObject({ reason, detail: text });
  });

  it.each([
    [new Error('Timeout (control socket)'), 'reply-timeout'],
    [new Error('Server sent FIN packet unexpectedly, closing connection.'), 'server-hung-up'],
    [new Error('FTP control response exceeded maximum allowed size'), 'reply-too-long'],
    [Object.assign(new Error('read ECONNRESET (control socket)'), { code: 'ECONNRESET' }), 'connection-lost'],
    [Object.assign(new Error('wrong version'), { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), 'tls-failed'],
  ])('an end by %s → %s', (error, reason) => {
    expect(lostFailure(error, { host: 'host', timeoutSeconds: 20 }).data).toMatchObject({ reason });
  });
});

describe('passive replies', () => {
  it.each([
    ['229 Entering Extended Passive Mode (|||6446|)', 6446],
    ['229 Extended Passive mode OK (!!!65535!)', 65_535],
    ['229 ok (|||0|)', null],
    ['229 ok (|||65536|)', null],
    ['229 ok (|1|10.0.0.1|6446|)', null],
    ['229 ok |||6446|', null],
    ['229 ok (||!6446|)', null],
    ['229 ok', null],
  ])('%s → %s', (text, port) => expect(portOfEpsv(text)).toBe(port));

  it.each([
    ['227 Entering Passive Mode (127,0,0,1,195,80).', { host: '127.0.0.1', port: 50_000 }],
    ['227 Entering Passive Mode 10,0,0,7,0,21', { host: '10.0.0.7', port: 21 }],
    ['227 =127,0,0,1,4,1', { host: '127.0.0.1', port: 1025 }],
    ['227 (256,0,0,1,4,1)', null],
    ['227 (1,2,3,4,0,0)', null],
    ['227 (1,2,3,4,5)', null],
    ['227 (1,2,3,4,5,6,7)', null],
    [`227 ${'1'.repeat(60_000)}`, null],
    [`227 ${'1,'.repeat(30_000)}`, null],
  ])('%s', (text, address) => expect(addressOfPasv(text)).toEqual(address));
});

describe('other replies', () => {
  it.each([
    ['257 "/" is the current directory', '/'],
    ['257 "/a ""quoted"" name" is here', '/a "quoted" name'],
    ['257 /bare is current', '/bare'],
    ['257 "caf\u00c3\u00a9"', 'caf\u00c3\u00a9'],
    ['257 nothing', null],
    ['250 "/x"', null],
  ])('PWD: %s → %s', (raw, path) => expect(pathOfPwd(raw)).toBe(path));

  it.each([
    ['150 Opening BINARY mode data connection for a (12 bytes).', 12],
    ['150 Opening BINARY mode data connection for (7 bytes) x', 7],
    ['150 1 byte (1 byte)', 1],
    ['150 Accepted data connection', null],
    ['150 172.4 kbytes to download', null],
  ])('%s → %s', (text, size) => expect(announcedSize(reply(text))).toBe(size));

  it('reads features however a server writes them', () => {
    const features = parseFeatures([' UTF8', '211-SIZE', 'mdtm', ' REST STREAM', ' MLST type*;size*;Modify;UNIX.mode*;', ' MFMT', ' MFF modify;UNIX.mode;']);
    expect(features).toMatchObject({ utf8: true, size: true, mdtm: true, restart: true, mlst: true, mfmt: true });
    expect([...features.facts]).toEqual([['type', true], ['size', true], ['modify', false], ['unix.mode', true]]);
    expect(features.settable.has('unix.mode')).toBe(true);
    expect(parseFeatures([])).toMatchObject({ utf8: false, size: false, restart: false, mlst: false });
  });
});
