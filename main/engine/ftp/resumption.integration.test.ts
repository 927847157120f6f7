import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../../e2e/fixtures/start-server.ts';
import type { Question } from '../../../shared/model/question.ts';
import type { Noted } from '../../../shared/model/server-note.ts';
import type { SessionContext } from '../session/context.ts';
import { memorySink, memorySource } from '../session/memory.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

const never = new AbortController().signal;
const bytes = Buffer.alloc(50_000, 'r');

type Kind = 'pure-ftpd-explicit' | 'proftpd-explicit' | 'vsftpd-implicit';

async function setUp(kind: Kind, answer: 'refuse' | 'once' | 'always', notes: Noted[] = []) {
  const server = await startServer(kind);
  onTestFinished(() => server.stop());
  const usual = quietContext(server);
  const ask = ((question: Question) => Promise.resolve(question.kind === 'certificate' ? 'once' : answer)) as SessionContext['ask'];
  const trust = { ...usual.trust, notes: () => Promise.resolve(notes), note: (_host: string, _port: number, noted: Noted) => Promise.resolve(void notes.push(noted)) };
  const context = quietContext(server, { ask, trust });
  const open = async () => {
    const session = await openFtp(profileOf(server, server.protocol as 'ftps-explicit' | 'ftps-implicit'), context);
    onTestFinished(() => session.close());
    return session;
  };
  const asked = () => context.questions.filter(({ kind: about }) => about === 'no-resumption');
  return { server, context, notes, open, asked };
}

/** Pure-FTPd resumes nothing under TLS 1.3. */
describe('a server that does not resume TLS sessions', () => {
  it('is asked about once, at an upload, which then goes through', async () => {
    const { server, notes, open, asked } = await setUp('pure-ftpd-explicit', 'always');
    const session = await open();
    expect(await session.upload(memorySource(bytes), '/up', { signal: never, offset: 0 })).toBe(bytes.length);
    const sink = memorySink();
    await session.download('/up', sink, { signal: never, offset: 0 });
    expect(sink.bytes().equals(bytes)).toBe(true);
    expect(asked()).toEqual([{ kind: 'no-resumption', host: server.host, port: server.port, had: false }]);
    expect(notes).toContainEqual({ note: 'no-resumption-allowed', detail: '' });
    expect(session.protection.data).toMatchObject({ kind: 'tls', resumed: false });

    const later = await open();
    await later.list('/', { signal: never, onEntries: () => undefined });
    expect(asked()).toHaveLength(1);
  });

  it('gets no byte when the user refuses, and the session goes on', async () => {
    const { context, open, asked } = await setUp('pure-ftpd-explicit', 'refuse');
    const session = await open();
    const sink = memorySink();
    await expect(session.list('/', { signal: never, onEntries: () => undefined })).rejects.toMatchObject({ data: { reason: 'no-resumption-refused', code: 'trust' } });
    await expect(session.upload(memorySource(bytes), '/up', { signal: never, offset: 0 })).rejects.toMatchObject({ data: { reason: 'no-resumption-refused' } });
    await expect(session.download('/up', sink, { signal: never, offset: 0 })).rejects.toMatchObject({ data: { code: expect.stringMatching(/trust|not-found/u) } });
    expect(sink.bytes()).toHaveLength(0);
    expect(asked().length).toBeGreaterThanOrEqual(2);
    await session.makeDirectory('/still here');
    expect(context.lines.filter((line) => line.startsWith('command USER'))).toHaveLength(1);
  });

  it('is asked about loudly where it did in an earlier session', async () => {
    const { open, asked } = await setUp('pure-ftpd-explicit', 'once', [{ note: 'resumed-tls', detail: '' }, { note: 'no-resumption-allowed', detail: '' }]);
    const session = await open();
    await session.list('/', { signal: never, onEntries: () => undefined });
    expect(asked()).toMatchObject([{ had: true }]);
  });
});

describe.each(['proftpd-explicit', 'vsftpd-implicit'] as const)('%s, which resumes them', (kind) => {
  it('is asked nothing about and is remembered for it', async () => {
    const { notes, open, asked } = await setUp(kind, 'refuse');
    const session = await open();
    await session.list('/', { signal: never, onEntries: () => undefined });
    await session.list('/', { signal: never, onEntries: () => undefined });
    expect(asked()).toEqual([]);
    expect(notes.filter(({ note }) => note === 'resumed-tls')).toHaveLength(1);
  });
});
