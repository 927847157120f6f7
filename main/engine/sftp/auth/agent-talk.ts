import { addAbortSignal, type Duplex } from 'node:stream';
import ssh2 from 'ssh2';
import { field } from '../keys/ssh-fields.ts';

/** What OpenSSH's agent sends and takes at most. */
const LARGEST_MESSAGE = 256 * 1024;

/**
 * Sends one message to the agent at a socket or pipe (or to `pageant`) and gives back its answer, both without their length in front
 * (draft-ietf-sshm-ssh-agent section 3). Rejects where nobody answers, or when the signal fires.
 */
export async function askAgent(place: string, message: Buffer, signal: AbortSignal): Promise<Buffer> {
  const stream = addAbortSignal(signal, await connect(place, signal));
  stream.write(field(message));
  let got: Buffer = Buffer.alloc(0);
  // Leaving the loop destroys the stream.
  for await (const part of stream as AsyncIterable<Buffer>) {
    got = Buffer.concat([got, part]);
    const length = got.length < 4 ? null : got.readUInt32BE(0);
    if (length !== null && length > LARGEST_MESSAGE) throw new Error(`The agent announces ${length} bytes, far more than any answer.`);
    if (length !== null && got.length >= 4 + length) return got.subarray(4, 4 + length);
  }
  throw new Error('The agent hung up.');
}

/** ssh2 knows how the agents of each system are reached, and not for how long to try. */
function connect(place: string, signal: AbortSignal): Promise<Duplex> {
  const agent = ssh2.createAgent(place);
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    if (agent.getStream === undefined) throw new Error('ssh2 does not lend out its way to the agent.');
    const giveUp = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', giveUp, { once: true });
    agent.getStream((error, stream) => {
      signal.removeEventListener('abort', giveUp);
      if (stream === undefined) reject(error ?? new Error('The agent does not answer.'));
      else if (signal.aborted) stream.destroy();
      else resolve(stream);
    });
  });
}
