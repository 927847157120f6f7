import { access, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startFtpDouble, type FtpScript } from './fixtures/ftp-double.ts';
import { hostileNames, listNames as listOverFtp } from './fixtures/ftp-faults.ts';
import { startSftpDouble, type SftpScript } from './fixtures/sftp-double.ts';
import { listNames as listOverSftp } from './fixtures/sftp-faults.ts';
import { expect, test, type HawserWindow } from './hawser-test.ts';

/** What is hostile to other systems only, and may be written here under exactly this name. */
const harmlessHere = ['..\\escaped.txt', 'C:\\escaped.txt', 'C:escaped.txt', 'CON', 'con.txt', 'NUL', 'COM1.log', 'LPT1', 'stream.txt:hidden', 'ends with dot.', 'ends with blank '];
/** What is left of names with line breaks or without letters in a listing by lines: plain names, and a line that is no row. */
const pieces = /^(?:two|DELE lines\.txt|type=file;\S*|-rw-r--r-- .*|Jan 02 {2}2024 )$/u;
const outside = ['/etc/escaped.txt', '/escaped.txt', '/etc/a', '/a/b.txt'];

/** A folder to download to, deep enough for `../..` to lead to a place that this test can see. */
async function chosenFolder(folder: string): Promise<string> {
  const chosen = join(folder, 'seen', 'around', 'chosen');
  await mkdir(chosen, { recursive: true });
  return chosen;
}

/** Nothing is anywhere but in the chosen folder, and there under plain names alone. */
async function expectNothingOutside(folder: string, below: string): Promise<void> {
  expect(await readdir(join(folder, 'seen'))).toEqual(['around']);
  expect(await readdir(join(folder, 'seen', 'around'))).toEqual(['chosen']);
  const inside = await readdir(join(folder, 'seen', 'around', 'chosen', below), { withFileTypes: true });
  expect(inside.filter((entry) => !entry.isFile())).toEqual([]);
  const names = inside.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(harmlessHere));
  expect(names.filter((name) => !harmlessHere.includes(name) && !pieces.test(name))).toEqual([]);
  for (const path of outside) await expect(access(path)).rejects.toThrow('ENOENT');
}

async function download({ remote, queue, page }: HawserWindow, inFolder: boolean): Promise<void> {
  await remote.row(inFolder ? 'a folder' : 'con.txt').click();
  if (!inFolder) await page.keyboard.press('ControlOrMeta+a');
  await remote.button('Download').click();
  await queue.settles();
}

const overFtp: FtpScript = listOverFtp(hostileNames);
const overSftp: SftpScript = listOverSftp(hostileNames);
/** The root is as usual; what is in its folder is hostile. */
const folderOverFtp: FtpScript = {
  ...overFtp,
  LIST: (session, path) => (session.folder === '/' ? session.usual() : overFtp.LIST!(session, path)),
  MLSD: (session, path) => (session.resolve(path) === '/' ? session.usual() : overFtp.MLSD!(session, path)),
};
const folderOverSftp: SftpScript = { READDIR: (request) => (request.path === '/' ? request.usual() : overSftp.READDIR!(request)) };
/** What the hostile names lead to on the server is there to be fetched, so that nothing but Hawser keeps it from being written. */
const filesIn = (folder: string): Record<string, string> =>
  Object.fromEntries([...harmlessHere.map((name) => `${folder}/${name}`), '/escaped.txt', `${folder}/a/b.txt`, `${folder}/etc/escaped.txt`].map((path) => [path, 'evil']));
const files = { true: filesIn('/a folder'), false: filesIn('') };

for (const [protocol, starting] of [
  ['ftp', (inFolder: boolean) => startFtpDouble({ files: files[`${inFolder}`], script: inFolder ? folderOverFtp : overFtp })],
  ['ftp without MLSD', (inFolder: boolean) => startFtpDouble({ files: files[`${inFolder}`], features: ['UTF8', 'SIZE', 'EPSV'], script: inFolder ? folderOverFtp : overFtp })],
  ['sftp', (inFolder: boolean) => startSftpDouble({ files: files[`${inFolder}`], script: inFolder ? folderOverSftp : overSftp })],
] as const) {
  for (const inFolder of [false, true]) {
    test(`${protocol}: hostile names ${inFolder ? 'inside a folder' : 'in the listing that is shown'} lead nowhere`, async ({ until, hawser, folder }) => {
      const chosen = await chosenFolder(folder);
      const double = await until<{ stop(): Promise<void> } & Awaited<ReturnType<typeof starting>>>(starting(inFolder));
      await hawser.quickconnect.connect({ ...double, protocol: protocol === 'sftp' ? 'sftp' : 'ftp' });
      if ('hostKeyFingerprint' in double) await hawser.dialog.trust(double);
      await expect(hawser.status).toHaveText(/^Connected to /u);
      await hawser.local.open(chosen);
      await download(hawser, inFolder);
      await expectNothingOutside(folder, inFolder ? 'a folder' : '');
    });
  }
}
