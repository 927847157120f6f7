import type { Ability } from '../../../shared/model/ability.ts';
import type { Session } from '../session/session.ts';
import { canChecksum, checksum } from './checksum.ts';
import type { FtpConnection } from './connection.ts';
import { copy } from './copy.ts';
import { freeSpace } from './free-space.ts';
import type { ServerFacts } from './ftp-session.ts';
import { makeLink } from './make-link.ts';
import { raw } from './raw.ts';
import { readLink } from './read-link.ts';
import { setMode } from './set-mode.ts';
import { uploadUnique } from './upload-unique.ts';
import { setTime, timeWays } from './set-time.ts';

/** Checks the paths and runs a verb when its turn has come. */
export type InTurn = <T>(paths: readonly string[], verb: () => Promise<T>) => Promise<T>;

type OptionalVerb = Exclude<Ability, 'resumeDownload' | 'resumeUpload'>;
type OptionalVerbs = { readonly [Verb in OptionalVerb]?: NonNullable<Session[Verb]> };

/** The verbs that only some servers have: those that this one has said it knows. */
export function optionalVerbs(ftp: FtpConnection, { setsMode, site }: ServerFacts, inTurn: InTurn): OptionalVerbs {
  const { features } = ftp;
  const siteKnows = (...names: readonly string[]): boolean => names.some((name) => features.site.has(name) || site.has(name));
  return {
    raw: (line, directory) => inTurn(directory === undefined ? [line] : [line, directory], () => raw(ftp, line, directory)),
    uploadUnique: (source, directory, signal) => inTurn([directory], () => uploadUnique(ftp, source, directory, signal)),
    ...(setsMode && { setMode: (path, mode) => inTurn([path], () => setMode(ftp, path, mode)) }),
    ...(timeWays(ftp, site).length > 0 && { setTime: (path, at) => inTurn([path], () => setTime(ftp, site, path, at)) }),
    // Permission bits and links come together: both are of Unix.
    ...(setsMode && { readLink: (path) => inTurn([path], () => readLink(ftp, path)) }),
    ...(siteKnows('SYMLINK') && { makeLink: (target, path) => inTurn([target, path], () => makeLink(ftp, target, path)) }),
    ...(canChecksum(features) && { checksum: (path, algorithm, signal) => inTurn([path], () => checksum(ftp, path, algorithm, signal)) }),
    ...(features.names.has('AVBL') && { freeSpace: (path) => inTurn([path], () => freeSpace(ftp, path)) }),
    ...(siteKnows('CPFR', 'COPY') && { copy: (from, to, signal) => inTurn([from, to], () => copy(ftp, from, to, signal)) }),
  };
}
