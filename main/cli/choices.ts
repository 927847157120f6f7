import { ftpChoicesSchema } from '../../shared/model/ftp-choices.ts';
import { transferChoicesSchema } from '../../shared/model/transfer-choices.ts';
import { Failure } from '../engine/session/failure.ts';

const groups: Readonly<Record<string, readonly string[]>> = {
  ftp: Object.keys(ftpChoicesSchema.shape),
  transfers: Object.keys(transferChoicesSchema.shape),
};
const single = ['charset', 'serverType', 'tunnel'];

/** Every name that `-o` takes. */
export const choiceNames: readonly string[] = [...single, ...Object.entries(groups).flatMap(([group, names]) => names.map((name) => `${group}.${name}`))];

/**
 * What a site may choose, by `-o name=value`: numbers, true, false, null and JSON stand for themselves, all else is text. Gives the parts of
 * a profile. Fails with `bad-command-line` for a name that nothing has; values are the profile's affair.
 */
export function parseChoices(given: readonly string[]): Readonly<Record<string, unknown>> {
  const parts: Record<string, Record<string, unknown>> = {};
  const whole: Record<string, unknown> = {};
  for (const text of given) {
    const [name = '', ...rest] = text.split('=');
    if (rest.length === 0 || !choiceNames.includes(name)) throw Failure.of('bad-command-line', { problem: `-o takes name=value with one of these names: ${choiceNames.join(', ')}.` });
    const value = valueOf(rest.join('='));
    const [group = '', member] = name.split('.');
    if (member === undefined) whole[group] = value;
    else (parts[group] ??= {})[member] = value;
  }
  return { ...whole, ...parts };
}

function valueOf(text: string): unknown {
  if (!/^(?:-?\d|true$|false$|null$|[[{"])/u.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
