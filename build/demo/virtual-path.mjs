import { join, posix } from 'node:path';

/**
 * A server's path as seen by its clients, `/` being the top of the folder that is served. `..` at the top stays at the top.
 * @param {string} directory  the client's current directory
 * @param {string} path  as the client gave it
 */
export const virtualPath = (directory, path) => posix.resolve('/', directory, path);

/**
 * Where a client's path lies on this disk: always inside `folder`.
 * @param {string} folder
 * @param {string} path  absolute, from `virtualPath`
 */
export const diskPath = (folder, path) => join(folder, ...virtualPath('/', path).split('/').filter((part) => part !== ''));
