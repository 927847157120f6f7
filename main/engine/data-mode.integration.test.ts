import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeScratch } from '../../e2e/fixtures/scratch.ts';
import { startServer, type ServerKind } from '../../e2e/fixtures/start-server.ts';
import { LOCAL_SESSION, type SessionId } from '../../shared/model/ids.ts';
import type { LogLine } from '../../shared/model/log-line.ts';
import { profileSchema, type DataMode } from '../../shared/model/profile.ts';
import { newOperation, startTestEngine, valueOf, type TestEngine } from './test-engine.ts';

async function connect(kind: ServerKind) {
  const server = await startServer(kind);
  onTestFinished(server.stop);
  const engine = startTestEngine({ settings: { transfers: 2 } });
  onTestFinished(engine.close);
  const profile = (dataMode: DataMode) => profileSchema.parse({ protocol: server.protocol, host: server.host, port: server.port, logon: { type: 'password', user: server.user }, dataMode });
  const facts = await engine.connect(profile('default'), server.password);
  return { server, engine, profile, facts, session: facts.session, home: facts.home };
}

async function list({ client }: TestEngine, session: SessionId, path: string): Promise<void> {
  valueOf(await client.list(newOperation(), session, path, { fresh: true }));
}

/** Every command that asked for a data connection, and on which connection. */
async function openings({ client }: TestEngine): Promise<readonly Pick<LogLine, 'connection' | 'text'>[]> {
  const { log } = valueOf(await client.snapshot());
  return log.filter(({ kind, text }) => kind === 'command' && /^(?:EPSV|PASV|EPRT|PORT)/u.test(text)).map(({ connection, text }) => ({ connection, text: text.split(' ')[0] ?? '' }));
}

async function signIns({ client }: TestEngine): Promise<number> {
  return valueOf(await client.snapshot()).log.filter(({ kind, text }) => kind === 'command' && text.startsWith('USER ')).length;
}

describe('the switch between passive and active', () => {
  it('acts on the next listing over the same control connection', async () => {
    const { engine, facts, session, home } = await connect('vsftpd-plain');
    expect(facts.dataMode).toBe('passive');
    await list(engine, session, home);
    valueOf(await engine.client.setDataMode(session, 'active'));
    await list(engine, session, home);
    valueOf(await engine.client.setDataMode(session, 'default'));
    await list(engine, session, home);
    expect((await openings(engine)).map(({ text }) => text)).toEqual(['EPSV', expect.stringMatching(/^(?:EPRT|PORT)$/u), 'EPSV']);
    expect(await signIns(engine)).toBe(1);
    const told = engine.events.flatMap((event) => (event.type === 'session' ? [event.facts.dataMode] : []));
    expect(told.filter((mode, index) => mode !== told[index - 1])).toEqual(['passive', 'active', 'passive']);
  });

  it('reaches the connections that transfer, those that are open too', async () => {
    const { engine, session, home } = await connect('vsftpd-plain');
    const scratch = await makeScratch('mode');
    const upload = async (name: string): Promise<void> => {
      await writeFile(join(scratch, name), name);
      expect(await engine.transfer(LOCAL_SESSION, [{ path: join(scratch, name), kind: 'file' }], session, home)).toMatchObject([{ state: 'done' }]);
    };
    await upload('one');
    const before = { openings: await openings(engine), signIns: await signIns(engine) };
    expect(before.openings.every(({ text }) => text === 'EPSV')).toBe(true);
    valueOf(await engine.client.setDataMode(session, 'active'));
    await upload('two');
    const since = (await openings(engine)).slice(before.openings.length);
    expect(since.some(({ connection }) => connection !== 0)).toBe(true);
    expect(since.every(({ text }) => /^(?:EPRT|PORT)$/u.test(text))).toBe(true);
    expect(await signIns(engine)).toBe(before.signIns);
  });

  it('keeps the id of the session, and holds when the session opens again with it', async () => {
    const { engine, server, profile, session, home } = await connect('vsftpd-plain');
    valueOf(await engine.client.disconnect(session));
    const again = await engine.connect(profile('active'), server.password);
    expect(again).toMatchObject({ session, dataMode: 'active' });
    await list(engine, session, home);
    expect((await openings(engine)).at(-1)?.text).toMatch(/^(?:EPRT|PORT)$/u);
  });

  it('is not there on SFTP and on the local disk', async () => {
    const { engine, facts, session } = await connect('openssh');
    expect(facts.dataMode).toBeNull();
    for (const place of [session, LOCAL_SESSION]) expect(await engine.client.setDataMode(place, 'active')).toMatchObject({ ok: false, failure: { reason: 'not-supported' } });
  });
});
