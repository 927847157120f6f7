import { matchesList } from './pattern.ts';
import type { Directive, Section } from './read.ts';

/** Who is asked about. */
export interface Asked {
  /** As it was given. */
  readonly host: string;
  /** As it was given; empty for whom the file names. */
  readonly user: string;
  readonly localUser: string;
}

export interface Chosen {
  /** The first value of each keyword that counts for this host, by its name in lower case. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** Every IdentityFile that counts, in order. */
  readonly identityFiles: readonly string[];
  /** A Host line with more than stars in it speaks of this host. */
  readonly named: boolean;
  /** Conditions that are not known here, so that their lines were left out. */
  readonly unknown: readonly string[];
}

/** Goes through the sections as ssh_config(5) says: the first value of a keyword counts. */
export function choose(sections: readonly Section[], asked: Asked): Chosen {
  const values = new Map<string, readonly string[]>();
  const identityFiles: string[] = [];
  const unknown = new Set<string>();
  let named = false;

  const first = (keyword: string): string | undefined => values.get(keyword)?.[0];
  const hostNow = (): string => (first('hostname') ?? asked.host).replaceAll('%h', asked.host);
  const userNow = (): string => asked.user || (first('user') ?? asked.localUser);
  const subjects: Readonly<Record<string, () => string>> = { host: hostNow, originalhost: () => asked.host, user: userNow, localuser: () => asked.localUser };

  const matches = ({ words }: Directive): boolean => {
    if (words.length === 1 && words[0]?.toLowerCase() === 'all') return true;
    for (let index = 0; index < words.length; index += 2) {
      const word = words[index] ?? '';
      const negated = word.startsWith('!');
      const subject = subjects[(negated ? word.slice(1) : word).toLowerCase()];
      if (subject === undefined) {
        unknown.add(`Match ${word}`);
        return false;
      }
      if (matchesList((words[index + 1] ?? '').split(','), subject()) === negated) return false;
    }
    return words.length > 0;
  };

  const counts = (when: Directive | null): boolean => {
    if (when === null) return true;
    if (when.keyword === 'match') return matches(when);
    if (!matchesList(when.words, asked.host)) return false;
    if (when.words.some((word) => !word.startsWith('!') && /[^*]/u.test(word) && matchesList([word], asked.host))) named = true;
    return true;
  };

  const visit = (all: readonly Section[]): void => {
    for (const { when, body } of all) {
      if (!counts(when)) continue;
      for (const item of body) {
        if (!('keyword' in item)) visit(item);
        else if (item.keyword === 'identityfile') identityFiles.push(item.words.join(' '));
        else if (!values.has(item.keyword)) values.set(item.keyword, item.words);
      }
    }
  };
  visit(sections);
  return { values, identityFiles, named, unknown: [...unknown] };
}
