import { fill } from '../../shared/locale/fill.ts';
import { en } from './en.ts';

export type MessageKey = keyof typeof en;

/** The names in braces of a message: `{name}` wants a parameter `name`. */
type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Parameters<K extends MessageKey> = { readonly [N in Names<(typeof en)[K]>]: string | number };
type Given<K extends MessageKey> = [Names<(typeof en)[K]>] extends [never] ? [] : [Parameters<K>];

/** Keys whose message needs no parameter: labels, titles. */
export type PlainKey = { [K in MessageKey]: [Names<(typeof en)[K]>] extends [never] ? K : never }[MessageKey];

/** The message of this key with its parameters filled in. */
export function t<K extends MessageKey>(key: K, ...given: Given<K>): string {
  const parameters = given[0];
  return parameters === undefined ? en[key] : fill(en[key], parameters as Readonly<Record<string, string | number>>);
}

type PluralStem = { [K in MessageKey]: K extends `${infer Stem}.one` ? Stem : never }[MessageKey];
const rules = new Intl.PluralRules('en');
const grouped = new Intl.NumberFormat('en');

/** A message that counts: `stem.one` or `stem.other`, with `{count}` filled in. */
export function counted(stem: PluralStem, count: number): string {
  const key: MessageKey = rules.select(count) === 'one' ? `${stem}.one` : `${stem}.other`;
  return fill(en[key], { count: grouped.format(count) });
}
