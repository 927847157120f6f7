import type { SftpChannel } from '../channel.ts';

/** OpenSSH lets a connection have ten channels as a rule, and commands want some of them. */
const MOST_CHANNELS = 8;
/** What a long line is to be filled with, in bytes a millisecond. */
const WANTED_RATE = 300_000;

/** Channels of one connection that it takes to fill the line, where a server lets `window` bytes of each be under way. */
export function channelsFor(roundTrip: number, window: number): number {
  return Math.min(MOST_CHANNELS, Math.max(1, Math.ceil((roundTrip * WANTED_RATE) / Math.max(window, 1))));
}

/**
 * Further SFTP channels on the session's connection, opened when something large first goes up. A server grants each channel a window of
 * bytes under way (RFC 4254 section 5.2; 2 MiB with OpenSSH), so that one of them sends no more than that in a round trip.
 */
export class Lanes {
  /** Further channels at most; 0 where one fills the line. */
  readonly most: number;
  readonly #open: () => Promise<SftpChannel>;
  readonly #log: (words: string) => void;
  readonly #lost = new Set<SftpChannel>();
  #further: Promise<readonly SftpChannel[]> | null = null;

  constructor(most: number, open: () => Promise<SftpChannel>, log: (words: string) => void) {
    this.most = most;
    this.#open = open;
    this.#log = log;
  }

  /** Up to `count` further channels that are open. Those that the server refuses are done without; never rejects. */
  async further(count: number): Promise<readonly SftpChannel[]> {
    const wanted = Math.min(count, this.most);
    if (wanted <= 0) return [];
    const open = await (this.#further ??= this.#openAll());
    return open.filter((channel) => !this.#lost.has(channel)).slice(0, wanted);
  }

  async #openAll(): Promise<readonly SftpChannel[]> {
    const channels = (await Promise.all(Array.from({ length: this.most }, () => this.#openOne()))).filter((channel) => channel !== null);
    // Where the server has no more of them, one stays free for a command.
    if (channels.length < this.most) channels.pop()?.end();
    this.#log(`${channels.length + 1} SFTP channels for what goes up`);
    return channels;
  }

  async #openOne(): Promise<SftpChannel | null> {
    try {
      const channel = await this.#open();
      channel.onLost = () => this.#lost.add(channel);
      return channel;
    } catch (problem) {
      this.#log(`The server opens no further SFTP channel: ${problem instanceof Error ? problem.message : String(problem)}`);
      return null;
    }
  }
}
