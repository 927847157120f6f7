/** Lists that both sides offered, by what they are for. */
interface Offer {
  local: string;
  remote: string;
}

/** What ssh2 tells of a handshake in its debug lines alone: the server's version and what each side offered. */
export class HandshakeFacts {
  /** `SSH-2.0-OpenSSH_9.2p1`; null until the server named it. */
  serverVersion: string | null = null;
  readonly #offers = new Map<string, Offer>();

  readonly take = (line: string): void => {
    // In whichever quotes the name itself has not.
    const version = /^Remote ident: (['"`])(.*)\1$/u.exec(line)?.[2];
    if (version !== undefined) this.serverVersion = version;
    const [, side, subject, list] = /^Handshake: \((local|remote)\) ([^:]+): (.*)$/u.exec(line) ?? [];
    if (side === undefined || subject === undefined || list === undefined) return;
    const offer = this.#offers.get(subject) ?? { local: '', remote: '' };
    offer[side === 'local' ? 'local' : 'remote'] = list.replaceAll(',', ', ');
    this.#offers.set(subject, offer);
  };

  /** The last lists that were compared, which are those without a match when a handshake failed for want of one. */
  disagreement(): { readonly subject: string; readonly local: string; readonly remote: string } | null {
    const last = [...this.#offers].at(-1);
    return last === undefined ? null : { subject: subjectWords[last[0]] ?? last[0], ...last[1] };
  }
}

const subjectWords: Readonly<Record<string, string>> = {
  'KEX method': 'key exchange',
  'Host key format': 'host key type',
  'C->S cipher': 'cipher',
  'S->C cipher': 'cipher',
  'C->S MAC': 'MAC',
  'S->C MAC': 'MAC',
  'C->S compression': 'compression',
  'S->C compression': 'compression',
};
