import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installRows, onPath, refreshLists } from './debian-packages.mjs';
import { cache } from './places.mjs';
import { capture, say, SetupError } from './process.mjs';

/**
 * vsftpd, proftpd-core and pure-ftpd exclude each other as Debian packages, and installing any of these starts a service. So
 * they are only unpacked, side by side, and run from there by the fixtures, each with a configuration of its own.
 */
const packages = ['vsftpd', 'proftpd-core', 'proftpd-mod-crypto', 'pure-ftpd', 'pure-ftpd-common', 'openssh-server', 'openssh-client', 'openssh-sftp-server'];

/** The folder that the servers are unpacked to, shaped like a root file system. */
export const serversRoot = join(cache, 'servers');
const stamp = join(serversRoot, '.unpacked.json');
const layout = 1;

const at = (path) => join(serversRoot, path);

/**
 * Each server and a shell line that starts it harmlessly ($0 is the program): status 0 and these words prove that it runs from
 * here. ProFTPD must find its modules too; vsftpd prints its version to its standard input.
 */
const proofs = [
  { program: 'usr/sbin/vsftpd', line: '"$0" -v 0>&1', says: /version 3/ },
  { program: 'usr/sbin/proftpd', line: 'cat | "$0" -t -c /dev/stdin', says: /Checking syntax/,
    input: `ModulePath ${at('usr/lib/proftpd')}\nLoadModule mod_tls.c\nLoadModule mod_sftp.c\nDefaultAddress 127.0.0.1\nServerName proof\nPort 0\nUser nobody\nGroup nogroup\n` },
  { program: 'usr/sbin/pure-ftpd', line: '"$0" --help', says: /--notruncate/ },
  { program: 'usr/sbin/sshd', line: '"$0" -V', says: /OpenSSH_/ },
];

async function unpacked() {
  try {
    return JSON.parse(await readFile(stamp, 'utf8')).layout === layout;
  } catch {
    return false;
  }
}

async function missingLibraries() {
  const missing = new Set();
  for (const { program } of proofs) {
    const { stdout } = await capture('ldd', [at(program)]);
    for (const [, name] of stdout.matchAll(/^\s*(\S+) => not found/gm)) missing.add(name);
  }
  return [...missing];
}

/** The library packages that the servers' packages name, as rows of alternatives. */
async function libraryRows() {
  const { stdout } = await capture('apt-cache', ['depends', '--important', ...packages]);
  const names = [...stdout.matchAll(/^ {1,2}\|?(?:Pre)?Depends: (lib\S+)$/gm)].map((match) => match[1] ?? '');
  return [...new Set(names)].map((name) => [name]);
}

async function download() {
  if (process.getuid?.() === 0) await refreshLists();
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'debs-'));
  try {
    // apt's own unprivileged user cannot write below a home folder; the download is signed all the same.
    const { status, stderr } = await capture('apt-get', ['-q', '-o', 'APT::Sandbox::User=root', 'download', ...packages], { cwd: folder });
    if (status !== 0) throw new SetupError(`apt-get download ${packages.join(' ')} failed:\n${stderr.trim()}\nIf the package lists are old:  sudo apt-get update`);
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.deb'))) {
      const unpack = await capture('dpkg-deb', ['-x', join(folder, file), serversRoot]);
      if (unpack.status !== 0) throw new SetupError(`Could not unpack ${file}: ${unpack.stderr.trim()}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prove() {
  for (const { program, line, says, input } of proofs) {
    const { status, stdout, stderr } = await capture('sh', ['-c', line, at(program)], { timeout: 15_000, input });
    if (status !== 0 || !says.test(stdout + stderr)) {
      throw new SetupError(`${at(program)} does not run here (status ${status}): ${(stdout + stderr).trim()}`);
    }
  }
}

/** Makes sure that the FTP and SSH servers which the tests and the bench talk to lie unpacked in the cache and can run. */
export async function ensureServers() {
  if (await unpacked()) return;
  if (process.platform !== 'linux' || !onPath('apt-get') || !onPath('dpkg-deb')) {
    throw new SetupError(`The tests talk to real servers from Debian packages (${packages.join(' ')}), which are taken with apt-get; it is not on this system.`);
  }
  say(`Unpacking the test servers into ${serversRoot}…`);
  await download();
  if ((await missingLibraries()).length > 0) await installRows(await libraryRows(), 'the test servers');
  const still = await missingLibraries();
  if (still.length > 0) throw new SetupError(`The test servers lack these libraries: ${still.join(' ')}`);
  await prove();
  await writeFile(stamp, JSON.stringify({ layout, packages }));
}
