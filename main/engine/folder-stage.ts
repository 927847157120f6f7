import { mkdir } from 'node:fs/promises';
import { beforeEach, onTestFinished } from 'vitest';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import type { Entry } from '../../shared/model/entry.ts';
import { LOCAL_SESSION, type SessionId } from '../../shared/model/ids.ts';
import { profileSchema } from '../../shared/model/profile.ts';
import type { TransferRow } from '../../shared/model/transfer.ts';
import { openLocal } from './local/open.ts';
import type { Session } from './session/session.ts';
import { startTestEngine, type TestEngine, type TestEngineOptions } from './test-engine.ts';

/** Whom an engine of these tests signs in to. */
export const folderProfile = profileSchema.parse({ protocol: 'sftp', host: 'example.test', port: 22, logon: { type: 'password', user: 'me' } });

/** A row of a listing. */
export const row = (name: string, change: Partial<Entry> = {}): Entry => ({
  name, kind: 'file', size: 4, modified: null, mode: null, owner: null, group: null, linkTarget: null, targetKind: null, ...change,
});

/** What the tests of one file have in hand: each test has a folder with `server` and `chosen` in it, and an engine as soon as it starts one. */
export interface FolderStage {
  readonly scratch: string;
  readonly engine: TestEngine;
  start(options: TestEngineOptions): TestEngine;
  /** Signs in to a “server” that is a folder of this disk, with some of its behaviour replaced by what no protocol of ours would let through. */
  serve(change: (session: Session) => Partial<Session>, options?: TestEngineOptions): Promise<SessionId>;
  /** Brings the server's folder into the chosen one. */
  download(session: SessionId): Promise<readonly TransferRow[]>;
  /** What asks for one file of the server. */
  request(session: SessionId, name: string): Parameters<TestEngine['client']['enqueue']>[0];
}

/** Sets the stage for every test of the file that calls this. */
export function folderStage(): FolderStage {
  const scratch = scratchPerTest('engine');
  let engine: TestEngine | null = null;
  beforeEach(async () => {
    engine = null;
    for (const name of ['server', 'chosen']) await mkdir(scratch.at(name));
  });
  const running = (): TestEngine => {
    if (engine === null) throw new Error('No engine was started');
    return engine;
  };
  const start = (options: TestEngineOptions): TestEngine => {
    engine = startTestEngine(options);
    onTestFinished(engine.close);
    return engine;
  };
  return {
    get scratch() { return scratch.path; },
    get engine() { return running(); },
    start,
    serve: async (change, options = {}) => {
      const open = () => {
        const session = openLocal();
        return Promise.resolve({ ...session, ...change(session) });
      };
      return (await start({ ...options, open }).connect(folderProfile, 'secret')).session;
    },
    download: (session) => running().transfer(session, [{ path: scratch.at('server'), kind: 'directory' }], LOCAL_SESSION, scratch.at('chosen')),
    request: (session, name) => ({
      sources: [{ place: { session, path: scratch.at('server', name) }, kind: 'file', size: 1 }],
      targetDirectory: { session: LOCAL_SESSION, path: scratch.at('chosen') },
    }),
  };
}
