import { utf8 } from '../charset/utf8.ts';
import { suggestServerType } from '../../../shared/model/suggest-server-type.ts';
import type { PathGrammar } from '../../../shared/path/grammar.ts';
import { pathsOf, type FtpConnection } from './connection.ts';
import { Failure } from '../session/failure.ts';
import { pathOfPwd } from './directory-reply.ts';
import { raw } from './raw.ts';
import { refusal } from './failures.ts';
import type { ServerFacts } from './ftp-session.ts';
import { isCompletion } from './reply.ts';
import { askSite } from './set-mode.ts';

/** The facts that a listing shows (RFC 3659 section 7.5; UNIX facts as ProFTPD and Pure-FTPd name them). */
const wantedFacts = ['type', 'size', 'modify', 'unix.mode', 'unix.owner', 'unix.group', 'unix.ownername', 'unix.groupname', 'unix.uid', 'unix.gid'];

/** What is set once after signing in, and never again. Returns what the session tells about the server. */
export async function prepareSession(ftp: FtpConnection): Promise<ServerFacts> {
  const { control, features, host } = ftp;
  // Servers log it; some lend more to clients that they know.
  if (features.names.has('CLNT')) await control.exchange('CLNT Hawser');
  // A charset of the user's choice is what the server's files are named in: it shall not translate them.
  if (features.utf8) await control.exchange(ftp.charset === utf8 ? 'OPTS UTF8 ON' : 'OPTS UTF8 OFF');
  const missing = wantedFacts.filter((fact) => features.facts.get(fact) === false);
  if (missing.length > 0) await control.exchange(`OPTS MLST ${wantedFacts.filter((fact) => features.facts.has(fact)).map((fact) => `${fact};`).join('')}`);
  const type = await control.exchange('TYPE I');
  if (!isCompletion(type)) throw refusal(type, host, '');
  if (ftp.choices.compress && !features.deflate) ftp.log('status', 'The server does not compress data (MODE Z); it travels as it is.');
  const reply = await control.exchange('PWD');
  const quoted = pathOfPwd(reply.raw);
  const told = quoted === null ? null : control.text(quoted);
  if (ftp.learned.serverType === 'default' && told !== null && !told.startsWith('/')) {
    ftp.learned.serverType = suggestServerType((await control.exchange('SYST')).text, told);
  }
  const paths = pathsOf(ftp);
  // `-a` is an option of Unix; elsewhere it would be the name of a file.
  if (paths.separator !== '/') ftp.learned.listsAll = false;
  const site = await askSite(ftp);
  await sendPostLogin(ftp);
  return { home: homeIn(paths, told ?? '/'), ...site };
}

/** The commands of the site's own. What comes of them stands in the log, and none keeps the session from opening. */
async function sendPostLogin(ftp: FtpConnection): Promise<void> {
  for (const line of ftp.choices.postLogin) {
    try {
      await raw(ftp, line);
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.data.reason !== 'not-supported') throw thrown;
      ftp.log('error', `“${line}” is left out: it would disturb what the session relies on.`);
    }
  }
}

/** A home that is no absolute path is one below the root. */
function homeIn(paths: PathGrammar, told: string): string {
  return paths.isAbsolute(told) || paths.name !== 'unix' ? told : `/${told}`;
}
