import { field, word } from '../keys/ssh-fields.ts';
import { typeOfBlob } from '../keys/public-blob.ts';
import { ReplyReader } from '../wire/reply-reader.ts';
import { askAgent } from './agent-talk.ts';

/** Where OpenSSH's agent for Windows listens, which sets no variable. */
const WINDOWS_PIPE = String.raw`\\.\pipe\openssh-ssh-agent`;
/** An agent that takes longer to name its keys is none. Signing has no such limit: people touch tokens and confirm. */
const LIST_MILLISECONDS = 10_000;

/** Kinds of messages (draft-ietf-sshm-ssh-agent section 6.1) and flags of a request to sign (section 6.3). */
const message = { REQUEST_IDENTITIES: 11, IDENTITIES_ANSWER: 12, SIGN_REQUEST: 13, SIGN_RESPONSE: 14 } as const;
const hashFlags: Readonly<Record<string, number>> = { 'rsa-sha2-256': 2, 'rsa-sha2-512': 4 };

/** A key that an agent holds, or a certificate of one. */
export interface AgentKey {
  /** As the agent names it: a public key, or a certificate. */
  readonly blob: Buffer;
  readonly type: string;
  /** A whole signature (RFC 4253 section 6.6) by `algorithm`. Rejects where the agent, or its user, refuses. */
  sign(data: Buffer, algorithm: string, signal: AbortSignal): Promise<Buffer>;
}

/** The agents of this computer: the one at the socket that is given, and where there is none on Windows, OpenSSH's own and PuTTY's (Pageant); null for none at all. */
export function agentsHere(socketPath: string | null | undefined, platform: NodeJS.Platform = process.platform): readonly string[] {
  if (socketPath === null) return [];
  if (socketPath !== undefined && socketPath !== '') return [socketPath];
  return platform === 'win32' ? [WINDOWS_PIPE, 'pageant'] : [];
}

/** Several agents as if they were one, asked for their keys once. */
export class Agents {
  readonly places: readonly string[];
  readonly #signal: AbortSignal;
  #keys: Promise<readonly AgentKey[] | null> | null = null;

  /** `signal` fires when nobody wants the keys any more. */
  constructor(places: readonly string[], signal: AbortSignal) {
    this.places = places;
    this.#signal = signal;
  }

  /** Null where no agent answers. */
  keys(): Promise<readonly AgentKey[] | null> {
    this.#keys ??= Promise.all(this.places.map((place) => keysAt(place, this.#signal).catch(() => null))).then((found) => {
      const there = found.filter((keys) => keys !== null);
      return there.length === 0 ? null : there.flat();
    });
    return this.#keys;
  }
}

async function keysAt(place: string, over: AbortSignal): Promise<readonly AgentKey[]> {
  const reader = await answerOf(place, Buffer.of(message.REQUEST_IDENTITIES), message.IDENTITIES_ANSWER, AbortSignal.any([over, AbortSignal.timeout(LIST_MILLISECONDS)]));
  const keys: AgentKey[] = [];
  for (let left = reader.uint32(); left > 0; left--) {
    const blob = Buffer.from(reader.bytes());
    // The comment.
    reader.bytes();
    keys.push({
      blob,
      type: typeOfBlob(blob),
      sign: async (data, algorithm, signal) => {
        const request = Buffer.concat([Buffer.of(message.SIGN_REQUEST), field(blob), field(data), word(hashFlags[algorithm] ?? 0)]);
        return (await answerOf(place, request, message.SIGN_RESPONSE, signal)).bytes();
      },
    });
  }
  return keys;
}

/** The fields of an answer of the expected kind. */
async function answerOf(place: string, request: Buffer, kind: number, signal: AbortSignal): Promise<ReplyReader> {
  const answer = await askAgent(place, request, signal);
  if (answer[0] !== kind) throw new Error('The agent refused.');
  return new ReplyReader(answer, 1);
}
