/**
 * Takes the lines between the first and the last of a multi-line reply that confirms something (2xx; RFC 959 section 4.2) out of what a server
 * sends, and hands them on as they come, CR LF included, several at once. Every other line stays where it is.
 */
export class InnerLines {
  readonly #take: (lines: string) => void;
  /** The code of the reply under way; null outside of one. */
  #code: string | null = null;

  constructor(take: (lines: string) => void) {
    this.#take = take;
  }

  /** `lines` are whole. Returns what is left of them. */
  strip(lines: string): string {
    let inner = '';
    let rest = '';
    for (const line of lines.split(/(?<=\n)/u)) {
      const isInner = this.#code !== null && !line.startsWith(`${this.#code} `);
      if (isInner) inner += line;
      else {
        rest += line;
        this.#code = this.#code === null ? (/^(?<code>2\d\d)-/u.exec(line)?.groups?.['code'] ?? null) : null;
      }
    }
    if (inner !== '') this.#take(inner);
    return rest;
  }
}
