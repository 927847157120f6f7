import { hostname } from 'node:os';

/** What the tokens of ssh_config(5) stand for. */
export interface Tokens {
  /** `%h`: the host after HostName. */
  readonly host: string;
  /** `%n`: the host as it was given. */
  readonly alias: string;
  readonly port: number;
  /** `%r` */
  readonly user: string;
  /** `%u` */
  readonly localUser: string;
  /** `%d` */
  readonly home: string;
}

/** Puts values for `%h %n %p %r %u %d %L %%`; null where another token stands in the text. */
export function expandTokens(text: string, tokens: Tokens): string | null {
  const values: Readonly<Record<string, string>> = {
    '%': '%', h: tokens.host, n: tokens.alias, p: String(tokens.port), r: tokens.user, u: tokens.localUser, d: tokens.home, L: hostname().split('.')[0] ?? '', l: hostname(),
  };
  let known = true;
  const expanded = text.replace(/%(.?)/gsu, (_whole, letter: string) => {
    const value = values[letter];
    if (value === undefined) known = false;
    return value ?? '';
  });
  return known ? expanded : null;
}

/** `~/…` is below the home of this user. */
export function expandHome(path: string, home: string): string {
  return path === '~' || path.startsWith('~/') ? `${home}${path.slice(1)}` : path;
}
