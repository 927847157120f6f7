import { lstat, mkdir, open, readdir, readlink, rename, rmdir, stat, truncate, unlink, utimes, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { diskPath, virtualPath } from './virtual-path.mjs';

const { STATUS_CODE: status, OPEN_MODE: flag, flagsToString } = ssh2.utils.sftp;
const rowsPerReply = 200;
/** For replies whose attributes have no meaning. */
const unknown = { mode: 0, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };

/** @param {import('node:fs').Stats} facts */
const attributes = (facts) => ({ mode: facts.mode, uid: facts.uid, gid: facts.gid, size: facts.size, atime: Math.floor(facts.atimeMs / 1000), mtime: Math.floor(facts.mtimeMs / 1000) });

/** @param {unknown} error */
function statusOf(error) {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT') return status.NO_SUCH_FILE;
  return code === 'EACCES' || code === 'EPERM' ? status.PERMISSION_DENIED : status.FAILURE;
}

/** A row as `ls -l` would print it, which the protocol's version 3 wants beside the attributes. */
function longName(name, facts) {
  const kind = facts.isDirectory() ? 'd' : facts.isSymbolicLink() ? 'l' : '-';
  const date = facts.mtime.toUTCString();
  return `${kind}rw-r--r-- 1 demo demo ${String(facts.size).padStart(12)} ${date.slice(8, 11)} ${date.slice(5, 7)} ${date.slice(17, 22)} ${name}`;
}

/** @param {string} path @param {{atime?: number, mtime?: number, mode?: number, size?: number}} wanted */
async function setAttributes(path, wanted) {
  if (wanted.size !== undefined) await truncate(path, wanted.size);
  if (wanted.mode !== undefined) await chmod(path, wanted.mode & 0o777);
  if (wanted.mtime !== undefined) await utimes(path, wanted.atime ?? wanted.mtime, wanted.mtime);
}

/**
 * Answers the requests of one SFTP channel (draft-ietf-secsh-filexfer-02) from a folder.
 * @param {import('ssh2').SFTPWrapper} sftp
 * @param {string} folder
 */
export function serveFiles(sftp, folder) {
  /** @typedef {{file: import('node:fs/promises').FileHandle} | {directory: string, names: string[]}} Open */
  /** @type {Map<number, Open>} */
  const handles = new Map();
  let last = 0;
  const keep = (opened) => {
    last += 1;
    handles.set(last, opened);
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE(last);
    return handle;
  };
  const find = (handle) => handles.get(handle.length === 4 ? handle.readUInt32BE() : 0);
  const fileOf = (handle) => {
    const opened = find(handle);
    if (!opened || !('file' in opened)) throw new Error('not an open file');
    return opened.file;
  };
  const at = (path) => diskPath(folder, path);
  const on = (name, work) => sftp.on(name, (id, ...rest) => {
    work(id, ...rest).catch((error) => sftp.status(id, statusOf(error), error.message));
  });
  const done = async (id, work) => {
    await work;
    sftp.status(id, status.OK);
  };

  on('REALPATH', async (id, path) => sftp.name(id, [{ filename: virtualPath('/', path), longname: '', attrs: unknown }]));
  on('STAT', async (id, path) => sftp.attrs(id, attributes(await stat(at(path)))));
  on('LSTAT', async (id, path) => sftp.attrs(id, attributes(await lstat(at(path)))));
  on('FSTAT', async (id, handle) => sftp.attrs(id, attributes(await fileOf(handle).stat())));
  on('SETSTAT', (id, path, wanted) => done(id, setAttributes(at(path), wanted)));
  on('FSETSTAT', (id, handle, wanted) => done(id, (async () => {
    if (wanted.size !== undefined) await fileOf(handle).truncate(wanted.size);
    if (wanted.mtime !== undefined) await fileOf(handle).utimes(wanted.atime ?? wanted.mtime, wanted.mtime);
  })()));
  on('MKDIR', (id, path) => done(id, mkdir(at(path))));
  on('RMDIR', (id, path) => done(id, rmdir(at(path))));
  on('REMOVE', (id, path) => done(id, unlink(at(path))));
  on('RENAME', (id, from, to) => done(id, rename(at(from), at(to))));
  on('READLINK', async (id, path) => sftp.name(id, [{ filename: await readlink(at(path)), longname: '', attrs: unknown }]));
  on('OPENDIR', async (id, path) => sftp.handle(id, keep({ directory: at(path), names: await readdir(at(path)) })));
  on('READDIR', async (id, handle) => {
    const opened = find(handle);
    if (!opened || !('names' in opened)) throw new Error('not an open directory');
    const names = opened.names.splice(0, rowsPerReply);
    if (names.length === 0) return sftp.status(id, status.EOF);
    const rows = await Promise.all(names.map(async (filename) => {
      const facts = await lstat(join(opened.directory, filename));
      return { filename, longname: longName(filename, facts), attrs: attributes(facts) };
    }));
    sftp.name(id, rows);
  });
  on('OPEN', async (id, path, flags) => {
    const mode = flags & flag.APPEND ? 'a' : flagsToString(flags);
    sftp.handle(id, keep({ file: await open(at(path), mode ?? 'r') }));
  });
  on('READ', async (id, handle, offset, length) => {
    const { bytesRead, buffer } = await fileOf(handle).read(Buffer.alloc(Math.min(length, 262_144)), 0, Math.min(length, 262_144), offset);
    if (bytesRead === 0) return sftp.status(id, status.EOF);
    sftp.data(id, buffer.subarray(0, bytesRead));
  });
  on('WRITE', (id, handle, offset, data) => done(id, fileOf(handle).write(data, 0, data.length, offset)));
  on('CLOSE', async (id, handle) => {
    const opened = find(handle);
    handles.delete(handle.length === 4 ? handle.readUInt32BE() : 0);
    if (opened && 'file' in opened) await opened.file.close();
    sftp.status(id, opened ? status.OK : status.FAILURE);
  });
  sftp.on('close', () => {
    for (const opened of handles.values()) if ('file' in opened) opened.file.close().catch(() => {});
    handles.clear();
  });
}
