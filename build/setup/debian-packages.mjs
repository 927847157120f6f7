import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { capture, say, SetupError } from './process.mjs';

/** Packages by what they are for. A row with several names takes the first one that this release of Debian or Ubuntu has. */
const groups = {
  window: [
    ['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3'], ['libasound2t64', 'libasound2'], ['libgbm1'], ['libcups2t64', 'libcups2'],
    ['libatspi2.0-0t64', 'libatspi2.0-0'], ['libxkbcommon0'],
  ],
  display: [['xvfb'], ['xauth']],
  keyring: [['gnome-keyring'], ['libsecret-1-0'], ['dbus']],
  keys: [['openssh-client'], ['putty-tools'], ['openssl']],
  // FileZilla is driven as a person would (xdotool), with host keys and keys in PuTTY's forms.
  peers: [['lftp'], ['curl'], ['openssh-client'], ['rclone'], ['filezilla'], ['xdotool'], ['putty-tools']],
};

/** Whether a program of that name is on the path. */
export function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The names among these that dpkg holds as installed. */
async function installed(names) {
  const { stdout } = await capture('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\\n', ...names]);
  return new Set(stdout.split('\n').filter((row) => row.endsWith(' installed')).map((row) => row.split(' ')[0]));
}

let listsRefreshed;

/** Fetches apt's package lists once per run; only root can. */
export function refreshLists() {
  listsRefreshed ??= apt(['update', '-q']);
  return listsRefreshed;
}

async function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = await capture('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env });
  if (status !== 0) throw new SetupError(`apt-get ${args.join(' ')} failed:\n${(stdout + stderr).trim().split('\n').slice(-15).join('\n')}`);
}

/** The names among these that apt can install. */
async function known(names) {
  const { stdout } = await capture('apt-cache', ['policy', ...names]);
  return new Set([...stdout.matchAll(/^(\S+):\n {2}Installed: .*\n {2}Candidate: (.*)$/gm)].filter((m) => m[2] !== '(none)').map((m) => m[1]));
}

/**
 * Installs by apt what is missing of these rows of alternatives. Without root it throws with the exact command to run.
 * @param {readonly (readonly string[])[]} rows
 * @param {string} purpose  ends the sentence "… is missing for"
 */
export async function installRows(rows, purpose) {
  const have = await installed(rows.flat());
  const missing = rows.filter((row) => !row.some((name) => have.has(name)));
  if (missing.length === 0) return;
  const mayInstall = process.getuid?.() === 0 && onPath('apt-get');
  if (mayInstall) await refreshLists();
  const candidates = await known(missing.flat());
  const names = missing.map((row) => row.find((name) => candidates.has(name)) ?? row[row.length - 1]);
  if (!mayInstall) {
    throw new SetupError(`These Debian packages are missing for ${purpose}: ${names.join(' ')}\nInstall them with:  sudo apt-get install -y --no-install-recommends ${names.join(' ')}`);
  }
  say(`Installing Debian packages for ${purpose}: ${names.join(' ')}`);
  await apt(['install', '-y', '--no-install-recommends', ...names]);
}

const purposes = { window: "Electron's window", display: 'a window without a screen (Xvfb)', keyring: 'tests with a keyring', keys: 'tests of keys and certificates', peers: 'the programs that the bench compares with' };

/**
 * Makes sure of groups of Debian packages. On a system without dpkg nothing is checked here: what is not there shows when it is
 * started.
 * @param {readonly ('window' | 'display' | 'keyring' | 'keys' | 'peers')[]} wanted
 */
export async function ensureDebianPackages(wanted) {
  if (process.platform !== 'linux' || !onPath('dpkg-query')) return;
  await installRows(wanted.flatMap((group) => groups[group]), wanted.map((group) => purposes[group]).join(', '));
}
