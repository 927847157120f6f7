import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import ssh2 from 'ssh2';
import { sandboxArgs } from '../electron.mjs';
import { root } from '../setup/places.mjs';
import { SetupError } from '../setup/process.mjs';
import { holdsAll } from './compare.mjs';
import { startFtpsServer } from './ftps-server.mjs';
import { writeSampleSite } from './sample-site.mjs';
import { startSftpServer } from './sftp-server.mjs';
import { connectToSite, queueEnds, remoteShows, uploadAll, wordsOf } from './upload.mjs';
import { writeUserData } from './user-data.mjs';

const account = { user: 'demo', password: 'fair winds' };

/** Everything that the demo needs below `work`: the sample site, two servers over one folder, and the app's own files. */
async function prepare(work) {
  const at = (name) => join(work, name);
  const [site, served, userData, keyFile] = [at('site'), at('served'), at('user-data'), at('key')];
  await mkdir(served);
  const files = await writeSampleSite(site);
  const pair = ssh2.utils.generateKeyPairSync('ed25519');
  await writeFile(keyFile, pair.private, { mode: 0o600 });
  const sftp = await startSftpServer({ folder: served, ...account, publicKey: pair.public });
  const ftps = await startFtpsServer({ folder: served, ...account });
  await writeUserData(userData, { user: account.user, keyFile, localDirectory: site, sftpPort: sftp.port, ftpsPort: ftps.port });
  const fingerprint = `SHA256:${createHash('sha256').update(sftp.hostKey).digest('base64').replace(/=+$/, '')}`;
  return { files, served, userData, fingerprint, stop: () => Promise.all([sftp.stop(), ftps.stop()]) };
}

/**
 * Uploads the sample site through the window and says what came of it. A failure carries the window's own words, and leaves a
 * picture too.
 * @param {import('@playwright/test').Page} page
 * @param {Awaited<ReturnType<typeof prepare>>} scene
 * @param {string} picture
 */
async function perform(page, { files, served, fingerprint }, picture) {
  try {
    await connectToSite(page, 'Demo site', fingerprint);
    const start = performance.now();
    await uploadAll(page, 'index.html');
    await queueEnds(page);
    const seconds = (performance.now() - start) / 1000;
    const bytes = await holdsAll(served, files);
    await remoteShows(page, [...new Set([...files.keys()].map((path) => path.split('/')[0] ?? ''))]);
    process.stdout.write(`Uploaded ${files.size} files, ${bytes} bytes in ${seconds.toFixed(2)} seconds over SFTP; every byte compared.\n`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(`The demo failed: ${reason}\n\nThe window says:\n${await wordsOf(page).catch(() => 'nothing: it is gone.')}`);
  } finally {
    // A window that is gone has no picture, and the reason is on its way already.
    await page.screenshot({ path: picture }).then(() => process.stdout.write(`Picture: ${picture}\n`), () => {});
  }
}

/**
 * Plays the demo: opens the app on a server of its own, uploads the sample site through the window, compares every byte, and saves a
 * picture. Prints what was transferred.
 * @param {import('../setup/runtime.mjs').Runtime} runtime
 * @param {{env: NodeJS.ProcessEnv, stay: boolean, picture: string}} options  stay keeps the app open until a person closes it
 */
export async function play(runtime, { env, stay, picture }) {
  const work = await mkdtemp(join(tmpdir(), 'hawser-demo-'));
  const scene = await prepare(work);
  // Playwright holds the app back until it listens only where it finds the runtime itself, by this variable. Given a path instead, it
  // waits for ever for a window that opened too early.
  const { ELECTRON_OVERRIDE_DIST_PATH: distPath } = runtime.env;
  if (distPath !== undefined) process.env.ELECTRON_OVERRIDE_DIST_PATH = distPath;
  const app = await _electron.launch({
    args: [...sandboxArgs(), root],
    env: /** @type {Record<string, string>} */ ({ ...runtime.env, ...env, HAWSER_USER_DATA: scene.userData }),
  });
  try {
    const closed = app.waitForEvent('close', { timeout: 0 });
    const page = await app.firstWindow();
    await perform(page, scene, picture);
    if (stay) {
      process.stdout.write(`Hawser stays open: close it to end the demo. The FTPS site's password is "${account.password}".\n`);
      await closed;
    }
  } finally {
    await app.close().catch(() => {}); // it may be closed already
    await scene.stop();
    await rm(work, { recursive: true, force: true });
  }
}
