import type { Client, ClientChannel } from 'ssh2';

/** The output of the commands used here is a line. */
const MOST_OUTPUT = 64 * 1024;
const PROBE_MILLISECONDS = 10_000;
/** SHA-256 of nothing. */
const EMPTY_SUM = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What a command wrote, and its exit status; null where it was ended by a signal or told none. */
export interface CommandResult {
  readonly output: string;
  readonly errors: string;
  readonly status: number | null;
}

/** Runs one command in the account's login shell over a channel of its own (RFC 4254 section 6.5), with nothing to read. */
export function runCommand(client: Client, command: string, signal: AbortSignal): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) throw signal.reason;
    client.exec(command, (problem, channel) => {
      if (problem !== undefined) reject(problem);
      else collect(channel, signal).then(resolve, reject);
    });
  });
}

function collect(channel: ClientChannel, signal: AbortSignal): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    let status: number | null = null;
    const [output, errors]: [Buffer[], Buffer[]] = [[], []];
    let size = 0;
    const give = (): void => {
      channel.destroy();
      reject(signal.reason instanceof Error ? signal.reason : new Error('Ended.'));
    };
    const into = (parts: Buffer[]) => (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_OUTPUT) parts.push(chunk);
      else channel.destroy();
    };
    signal.addEventListener('abort', give, { once: true });
    channel.on('data', into(output));
    channel.stderr.on('data', into(errors));
    channel.on('exit', (code: number | null) => (status = code));
    channel.on('error', reject);
    channel.on('close', () => {
      signal.removeEventListener('abort', give);
      const text = (parts: Buffer[]): string => Buffer.concat(parts).toString('utf8');
      resolve({ output: text(output), errors: text(errors), status });
    });
    channel.end();
    if (signal.aborted) give();
  });
}

/** Whether the account may run `sha256sum`. An account for SFTP alone answers with something else, or not at all. */
export async function hasChecksumCommand(client: Client): Promise<boolean> {
  try {
    const { output } = await runCommand(client, 'sha256sum < /dev/null', AbortSignal.timeout(PROBE_MILLISECONDS));
    return output.startsWith(EMPTY_SUM);
  } catch {
    return false;
  }
}

/** A word that every shell takes as it is. */
export function shellQuote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
