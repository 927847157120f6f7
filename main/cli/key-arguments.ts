import { type KeyFormat, keyFormats, type KeyKind, keyKinds } from '../../shared/model/key-file.ts';
import { Failure } from '../engine/session/failure.ts';

/** What `keys` does on this computer alone. */
export type KeyCommand =
  | { readonly action: 'generate'; readonly file: string; readonly kind: KeyKind; readonly comment: string }
  | { readonly action: 'show'; readonly file: string }
  /** Without a format: PuTTY's for a key in OpenSSH's, OpenSSH's for any other. */
  | { readonly action: 'convert'; readonly file: string; readonly target: string; readonly format: KeyFormat | null };

export interface KeyFlags {
  readonly kind?: string | undefined;
  readonly format?: string | undefined;
  readonly comment?: string | undefined;
}

const operands = { generate: ['the new file'], show: ['a private key file'], convert: ['a private key file', 'the new file'] } as const;

/** Reads what follows `keys`; null for `install`, which needs a server. Fails with `bad-command-line`. */
export function parseKeyCommand([action, ...words]: readonly string[], { kind = 'ed25519', format, comment = '' }: KeyFlags): KeyCommand | null {
  if (action === 'install') return null;
  if (action !== 'generate' && action !== 'show' && action !== 'convert') throw bad('“keys” is followed by generate, show, convert or install.');
  const wanted = operands[action];
  if (words.length !== wanted.length || words.includes('')) throw bad(`“keys ${action}” needs ${wanted.join(' and ')}, and nothing else.`);
  const [file = '', target = ''] = words;
  if (action === 'show') return { action, file };
  if (action === 'convert') return { action, file, target, format: format === undefined ? null : oneOf('--format', keyFormats, format) };
  if (comment.length > 200 || /[\p{Cc}]/u.test(comment)) throw bad('--comment takes one line of at most 200 characters.');
  return { action, file, comment, kind: oneOf('--kind', keyKinds, kind) };
}

function oneOf<T extends string>(flag: string, all: readonly T[], text: string): T {
  const found = all.find((one) => one === text);
  if (found === undefined) throw bad(`${flag} is one of ${all.join(', ')}.`);
  return found;
}

function bad(problem: string): Failure {
  return Failure.of('bad-command-line', { problem });
}
