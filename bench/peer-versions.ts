import { runCommand } from '../e2e/fixtures/run-command.ts';

/** Each peer's own word for its version, for the record beside the figures. */
export async function peerVersions(): Promise<readonly string[]> {
  const first = (text: string, pattern: RegExp): string => pattern.exec(text)?.[0] ?? 'unknown version';
  const [curl, lftp, rclone, filezilla, ssh] = await Promise.all([
    runCommand('curl', ['--version']).then((text) => first(text, /^curl \S+/u)),
    runCommand('lftp', ['--version']).then((text) => first(text, /LFTP \| Version \S+/u).replace('LFTP | Version', 'lftp')),
    runCommand('rclone', ['version']).then((text) => first(text, /^rclone \S+/u)),
    // It needs a display to say it.
    runCommand('dpkg-query', ['-W', '-f=FileZilla ${Version}', 'filezilla']).then((text) => first(text, /^FileZilla [^-\s]+/u)),
    // ssh prints its version to standard error.
    runCommand('/bin/sh', ['-c', 'ssh -V 2>&1']).then((text) => first(text, /^OpenSSH_[^\s,]+/u)),
  ]);
  return [curl, lftp, ssh, rclone, filezilla];
}
