/** Two servers do not come together: `host` said `words`. `begun`: it had announced the transfer, so that some of it may have arrived. */
export class NotDirect extends Error {
  readonly host: string;
  readonly words: string;

  readonly begun: boolean;

  constructor(host: string, words: string, begun = false) {
    super(`${host}: ${words}`);
    this.host = host;
    this.words = words;
    this.begun = begun;
  }
}
