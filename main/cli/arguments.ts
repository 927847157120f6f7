import { parseArgs } from 'node:util';
import { isSsh, type DataMode } from '../../shared/model/profile.ts';
import type { Proxy } from '../../shared/model/proxy.ts';
import { conflictActions, linkRules, type ConflictAction, type LinkRule } from '../../shared/model/transfer-rules.ts';
import type { Hop } from '../../shared/model/tunnel.ts';
import { Failure } from '../engine/session/failure.ts';
import { parseJump } from '../engine/ssh-config/jump.ts';
import { type Address, parseAddress } from './address.ts';
import { type Choices, parseChoices } from './choices.ts';
import { parseFingerprint, type TrustedFingerprint } from './fingerprint.ts';
import { type KeyCommand, parseKeyCommand } from './key-arguments.ts';
import { parseProxy } from './proxy-address.ts';

export const verbs = ['ls', 'get', 'put', 'rm', 'mkdir', 'mv', 'cp', 'ln', 'chmod', 'sum', 'cat', 'raw', 'keys'] as const;
export type Verb = (typeof verbs)[number];

export interface Command {
  readonly verb: Verb;
  readonly address: Address;
  /** What follows the address; how many there may be is the verb's affair. */
  readonly paths: readonly string[];
  readonly options: CommandOptions;
}

export interface CommandOptions {
  readonly json: boolean;
  readonly recursive: boolean;
  /** put: under names that the server makes up. */
  readonly unique: boolean;
  readonly verbose: boolean;
  readonly dataMode: DataMode;
  readonly trust: readonly TrustedFingerprint[];
  readonly keyFile: string | null;
  /** What all connections go through; null for none. */
  readonly proxy: Proxy | null;
  /** What `-o` names. */
  readonly choices: Choices;
  /** cp: what `-O` names, which the second address has of its own instead. */
  readonly targetChoices: Choices;
  /** SSH servers on the way, the nearest first. */
  readonly via: readonly Hop[];
  /** Whether FTP's data connections go that way too. */
  readonly viaData: 'through' | 'direct';
  /** The ssh_config file; null for the user's own, `none` for none. */
  readonly sshConfig: string | null;
  /** Transfers at the same time, 1 to 64. */
  readonly transfers: number;
  /** Whether two FTP servers may exchange data directly. */
  readonly direct: boolean;
  /** What happens to files that are there already. */
  readonly onExists: ConflictAction;
  /** What becomes of links in folders. */
  readonly links: LinkRule;
}

export type Request = { readonly kind: 'help'; readonly verb: Verb | null } | { readonly kind: 'choices' } | { readonly kind: 'keys'; readonly keys: KeyCommand } | { readonly kind: 'run'; readonly command: Command };

const flags = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  recursive: { type: 'boolean', short: 'r' },
  unique: { type: 'boolean' },
  verbose: { type: 'boolean', short: 'v' },
  active: { type: 'boolean' },
  passive: { type: 'boolean' },
  trust: { type: 'string', multiple: true },
  key: { type: 'string' },
  proxy: { type: 'string' },
  via: { type: 'string', multiple: true },
  'via-data': { type: 'string' },
  'ssh-config': { type: 'string' },
  transfers: { type: 'string' },
  'no-fxp': { type: 'boolean' },
  'on-exists': { type: 'string' },
  links: { type: 'string' },
  option: { type: 'string', short: 'o', multiple: true },
  'target-option': { type: 'string', short: 'O', multiple: true },
  kind: { type: 'string' },
  format: { type: 'string' },
  comment: { type: 'string' },
} as const;

/** How many paths may follow the address. */
const pathCount: Readonly<Record<Verb, readonly [fewest: number, most: number]>> = {
  ls: [0, Infinity],
  get: [0, 1],
  put: [1, Infinity],
  rm: [0, Infinity],
  mkdir: [0, Infinity],
  mv: [1, 2],
  cp: [1, 1],
  ln: [2, 2],
  chmod: [1, Infinity],
  sum: [0, Infinity],
  cat: [0, Infinity],
  raw: [1, Infinity],
  keys: [1, 1],
};

/** What a verb cannot do without. */
const needed: Readonly<Partial<Record<Verb, string>>> = { put: 'something to upload', mv: 'a new name', cp: 'a second address', ln: 'what the link leads to and its path', chmod: 'a mode', raw: 'a command', keys: 'a public key file' };

/** Reads what follows the program's name. Fails with `bad-command-line`, `bad-argument` or `password-in-url`; no message repeats an address. */
export function parseArguments(argv: readonly string[]): Request {
  const { values, positionals } = readFlags(argv);
  const [verbText, ...words] = positionals;
  if (values.option?.includes('?') === true) return { kind: 'choices' };
  const verb = verbs.find((one) => one === verbText);
  if (values.help || verbText === undefined || verbText === 'help') {
    return { kind: 'help', verb: verb ?? verbs.find((one) => one === words[0]) ?? null };
  }
  // An address in the verb's place may hold a password.
  if (verb === undefined) throw bad(`The first word is one of ${verbs.join(', ')}${verbText.includes(':') ? '' : `, not “${verbText}”`}.`);
  const keys = verb === 'keys' ? parseKeyCommand(words, values) : null;
  if (keys !== null) return { kind: 'keys', keys };
  const [url, ...paths] = verb === 'keys' ? words.slice(1) : words;
  if (url === undefined) throw bad(`“${verb}” needs an address, such as sftp://user@host/path.`);

  const address = parseAddress(url);
  const [fewest, most] = pathCount[verb];
  if (paths.length < fewest) throw bad(`“${verb}” needs ${needed[verb] ?? 'more'} after the address.`);
  if (paths.length > most) throw bad(`“${verb}” takes at most ${most} ${most === 1 ? 'path' : 'paths'} after the address.`);
  if (paths.includes('')) throw bad('A path is empty.');
  if (values.active && values.passive) throw bad('--active and --passive exclude each other.');
  if (values['target-option'] !== undefined && verb !== 'cp') throw bad('-O is for the second address of cp.');
  if (values.key !== undefined && !isSsh(address.protocol)) throw bad('--key is for sftp:// and scp:// only.');
  return {
    kind: 'run',
    command: {
      verb,
      address,
      paths,
      options: {
        json: values.json ?? false,
        recursive: values.recursive ?? false,
        unique: values.unique ?? false,
        verbose: values.verbose ?? false,
        dataMode: values.active ? 'active' : values.passive ? 'passive' : 'default',
        trust: (values.trust ?? []).map(parseFingerprint),
        keyFile: values.key ?? null,
        via: readHops(values.via ?? []),
        viaData: readViaData(values['via-data']),
        sshConfig: values['ssh-config'] ?? null,
        proxy: values.proxy === undefined ? null : parseProxy(values.proxy),
        choices: parseChoices(values.option ?? []),
        targetChoices: parseChoices(values['target-option'] ?? []),
        transfers: readTransfers(values.transfers),
        direct: !(values['no-fxp'] ?? false),
        onExists: readOnExists(values['on-exists']),
        links: readLinks(values.links),
      },
    },
  };
}

/** Whether JSON is wanted, as far as can be told of arguments that may be wrong. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? argv.length : end).includes('--json');
}

function readFlags(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: flags, allowPositionals: true, strict: true });
  } catch (problem) {
    throw bad(problem instanceof Error ? (problem.message.split('. ')[0] ?? problem.message) + '.' : String(problem));
  }
}

function readHops(texts: readonly string[]): readonly Hop[] {
  const hops = texts.flatMap((text) => text.split(',')).map((text) => {
    // What cannot be read may hold a password, so it is not repeated.
    const hop = parseJump(text);
    if (hop === null || text.slice(0, text.indexOf('@') + 1).replace('ssh://', '').includes(':')) throw bad('--via takes an SSH server as user@host:port, or several with commas between them, and never a password.');
    return hop;
  });
  if (hops.length > 8) throw bad('--via takes at most 8 servers.');
  return hops;
}

function readViaData(text: string | undefined): 'through' | 'direct' {
  if (text === undefined || text === 'through' || text === 'direct') return text ?? 'through';
  throw bad('--via-data is through or direct.');
}

function readOnExists(text: string | undefined): ConflictAction {
  if (text === undefined) return 'overwrite';
  const action = conflictActions.find((one) => one === text);
  if (action === undefined) throw bad(`--on-exists is one of ${conflictActions.join(', ')}.`);
  return action;
}

function readLinks(text: string | undefined): LinkRule {
  if (text === undefined) return 'files';
  const rule = linkRules.find((one) => one === text);
  if (rule === undefined) throw bad(`--links is one of ${linkRules.join(', ')}.`);
  return rule;
}

function readTransfers(text: string | undefined): number {
  if (text === undefined) return 2;
  const count = /^\d{1,2}$/u.test(text) ? Number(text) : 0;
  if (count < 1 || count > 64) throw bad('--transfers takes a number from 1 to 64.');
  return count;
}

function bad(problem: string): Failure {
  return Failure.of('bad-command-line', { problem });
}
