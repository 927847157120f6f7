import { describe, expect, it, vi } from 'vitest';
import { siteIdSchema } from '../../shared/model/ids.ts';
import { type Profile, profileLabel } from '../../shared/model/profile.ts';
import { siteSchema, type Site } from '../../shared/model/site.ts';
import type { Kiosk } from '../kiosk.ts';
import { lockWhenIdle } from './idle-lock.ts';
import { ownerOf } from './owner-of.ts';
import type { SavedSecrets } from './saved-secrets.ts';
import { createSecrets } from './secrets.ts';
import { createSessionSecrets } from './session-secrets.ts';

const logon = { type: 'password', user: 'anna' } as const;
const profile: Profile = { protocol: 'ftps-explicit', host: 'files.example.org', port: 21, logon, dataMode: 'default' };
const label = profileLabel(profile);
const siteOf = (id: string, more: Partial<Profile> = {}): Site => siteSchema.parse({ id, name: id, profile: { ...profile, ...more } });
const [a, b] = [siteIdSchema.parse('a'), siteIdSchema.parse('b')];

/** Saved secrets in memory. */
function inMemory() {
  const kept = new Map<string, string>();
  let locked = false;
  const saved = {
    hasMaster: () => true,
    locked: () => locked,
    entries: () => [...kept.keys()].map((key) => JSON.parse(key) as { site: typeof a; owner: string }),
    find: (site, owner) => kept.get(JSON.stringify({ site, owner })) ?? null,
    put: async (site, owner, secret) => void (secret === null ? kept.delete(JSON.stringify({ site, owner })) : kept.set(JSON.stringify({ site, owner }), secret)),
    unlock: async () => {
      locked = false;
      return { right: true, waitSeconds: 0 };
    },
    lock: () => {
      locked = true;
    },
  } as Partial<SavedSecrets> as SavedSecrets;
  return saved;
}

function build(sites: readonly Site[], kiosk: Kiosk = () => null) {
  const saved = inMemory();
  return createSecrets({ session: createSessionSecrets(), saved, keyring: { kind: () => null }, kiosk, sites: () => sites });
}

describe('whose secret it is', () => {
  it('is tied to user and host, not to protocol and port', () => {
    const site = siteOf('a');
    const own = ownerOf(site, label);
    expect(ownerOf(siteOf('a', { port: 990, protocol: 'ftps-implicit' }), profileLabel({ ...profile, port: 990, protocol: 'ftps-implicit' }))).toBe(own);
    expect(ownerOf(siteOf('a', { host: 'evil.example' }), profileLabel({ ...profile, host: 'evil.example' }))).not.toBe(own);
    expect(ownerOf(siteOf('a', { logon: { type: 'key-file', user: 'anna', keyFile: '/k' } }), label)).not.toBe(own);
    expect(ownerOf(site, 'sftp://jump@gate:22')).toBe('sftp://jump@gate:22');
  });

  it.each(['ask', 'interactive'] as const)('is nobody’s where it must not be saved: %s', async (type) => {
    const asking = siteOf('a', { logon: { type, user: 'anna' } });
    expect(ownerOf(asking, label)).toBeNull();
    const secrets = build([asking]);
    await secrets.save(label, a, 's');
    expect(secrets.status().count).toBe(0);
  });
});

describe('saved secrets', () => {
  it('are used for the site that they are saved with, and without a site for the same account', async () => {
    const secrets = build([siteOf('a'), siteOf('b')]);
    await secrets.setOwn(b, 'of b');
    expect(secrets.status().sites).toEqual([b]);
    expect([await secrets.find(label, a), await secrets.find(label, b), await secrets.find(label, null), await secrets.find('sftp://x@y:22', null)]).toEqual([null, 'of b', 'of b', null]);
  });

  it('wait for the user to unlock, who may leave them locked', async () => {
    const secrets = build([siteOf('a')]);
    await secrets.setOwn(a, 'of a');
    secrets.lock();
    const left = secrets.find(label, a);
    expect(secrets.status()).toMatchObject({ locked: true, wanted: 'use' });
    secrets.leaveLocked();
    expect(await left).toBeNull();
    const [one, two] = [secrets.find(label, a), secrets.find(label, a)];
    await secrets.unlock('right');
    expect([await one, await two, secrets.status().wanted]).toEqual(['of a', 'of a', null]);
  });

  it('say why one was not saved that nobody waits for', async () => {
    const secrets = build([siteOf('a')]);
    const told: string[] = [];
    secrets.onFailure(({ reason }) => told.push(reason));
    secrets.lock();
    const saving = secrets.save(label, a, 's');
    secrets.leaveLocked();
    await saving;
    expect(told).toEqual(['secrets-locked']);
  });

  it('take over what signed in to a site’s account, hops and proxy in this run', async () => {
    const site = siteOf('a', { tunnel: { hops: [{ host: 'gate', port: 22, logon: { type: 'password', user: 'jump' } }, { host: 'inner', port: 22, logon: { type: 'ask', user: 'x' } }], data: 'through' } });
    const secrets = build([site]);
    secrets.hold(label, 'own');
    secrets.hold('sftp://jump@gate:22', 'of the hop');
    secrets.hold('sftp://x@inner:22', 'asked for');
    await secrets.saveHeld(a);
    secrets.hold(label, null);
    secrets.hold('sftp://jump@gate:22', null);
    secrets.hold('sftp://x@inner:22', null);
    expect([await secrets.find(label, a), await secrets.find('sftp://jump@gate:22', a), await secrets.find('sftp://x@inner:22', a)]).toEqual(['own', 'of the hop', null]);
  });

  it('are none where nothing may be kept', async () => {
    const secrets = build([siteOf('a')], () => 'policy');
    await expect(secrets.setOwn(a, 's')).rejects.toMatchObject({ data: { reason: 'secrets-not-kept' } });
    await expect(secrets.setMaster(null, 'sea and shore')).rejects.toMatchObject({ data: { reason: 'secrets-not-kept' } });
    expect(secrets.status()).toMatchObject({ keeping: 'never', kiosk: 'policy', count: 0 });
  });
});

describe('the lock by idleness', () => {
  it('falls when neither the user nor a connection has wanted anything for the minutes set', () => {
    vi.useFakeTimers();
    try {
      let [idle, used, minutes, now] = [0, 0 as number | null, 1, 0];
      const lock = vi.fn<() => void>();
      const end = lockWhenIdle({ idleSeconds: () => idle, minutes: () => minutes, lastUse: () => used, lock, now: () => now });
      const look = (seconds: number, idleSeconds: number): number => {
        [now, idle] = [seconds * 1000, idleSeconds];
        vi.advanceTimersByTime(5000);
        return lock.mock.calls.length;
      };
      expect([look(50, 500), look(70, 30)]).toEqual([0, 0]);
      minutes = 0;
      expect(look(400, 400)).toBe(0);
      [minutes, used] = [1, null];
      expect(look(400, 400)).toBe(0);
      used = 0;
      expect(look(400, 400)).toBe(1);
      end();
      expect(look(800, 800)).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });
});
