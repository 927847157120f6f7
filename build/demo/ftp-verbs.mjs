import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, rename, rmdir, stat, truncate, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { diskPath, virtualPath } from './virtual-path.mjs';

/** @typedef {import('./ftp-dialogue.mjs').FtpDialogue} FtpDialogue */

/** `YYYYMMDDHHMMSS` in UTC (RFC 3659, 2.3). @param {Date} date */
const stamp = (date) => date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');

/** @param {string} text */
function parseStamp(text) {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d).*$/s, '$1-$2-$3T$4:$5:$6Z');
  const milliseconds = Date.parse(iso);
  if (Number.isNaN(milliseconds)) throw new Error('A time is written YYYYMMDDHHMMSS.');
  return milliseconds / 1000;
}

/** @param {FtpDialogue} of @param {string} path */
const at = (of, path) => diskPath(of.options.folder, virtualPath(of.directory, path));

/** @param {FtpDialogue} of @param {string} path */
async function rows(of, path) {
  const folder = at(of, path);
  return Promise.all((await readdir(folder)).map(async (name) => ({ name, facts: await lstat(join(folder, name)) })));
}

/** @param {{name: string, facts: import('node:fs').Stats}} row */
const mlsdRow = ({ name, facts }) => `type=${facts.isDirectory() ? 'dir' : 'file'};size=${facts.size};modify=${stamp(facts.mtime)};UNIX.mode=0${(facts.mode & 0o777).toString(8)}; ${name}\r\n`;

/** @param {{name: string, facts: import('node:fs').Stats}} row */
function listRow({ name, facts }) {
  const date = facts.mtime.toUTCString();
  return `${facts.isDirectory() ? 'd' : '-'}rw-r--r-- 1 demo demo ${facts.size} ${date.slice(8, 11)} ${date.slice(5, 7)} ${date.slice(17, 22)} ${name}\r\n`;
}

/**
 * Runs one transfer over the data connection, from the opening reply to the closing one.
 * @param {FtpDialogue} of
 * @param {(data: import('node:net').Socket) => Promise<void>} work
 */
async function transfer(of, work) {
  of.reply(150, 'Opening the data connection.');
  try {
    await work(await of.passive.take(of.protectedData));
    of.reply(226, 'Done.');
  } catch (error) {
    of.reply(426, error instanceof Error ? error.message : String(error));
  }
}

/** @param {FtpDialogue} of @param {string} path @param {number} start */
async function store(of, path, start) {
  const file = at(of, path);
  if (start > 0) await truncate(file, start);
  await transfer(of, (data) => pipeline(data, createWriteStream(file, start > 0 ? { flags: 'r+', start } : {})));
}

/** What each command does. @type {Record<string, (of: FtpDialogue, argument: string) => unknown>} */
export const ftpVerbs = {
  AUTH(of, how) {
    if (how.toUpperCase() !== 'TLS' || of.secure) return of.reply(504, 'Only AUTH TLS, and once.');
    of.reply(234, 'TLS it is.');
    of.startTls();
  },
  PBSZ: (of) => of.reply(of.secure ? 200 : 503, of.secure ? 'PBSZ=0' : 'AUTH first.'),
  PROT(of, level) {
    if (!of.secure || level.toUpperCase() !== 'P') return of.reply(536, 'Data connections are protected here: PROT P, after AUTH.');
    of.protectedData = true;
    of.reply(200, 'Protected.');
  },
  USER(of, name) {
    if (!of.secure) return of.reply(530, 'A password goes over TLS only: AUTH TLS first.');
    of.user = name;
    of.reply(331, 'And the password?');
  },
  PASS(of, password) {
    of.signedIn = of.secure && of.user === of.options.user && password === of.options.password;
    of.reply(of.signedIn ? 230 : 530, of.signedIn ? 'Welcome.' : 'User or password is wrong.');
  },
  FEAT: (of) => of.reply(211, ['Features:', 'AUTH TLS', 'PBSZ', 'PROT', 'EPSV', 'MDTM', 'MFMT', 'MLST type*;size*;modify*;UNIX.mode*;', 'REST STREAM', 'SIZE', 'UTF8', 'End']),
  SYST: (of) => of.reply(215, 'UNIX Type: L8'),
  OPTS: (of) => of.reply(200, 'UTF-8 is always on.'),
  CLNT: (of) => of.reply(200, 'Noted.'),
  NOOP: (of) => of.reply(200, 'Still here.'),
  HELP: (of) => of.reply(214, Object.keys(ftpVerbs).join(' ')),
  TYPE: (of) => of.reply(200, 'Bytes stay as they are.'),
  QUIT(of) {
    of.reply(221, 'Fair winds.');
    of.socket.end();
  },
  PWD: (of) => of.reply(257, `"${of.directory.replaceAll('"', '""')}"`),
  async CWD(of, path) {
    if (!(await stat(at(of, path))).isDirectory()) return of.reply(550, 'That is not a directory.');
    of.directory = virtualPath(of.directory, path);
    of.reply(250, of.directory);
  },
  CDUP: (of) => ftpVerbs.CWD?.(of, '..'),
  async EPSV(of) {
    of.reply(229, `Entering extended passive mode (|||${await of.passive.open()}|)`);
  },
  async PASV(of) {
    const port = await of.passive.open();
    of.reply(227, `Entering passive mode (127,0,0,1,${port >> 8},${port & 255})`);
  },
  async MLSD(of, path) {
    const text = (await rows(of, path)).map(mlsdRow).join('');
    await transfer(of, (data) => pipeline(Readable.from([Buffer.from(text)]), data));
  },
  async LIST(of, argument) {
    const text = (await rows(of, argument.replace(/^-\S+ ?/, ''))).map(listRow).join('');
    await transfer(of, (data) => pipeline(Readable.from([Buffer.from(text)]), data));
  },
  async SIZE(of, path) {
    of.reply(213, String((await stat(at(of, path))).size));
  },
  async MDTM(of, path) {
    of.reply(213, stamp((await stat(at(of, path))).mtime));
  },
  async MFMT(of, argument) {
    const path = argument.slice(argument.indexOf(' ') + 1);
    const seconds = parseStamp(argument);
    await utimes(at(of, path), seconds, seconds);
    of.reply(213, `Modify=${argument}`);
  },
  REST(of, offset) {
    of.offset = Math.max(0, Number.parseInt(offset, 10) || 0);
    of.reply(350, `From byte ${of.offset}.`);
  },
  async RETR(of, path) {
    const start = of.offset;
    if (!(await stat(at(of, path))).isFile()) return of.reply(550, 'That is not a file.');
    await transfer(of, (data) => pipeline(createReadStream(at(of, path), { start }), data));
  },
  STOR: (of, path) => store(of, path, of.offset),
  async DELE(of, path) {
    await unlink(at(of, path));
    of.reply(250, 'Gone.');
  },
  async MKD(of, path) {
    await mkdir(at(of, path));
    of.reply(257, `"${virtualPath(of.directory, path).replaceAll('"', '""')}" made.`);
  },
  async RMD(of, path) {
    await rmdir(at(of, path));
    of.reply(250, 'Gone.');
  },
  async RNFR(of, path) {
    await lstat(at(of, path));
    of.renameFrom = at(of, path);
    of.reply(350, 'And the other name?');
  },
  async RNTO(of, path) {
    if (of.renameFrom === '') return of.reply(503, 'RNFR first.');
    await rename(of.renameFrom, at(of, path));
    of.renameFrom = '';
    of.reply(250, 'Renamed.');
  },
};
