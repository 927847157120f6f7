import { randomUUID } from 'node:crypto';
import { engineCalls, type EngineCalls, type SessionFacts } from '../../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import type { Client } from '../../shared/ipc/contract.ts';
import { dispatch } from '../../shared/ipc/dispatch.ts';
import { clientOf } from '../../shared/ipc/port-link.ts';
import { type OperationId, operationIdSchema } from '../../shared/model/ids.ts';
import type { Outcome } from '../../shared/model/outcome.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { settingsSchema } from '../../shared/model/settings.ts';
import { grammarOf, type PathGrammar } from '../../shared/path/grammar.ts';
import { createEngine } from '../engine/engine.ts';
import { Failure, throwIfCancelled, toFailureData } from '../engine/session/failure.ts';
import { userKnownHosts } from '../engine/sftp/known-hosts/user-file.ts';
import { userSshConfig } from '../engine/ssh-config/user-file.ts';
import { parseAddress, type Address } from './address.ts';
import type { Command } from './arguments.ts';
import type { Answers } from './answers.ts';
import { explained } from './explained.ts';
import { commandHost } from './host.ts';
import { profileOf, targetProfileOf } from './profile.ts';
import { baseDirectory } from './remote-path.ts';
import { secretsFor, type CommandSecrets } from './secrets.ts';
import type { Terminal } from './terminal.ts';
import type { CommandTrust } from './trust.ts';
import { logText } from './log-text.ts';

/** The engine in this process, signed in to the server that the command names. */
export interface Server {
  readonly engine: Client<EngineCalls>;
  readonly facts: SessionFacts;
  readonly grammar: PathGrammar;
  /** What the address's path leads to; the user's home where it has none. */
  readonly base: string;
  /** Signs in to another server besides. */
  also(address: Address): Promise<Pick<Server, 'facts' | 'grammar' | 'base'>>;
  /** Gets every event of the engine until the returned function is called. */
  onEvent(listener: (event: EngineEvent) => void): () => void;
  /** Runs a call that an interruption ends. */
  operation<T>(start: (id: OperationId) => Promise<Outcome<T>>): Promise<T>;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly command: Command;
  readonly trust: CommandTrust;
  readonly answers: Answers;
  readonly secrets: CommandSecrets;
  /** Fires at an interruption. */
  readonly signal: AbortSignal;
}

/** Starts the engine and signs in. Fails as `connect` does, and where a question was refused, with the words that would have answered it. */
export async function openServer({ command, trust, answers, secrets, signal }: ServerOptions, terminal: Terminal): Promise<Server> {
  throwIfCancelled(signal);
  const profile = profileOf(command.address, command.options);
  const target = command.verb === 'cp' ? targetProfileOf(command, parseAddress(command.paths[0]!)) : null;
  const { onExists, links } = command.options;
  const listeners = new Set<(event: EngineEvent) => void>();
  const engine = createEngine({
    host: commandHost(trust, secretsFor(profile, target, secrets)),
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    // A command says at once what failed; whoever runs it decides about another attempt.
    settings: settingsSchema.parse({ ...command.options.choices.network, retries: 0, serverToServer: command.options.direct, existsUpload: onExists, existsDownload: onExists, existsCopy: onExists, links }),
    transfers: command.options.transfers,
    // A copy within one server reads and writes at the same time.
    connections: command.verb === 'cp' ? 'own' : 'shared',
    knownHostsFile: userKnownHosts(),
    ...sshConfigOf(command.options),
  });
  const client = clientOf(engineCalls, (name, args) => dispatch(engineCalls, engine.handlers, toFailureData, name, args)) satisfies Client<EngineCalls>;
  listeners.add((event) => {
    if (event.type !== 'question') return;
    void answers.to(event.question).then((answer) => client.answer(event.id, answer));
  });

  if (command.options.verbose) {
    listeners.add((event) => {
      if (event.type === 'log') for (const line of event.lines) terminal.say(logText(line));
    });
  }

  const operation = async <T>(start: (id: OperationId) => Promise<Outcome<T>>): Promise<T> => {
    throwIfCancelled(signal);
    const id = operationIdSchema.parse(randomUUID());
    const stop = (): void => void client.cancel(id);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return valueOf(await start(id));
    } finally {
      signal.removeEventListener('abort', stop);
    }
  };

  try {
    const open = async (address: Address, as: Profile): Promise<Pick<Server, 'facts' | 'grammar' | 'base'>> => {
      const facts = await operation((id) => client.connect(id, as, {}));
      const grammar = grammarOf(facts.grammar);
      return { facts, grammar, base: baseDirectory(address, facts.home, grammar) };
    };
    return {
      engine: client,
      ...(await open(command.address, profile)),
      also: (address) => open(address, targetProfileOf(command, address)).catch((problem: unknown) => {
        throw explained(problem, answers, signal);
      }),
      onEvent: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      operation,
      close: async () => engine.close(),
    };
  } catch (problem) {
    await engine.close();
    throw explained(problem, answers, signal);
  }
}

/** The ssh_config file that a command reads: its own choice, else the user's. */
export function sshConfigOf({ sshConfig }: Pick<Command['options'], 'sshConfig'>): { readonly sshConfigFile?: string } {
  return sshConfig === 'none' ? {} : { sshConfigFile: sshConfig ?? userSshConfig() };
}

/** What an outcome holds; a failure is thrown. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw Failure.from(outcome.failure);
}
