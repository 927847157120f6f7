import { resolve } from 'node:path';
import { displayName } from '../../shared/format/display-name.ts';
import { fill } from '../../shared/locale/fill.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import type { KeyFacts } from '../../shared/model/key-file.ts';
import { Failure } from '../engine/session/failure.ts';
import type { KeyCommand } from './key-arguments.ts';
import type { Report } from './report.ts';
import type { CommandSecrets } from './secrets.ts';
import type { Terminal } from './terminal.ts';
import { words } from './words.en.ts';

/** How often a passphrase may be typed. */
const ATTEMPTS = 3;

/**
 * `keys generate|show|convert`: private keys in files of this computer. Passphrases come from the environment, else from the person at the
 * terminal. Fails as the engine's calls of these names do, and with `passphrase-missing` where there is nobody to ask.
 */
export async function keys(command: KeyCommand, secrets: CommandSecrets, terminal: Terminal): Promise<Report> {
  const { convertKey, generateKey, showKey } = await import('../engine/sftp/keys/key-files.ts');
  const file = resolve(command.file);
  switch (command.action) {
    case 'generate': {
      const { kind, comment } = command;
      return reportOf(await generateKey({ kind, file, comment, passphrase: await newPassphrase(file, secrets, terminal) }));
    }
    case 'show':
      return reportOf((await unlocked(file, secrets, terminal, showKey)).value);
    case 'convert': {
      const { value: found, passphrase } = await unlocked(file, secrets, terminal, showKey);
      const format = command.format ?? (found.format === 'openssh' ? 'ppk-3' : 'openssh');
      const target = resolve(command.target);
      return reportOf(await convertKey({ file, passphrase, format, target, newPassphrase: await newPassphrase(target, secrets, terminal) }));
    }
    default:
      return assertNever(command);
  }
}

/** Opens a key file, with a passphrase only where it has one. */
async function unlocked<T>(keyFile: string, { account }: CommandSecrets, { prompt }: Terminal, open: (file: string, passphrase: string) => Promise<T>): Promise<{ readonly value: T; readonly passphrase: string }> {
  let passphrase = '';
  for (let attempt = 0; ; attempt++) {
    try {
      return { value: await open(keyFile, passphrase), passphrase };
    } catch (problem) {
      const reason = problem instanceof Failure ? problem.data.reason : null;
      const again = reason === 'wrong-passphrase';
      if (!again && reason !== 'passphrase-wanted') throw problem;
      if (account !== null && !again) {
        passphrase = account;
        continue;
      }
      if (again && (account !== null || attempt >= ATTEMPTS)) throw problem;
      const typed = await prompt?.read(fill(again ? words.passphraseAgain : words.passphrase, { keyFile: displayName(keyFile) }), false);
      if (typed === undefined || typed === null) throw Failure.of('passphrase-missing', { keyFile });
      passphrase = typed;
    }
  }
}

/** Typed twice, since nobody sees it; empty for none. */
async function newPassphrase(keyFile: string, { fresh }: CommandSecrets, { prompt, say }: Terminal): Promise<string> {
  if (fresh !== null) return fresh;
  for (let attempt = 0; prompt !== null && attempt < ATTEMPTS; attempt++) {
    const typed = await prompt.read(fill(words.newPassphrase, { keyFile: displayName(keyFile) }), false);
    const repeated = typed === null || typed === '' ? typed : await prompt.read(words.repeatPassphrase, false);
    if (typed === null || repeated === null) break;
    if (typed === repeated) return typed;
    say(words.passphrasesDiffer);
  }
  throw Failure.of('new-passphrase-missing', { keyFile });
}

function reportOf(facts: KeyFacts): Report {
  const { file, algorithm, bits, fingerprint, format, publicKey } = facts;
  const size = bits === null ? '' : ` ${bits}`;
  return {
    document: () => ({ key: { file, algorithm, bits, fingerprint, format, publicKey } }),
    text: () => `${displayName(file)}\n${algorithm}${size} ${fingerprint} ${format}\n${displayName(publicKey)}\n`,
    failures: [],
  };
}
