import { grammarOf } from '../../../shared/path/grammar.ts';
import { Failure } from '../session/failure.ts';
import { command } from './command.ts';
import type { FtpConnection } from './connection.ts';
import { explainMaking } from './explain.ts';
import { quoteArgument } from './quote-argument.ts';
import { stat } from './stat.ts';

const { isAbsolute, parent } = grammarOf('unix');

/**
 * SITE SYMLINK, as ProFTPD's mod_site_misc and others have it: what the link leads to, then where it stands. ProFTPD makes a relative
 * target absolute, and that against the working directory, so that this is first the directory of the link.
 */
export async function makeLink(ftp: FtpConnection, target: string, path: string): Promise<void> {
  try {
    if (!isAbsolute(target)) await command(ftp, `CWD ${parent(path)}`, path);
    await command(ftp, `SITE SYMLINK ${quoteArgument(target)} ${quoteArgument(path)}`, path);
  } catch (thrown) {
    // ProFTPD says of a target with a blank in it that it exists already, and makes nothing.
    const unable = /\s/u.test(target) && thrown instanceof Failure && ftp.control.failure === null && (await stat(ftp, path, new AbortController().signal)) === null;
    if (unable) throw Failure.of('not-supported', { host: ftp.host, what: 'SITE SYMLINK' }, thrown.data.detail, thrown);
    throw await explainMaking(ftp, thrown, path);
  }
}
