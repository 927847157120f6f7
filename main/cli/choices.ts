import { z } from 'zod';
import { parsePortRange } from '../../shared/model/active-mode.ts';
import { ftpChoicesSchema, type FtpChoices } from '../../shared/model/ftp-choices.ts';
import { networkFields } from '../../shared/model/settings/network.ts';
import { transferChoicesSchema } from '../../shared/model/transfer-choices.ts';
import { Failure } from '../engine/session/failure.ts';
import { parseProxy } from './proxy-address.ts';

/** What one side of a command chooses by name. Values are checked where they are used. */
export interface Choices {
  /** Parts of the profile. */
  readonly profile: Readonly<Record<string, unknown>>;
  /** How to sign in, where that is not what the address and the key say. */
  readonly logon: LogonChoice | null;
  /** How connections are made, for the whole command. */
  readonly network: NetworkChoices;
}

const logons = ['password', 'ask', 'interactive', 'agent', 'anonymous'] as const;
export type LogonChoice = (typeof logons)[number];

const networkSchema = z.object({ timeoutSeconds: networkFields.timeoutSeconds, activePorts: networkFields.activePorts, externalAddress: networkFields.externalAddress }).partial();
type NetworkChoices = z.infer<typeof networkSchema>;

const groups: Readonly<Record<string, readonly string[]>> = {
  ftp: Object.keys(ftpChoicesSchema.shape),
  transfers: Object.keys(transferChoicesSchema.shape),
};
const single = ['charset', 'serverType', 'tunnel', 'dataMode', 'proxy'];
const network = Object.keys(networkSchema.shape);
/** Of the choices for FTP, what proves the user to one server, or is said to it alone. */
const personal: ReadonlySet<string> = new Set<keyof FtpChoices>(['account', 'clientCertificate', 'postLogin']);

/** Every name that `-o` takes. */
export const choiceNames: readonly string[] = ['logon', ...single, ...network, ...Object.entries(groups).flatMap(([group, names]) => names.map((name) => `${group}.${name}`))];

/**
 * What a command may choose, by `-o name=value`: numbers, true, false, null and JSON stand for themselves, a range of ports is written
 * `from-to`, a proxy as for `--proxy` or `none`, all else is text. Fails with `bad-command-line` for a name that nothing has, and for values that a logon and the network cannot
 * have; those of a profile are the profile's affair.
 */
export function parseChoices(given: readonly string[]): Choices {
  const parts: Record<string, Record<string, unknown>> = {};
  const whole: Record<string, unknown> = {};
  const settings: Record<string, unknown> = {};
  let logon: LogonChoice | null = null;
  for (const text of given) {
    const [name = '', ...rest] = text.split('=');
    if (rest.length === 0 || !choiceNames.includes(name)) throw bad(`-o takes name=value with one of these names: ${choiceNames.join(', ')}.`);
    const value = rest.join('=');
    const meant = name.endsWith('activePorts') ? (parsePortRange(value) ?? valueOf(value)) : valueOf(value);
    const [group = '', member] = name.split('.');
    if (name === 'logon') logon = logonOf(value);
    else if (network.includes(name)) settings[name] = meant;
    else if (name === 'proxy') whole[name] = value === 'none' ? value : parseProxy(value);
    else if (member === undefined) whole[group] = meant;
    else (parts[group] ??= {})[member] = meant;
  }
  const parsed = networkSchema.safeParse(settings);
  if (!parsed.success) throw bad(parsed.error.issues.map((issue) => `The ${issue.path.join('.')} given is not possible: ${issue.message}`).join(' '));
  return { profile: { ...whole, ...parts }, logon, network: parsed.data };
}

/** The choices for one account as far as another may have them: without the logon and what else signs in. */
export function withoutSignIn({ profile, network: forAll }: Choices): Choices {
  const { ftp } = profile;
  const rest = typeof ftp === 'object' && ftp !== null ? { ftp: Object.fromEntries(Object.entries(ftp).filter(([name]) => !personal.has(name))) } : {};
  return { profile: { ...profile, ...rest }, logon: null, network: forAll };
}

/** What `own` names, and of `common` what it does not, member by member. Fails with `bad-command-line` where `own` has what holds for the whole command. */
export function withOwn(common: Choices, own: Choices): Choices {
  const forAll = Object.keys(own.network);
  if (forAll.length > 0) throw bad(`${forAll.join(', ')} holds for the whole command: give it with -o.`);
  const profile: Record<string, unknown> = { ...common.profile, ...own.profile };
  for (const group of Object.keys(groups)) {
    const [shared, mine] = [common.profile[group], own.profile[group]];
    if (typeof shared === 'object' && typeof mine === 'object') profile[group] = { ...shared, ...mine };
  }
  return { profile, logon: own.logon ?? common.logon, network: common.network };
}

function logonOf(text: string): LogonChoice {
  const logon = logons.find((one) => one === text);
  if (logon === undefined) throw bad(`-o logon is one of ${logons.join(', ')}; a key file is given by --key.`);
  return logon;
}

function valueOf(text: string): unknown {
  if (!/^(?:-?\d|true$|false$|null$|[[{"])/u.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function bad(problem: string): Failure {
  return Failure.of('bad-command-line', { problem });
}
