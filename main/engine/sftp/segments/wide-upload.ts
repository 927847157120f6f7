import type { SftpChannel } from '../channel.ts';
import { closeHandle, openFile } from '../handle.ts';
import type { SftpServer } from '../server.ts';
import { openFlag } from '../wire/codes.ts';
import type { WriteBehind } from '../write-behind.ts';

/** Bytes of a file that a channel of its own is worth. */
const WORTH_A_CHANNEL = 1024 * 1024;

/** The channels besides the session's own that an upload of so many bytes is worth; opens them where that was not done yet. Never rejects. */
export function furtherChannels({ lanes }: SftpServer, size: number | null): Promise<readonly SftpChannel[]> {
  return lanes.further(size === null ? Number.POSITIVE_INFINITY : Math.floor(size / WORTH_A_CHANNEL) - 1);
}

/** Has an upload that is under way use further channels as soon as they are open (`widening` is called before each), and closes the file on them. */
export class WideUpload {
  readonly #server: SftpServer;
  readonly #path: string;
  readonly #pipe: WriteBehind;
  readonly #widening: () => void;
  readonly #opening: Promise<void>[] = [];
  readonly #open: { readonly channel: SftpChannel; readonly handle: Buffer }[] = [];
  #over = false;

  constructor(server: SftpServer, path: string, pipe: WriteBehind, further: Promise<readonly SftpChannel[]>, widening: () => void) {
    this.#server = server;
    this.#path = path;
    this.#pipe = pipe;
    this.#widening = widening;
    void further.then((channels) => {
      if (this.#over) return;
      for (const channel of channels) this.#opening.push(this.#join(channel));
    });
  }

  /** Closes the file on all further channels. Rejects where one could not store the end of what was written. */
  async close(): Promise<void> {
    this.#over = true;
    await Promise.all(this.#opening);
    await Promise.all(this.#open.splice(0).map(({ channel, handle }) => closeHandle({ ...this.#server, channel }, handle)));
  }

  /** A channel that cannot open the file is done without. */
  async #join(channel: SftpChannel): Promise<void> {
    try {
      const handle = await openFile({ ...this.#server, channel }, this.#path, openFlag.WRITE);
      this.#open.push({ channel, handle });
      if (this.#over) return;
      this.#widening();
      this.#pipe.widen(channel, handle);
    } catch (problem) {
      this.#server.log('trace', `Not over a further channel: ${problem instanceof Error ? problem.message : String(problem)}`);
    }
  }
}
