import { describe, expect, it } from 'vitest';
import type { Client } from '../../shared/ipc/contract.ts';
import type { HostCalls } from '../../shared/ipc/host-calls.ts';
import { siteIdSchema, type SiteId } from '../../shared/model/ids.ts';
import type { Logon } from '../../shared/model/logon.ts';
import { succeeded } from '../../shared/model/outcome.ts';
import type { Question } from '../../shared/model/question.ts';
import { createCredentials, ownerOf } from './credentials.ts';
import type { Ask } from './session/context.ts';

const site = siteIdSchema.parse('a');
const { signal } = new AbortController();
const owner = (logon: Logon = { type: 'password', user: 'anna' }) => ownerOf({ protocol: 'sftp', host: 'h', port: 22, logon });

/** Credentials over a host that notes what it is asked, and a user who answers `typed` with that tick. */
function build({ of = site as SiteId | null, held = null as string | null, save = false, secret = undefined as Promise<never> | undefined } = {}) {
  const calls: unknown[][] = [];
  const questions: Question[] = [];
  const host = {
    secret: (label: string, asked: SiteId | null) => {
      calls.push(['secret', label, asked]);
      return secret ?? Promise.resolve(succeeded(held === null ? null : { secret: held }));
    },
    holdSecret: async (...given: unknown[]) => (calls.push(['hold', ...given]), succeeded(undefined)),
    saveSecret: async (...given: unknown[]) => (calls.push(['save', ...given]), succeeded(undefined)),
  } as unknown as Client<HostCalls>;
  const ask = (async (question: Question) => {
    questions.push(question);
    return { secret: `typed ${questions.length}`, save };
  }) as unknown as Ask;
  return { calls, questions, credentials: createCredentials({ host, site: of, ask, hide: () => {} }) };
}

describe('the secrets of an account', () => {
  it('are looked up for the site, and then asked for; saved only once they have signed in, and only when that was ticked', async () => {
    const { calls, questions, credentials } = build({ save: true });
    const find = credentials.find(owner(), signal);
    expect([await find(false), await find(true)]).toEqual(['typed 1', 'typed 2']);
    expect(questions).toEqual([{ kind: 'password', host: 'h', user: 'anna', again: false, canSave: true }, { kind: 'password', host: 'h', user: 'anna', again: true, canSave: true }]);
    expect(calls).toEqual([['secret', 'sftp://anna@h:22', site]]);
    await credentials.confirmed();
    await credentials.confirmed();
    expect(calls.slice(1)).toEqual([['hold', 'sftp://anna@h:22', 'typed 2'], ['save', 'sftp://anna@h:22', site, 'typed 2']]);
  });

  it('are not saved without a tick, nor offered to be without a site', async () => {
    const plain = build();
    await plain.credentials.find(owner(), signal)(false);
    await plain.credentials.confirmed();
    expect(plain.calls.map(([name]) => name)).toEqual(['secret', 'hold']);
    const quick = build({ of: null, save: true });
    await quick.credentials.find(owner(), signal)(false);
    await quick.credentials.confirmed();
    expect(quick.questions).toMatchObject([{ canSave: false }]);
    expect(quick.calls.map(([name]) => name)).toEqual(['secret', 'hold']);
  });

  it.each(['ask', 'interactive'] as const)('of an account that asks at each connection are neither looked up, held nor saved: %s', async (type) => {
    const { calls, questions, credentials } = build({ held: 'kept', save: true });
    const find = credentials.find(owner({ type, user: 'anna' }), signal);
    // A second connection of the same account does not ask again.
    expect([await find(false), await find(false)]).toEqual(['typed 1', 'typed 1']);
    await credentials.confirmed();
    expect([calls, questions.map((question) => 'canSave' in question && question.canSave)]).toEqual([[], [false]]);
  });

  it('do not keep a connection that is given up waiting for the user to unlock', async () => {
    const stop = new AbortController();
    const { credentials } = build({ secret: new Promise<never>(() => {}) });
    const waiting = credentials.find(owner(), stop.signal)(false);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ data: { reason: 'cancelled' } });
  });
});
