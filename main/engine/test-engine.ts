import { randomUUID } from 'node:crypto';
import type { Client } from '../../shared/ipc/contract.ts';
import { dispatch } from '../../shared/ipc/dispatch.ts';
import { engineCalls, type EngineCalls, type SessionFacts } from '../../shared/ipc/engine-calls.ts';
import type { EngineEvent } from '../../shared/ipc/engine-events.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import { clientOf } from '../../shared/ipc/port-link.ts';
import type { TrustedCertificate } from '../../shared/model/certificate.ts';
import { operationIdSchema, type OperationId, type SessionId, type TransferId } from '../../shared/model/ids.ts';
import { succeeded, type Outcome } from '../../shared/model/outcome.ts';
import type { Noted } from '../../shared/model/server-note.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { Answer, Question } from '../../shared/model/question.ts';
import { settingsSchema, type Settings } from '../../shared/model/settings.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { createEngine, type EngineOptions } from './engine.ts';
import { Failure, toFailureData } from './session/failure.ts';

/** What a test's host remembers; give one to two engines after each other and the second is a restarted one. */
export interface HostMemory {
  readonly hostKeys: Map<string, string[]>;
  readonly certificates: Map<string, readonly TrustedCertificate[]>;
  /** PEM. */
  readonly authorities: readonly string[];
  readonly secrets: Map<string, string>;
  readonly notes: Map<string, readonly Noted[]>;
}

export interface TestEngine {
  readonly client: Client<EngineCalls>;
  readonly events: readonly EngineEvent[];
  readonly questions: readonly Question[];
  /** The newest state of every row, as a window would have it. */
  rows(): readonly TransferRow[];
  connect(profile: Profile, secret?: string): Promise<SessionFacts>;
  /** Moves files or folders and waits until the queue has nothing to do. */
  transfer(from: SessionId, paths: readonly { readonly path: string; readonly kind: 'file' | 'directory' }[], to: SessionId, directory: string): Promise<readonly TransferRow[]>;
  /** Waits until the queue has nothing to do. */
  idle(): Promise<void>;
  /** What the user sets while it runs; what is absent stays as it was given at the start. */
  changeSettings(change: Partial<Settings>): void;
  /** Waits until the events so far satisfy the condition. */
  until(condition: () => boolean): Promise<void>;
  /** Waits until more than so many bytes of a row, or of this one, have gone. */
  moved(bytes?: number, id?: TransferId): Promise<void>;
  /** Once; the next call waits for the first. */
  close(): Promise<void>;
}

export interface TestEngineOptions extends Pick<EngineOptions, 'open' | 'transfers' | 'connections' | 'queue' | 'sshConfigFile' | 'followed'> {
  readonly memory?: HostMemory;
  readonly settings?: Partial<Settings>;
  /** The user. Null leaves the question open. Trusts everything and has no password unless given. */
  readonly answer?: (question: Question) => Answer | null;
}

export function hostMemory(): HostMemory {
  return { hostKeys: new Map(), certificates: new Map(), authorities: [], secrets: new Map(), notes: new Map() };
}

export function newOperation(): OperationId {
  return operationIdSchema.parse(randomUUID());
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw Failure.from(outcome.failure);
}

const open: ReadonlySet<string> = new Set(['queued', 'expanding', 'active', 'waiting']);

/** An engine in this process with a host in memory, called as the window calls it: every call goes through the contract's checks. */
export function startTestEngine(options: TestEngineOptions = {}): TestEngine {
  const events: EngineEvent[] = [];
  const questions: Question[] = [];
  const rows = new Map<TransferId, TransferRow>();
  const watchers = new Set<() => void>();
  const answer = options.answer ?? trusting;

  const take = (event: EngineEvent): void => {
    events.push(event);
    if (event.type === 'transfers') {
      for (const row of event.rows) rows.set(row.id, row);
      for (const id of event.removed) rows.delete(id);
    }
    if (event.type === 'question') {
      questions.push(event.question);
      const given = answer(event.question);
      if (given !== null) void client.answer(event.id, given);
    }
    for (const watcher of watchers) watcher();
  };
  // What fails is looked at as it fails, unless the test is about what comes after.
  const settingsWith = (change: Partial<Settings>) => settingsSchema.parse({ timeoutSeconds: 10, retries: 0, ...options.settings, ...change });
  const engine = createEngine({
    host: hostOf(options.memory ?? hostMemory()),
    emit: take,
    settings: settingsWith({}),
    ...(options.open === undefined ? {} : { open: options.open }),
    ...(options.sshConfigFile === undefined ? {} : { sshConfigFile: options.sshConfigFile }),
    ...(options.transfers === undefined ? {} : { transfers: options.transfers }),
    ...(options.queue === undefined ? {} : { queue: options.queue }),
    ...(options.connections === undefined ? {} : { connections: options.connections }),
    ...(options.followed === undefined ? {} : { followed: options.followed }),
  });
  const client = clientOf(engineCalls, (name, args) => dispatch(engineCalls, engine.handlers, toFailureData, name, structuredClone(args)));

  const until = (condition: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const watcher = (): void => {
        if (!condition()) return;
        watchers.delete(watcher);
        resolve();
      };
      watchers.add(watcher);
      watcher();
    });
  const idle = () => until(() => [...rows.values()].every((row) => !open.has(row.state)));
  let closing: Promise<void> | null = null;

  return {
    client,
    events,
    questions,
    rows: () => [...rows.values()],
    connect: async (profile, secret) => valueOf(await client.connect(newOperation(), profile, secret === undefined ? {} : { secret })),
    transfer: async (from, paths, to, directory) => {
      const known = new Set(rows.keys());
      valueOf(await client.enqueue({
        sources: paths.map(({ path, kind }) => ({ place: { session: from, path }, kind, size: null })),
        targetDirectory: { session: to, path: directory },
      }));
      await idle();
      return [...rows.values()].filter((row) => !known.has(row.id));
    },
    idle,
    changeSettings: (change) => engine.changeSettings(settingsWith(change)),
    until,
    moved: (bytes = 0, id) => until(() => events.some((event) => event.type === 'progress' && event.rows.some((row) => row.bytes > bytes && (id === undefined || row.id === id)))),
    close: () => (closing ??= engine.close()),
  };
}

/** A user who trusts everything, has no password and overwrites. */
export function trusting(question: Question): Answer {
  switch (question.kind) {
    case 'host-key':
    case 'certificate':
    case 'plaintext':
    case 'no-resumption':
    case 'insecure-algorithms':
      return { kind: question.kind, answer: 'once' };
    case 'password':
    case 'passphrase':
      return { kind: question.kind, answer: null };
    case 'prompts':
      return { kind: 'prompts', answer: null };
    case 'file-exists':
      return { kind: 'file-exists', answer: { action: 'overwrite', scope: 'this' } };
  }
}

function hostOf({ hostKeys, certificates, authorities, secrets, notes }: HostMemory): Client<HostCalls> {
  const add = (map: Map<string, string[]>, key: string, value: string): void => void map.set(key, [...(map.get(key) ?? []), value]);
  return {
    rememberedHostKeys: async (host, port) => succeeded(hostKeys.get(`${host} ${port}`) ?? []),
    rememberHostKey: async (host, port, { fingerprint }) => succeeded(add(hostKeys, `${host} ${port}`, fingerprint)),
    rememberedCertificates: async (host, port) => succeeded(certificates.get(`${host} ${port}`) ?? []),
    rememberCertificate: async (host, port, certificate) => succeeded(void certificates.set(`${host} ${port}`, [certificate, ...(certificates.get(`${host} ${port}`) ?? [])])),
    authorities: async () => succeeded(authorities),
    serverNotes: async (host, port) => succeeded(notes.get(`${host} ${port}`) ?? []),
    noteServer: async (host, port, noted) => {
      const place = `${host} ${port}`;
      return succeeded(void notes.set(place, [...(notes.get(place) ?? []).filter(({ note }) => note !== noted.note), noted]));
    },
    secret: async (account, site) => {
      const secret = secrets.get(account) ?? secrets.get(`${site} ${account}`);
      return succeeded(secret === undefined ? null : { secret });
    },
    holdSecret: async (account, secret) => {
      if (secret === null) secrets.delete(account);
      else secrets.set(account, secret);
      return succeeded(undefined);
    },
    saveSecret: async (account, site, secret) => succeeded(void secrets.set(`${site} ${account}`, secret)),
  };
}

