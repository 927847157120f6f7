import type { Entry } from '../../../../shared/model/entry.ts';
import type { ByteSink } from '../../session/bytes.ts';
import { Failure } from '../../session/failure.ts';
import { type Charset, decodeLines } from '../../charset/charset.ts';
import { utf8 } from '../../charset/utf8.ts';
import { unparsed, type ListingParser } from './detect.ts';
import type { LineParser } from './row.ts';

const limit = 268_435_456;
const limitInWords = '256 MB';
const lineLimit = 1_048_576;
const lineLimitInWords = '1 MB in one line';
const lineFeed = 10;

/** Takes the bytes of a listing and gives its rows in chunks, as the lines become whole. Throws `listing-too-long`. */
export class ListingSink implements ByteSink {
  /** Lines that were not empty so far, `.` and totals included. */
  lines = 0;
  readonly #path: string;
  readonly #parse: LineParser | ListingParser;
  readonly #onEntries: (entries: readonly Entry[]) => void;
  readonly #charset: Charset;
  readonly #now = Date.now();
  #cut: Buffer[] = [];
  #bytes = 0;

  constructor(path: string, parse: LineParser | ListingParser, onEntries: (entries: readonly Entry[]) => void, charset = utf8) {
    this.#path = path;
    this.#parse = parse;
    this.#onEntries = onEntries;
    this.#charset = charset;
  }

  write(bytes: Uint8Array): undefined {
    this.#bytes += bytes.length;
    if (this.#bytes > limit) throw Failure.of('listing-too-long', { path: this.#path, limit: limitInWords });
    const end = bytes.lastIndexOf(lineFeed) + 1;
    if (end > 0) {
      this.#take(this.#cut.length === 0 ? bytes.subarray(0, end) : Buffer.concat([...this.#cut, bytes.subarray(0, end)]));
      this.#cut = [];
    }
    // A copy, as the memory belongs to the sender.
    if (end < bytes.length) this.#cut.push(Buffer.from(bytes.subarray(end)));
    if (this.#cut.length > 1 && this.#cut.reduce((sum, part) => sum + part.length, 0) > lineLimit) {
      throw Failure.of('listing-too-long', { path: this.#path, limit: lineLimitInWords });
    }
  }

  /** The last line may lack its line feed. */
  end(): void {
    if (this.#cut.length > 0) this.#take(Buffer.concat(this.#cut));
    this.#cut = [];
    const rest = 'rest' in this.#parse ? this.#parse.rest() : [];
    if (rest.length > 0) this.#onEntries(rest);
  }

  #take(whole: Uint8Array): void {
    const entries: Entry[] = [];
    for (const text of decodeLines(this.#charset, whole)) {
      const line = text.endsWith('\r') ? text.slice(0, -1) : text;
      if (line === '') continue;
      this.lines += 1;
      const parsed = this.#parse(line, this.#now) ?? unparsed(line);
      if (parsed !== 'skip') entries.push(parsed);
    }
    if (entries.length > 0) this.#onEntries(entries);
  }
}
