import { resolve } from 'node:path';
import { fill } from '../../shared/locale/fill.ts';
import { displayName } from '../../shared/format/display-name.ts';
import { Failure } from '../engine/session/failure.ts';
import { readKeyFile } from '../engine/sftp/keys/key-file-bytes.ts';
import type { Command } from './arguments.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';
import { words } from './words.en.ts';

/** `keys install <url> <public key file>`: lets the key sign in to the account. Fails with `no-public-key` where the file holds anything else. */
export async function installKey(server: Server, { paths }: Command): Promise<Report> {
  const text = (await readKeyFile(resolve(paths[0]!))).toString();
  // A private half must not leave this computer, not even to be refused.
  if (text.length > 20_000 || /PRIVATE KEY|PuTTY-User-Key-File/u.test(text)) throw Failure.of('no-public-key', {});
  const { path, added } = valueOf(await server.engine.installKey(server.facts.session, text));
  return { document: () => ({ installed: { path, added } }), text: () => `${fill(added ? words.keyInstalled : words.keyInstalledBefore, { path: displayName(path) })}\n`, failures: [] };
}
