import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { scratchPerTest } from '../../e2e/fixtures/scratch.ts';
import { siteIdSchema } from '../../shared/model/ids.ts';
import type { Keyring } from './keyring.ts';
import { deriveKey, freshKdf, type Kdf, open as unseal, seal } from './master-key.ts';
import { createSavedSecrets } from './saved-secrets.ts';
import { openSecrets } from './secrets-file.ts';
import { createWrongTries } from './wrong-tries.ts';

const [a, b] = [siteIdSchema.parse('a'), siteIdSchema.parse('b')];
const odd = 'é"\\漢\u0000 \n';

/** Opens only what the one of the same name sealed. */
function keyringOf(name: string): Keyring {
  return {
    kind: () => 'secret-service',
    seal: (text) => Buffer.from(`${name}|${text}`).toString('base64'),
    open: (sealed) => {
      const text = Buffer.from(sealed, 'base64').toString();
      if (!text.startsWith(`${name}|`)) throw new Error('sealed by another');
      return text.slice(name.length + 1);
    },
  };
}
const none: Keyring = { ...keyringOf(''), kind: () => null };

const scratch = scratchPerTest('secrets');
let clock = 0;
const derive = async (password: string, { salt }: Kdf): Promise<Buffer> => createHash('sha256').update(password + salt).digest();
const open = async (keyring: Keyring) => createSavedSecrets({ file: await openSecrets(scratch.path), keyring, tries: createWrongTries(() => clock), derive });
const written = (): Promise<string> => readFile(scratch.at('secrets.json'), 'utf8');
beforeEach(() => {
  clock = 0;
});

describe('secrets sealed by the keyring', () => {
  it('come back for their own site and owner, and forgetting leaves nothing of them on disk', async () => {
    const first = await open(keyringOf('x'));
    await first.put(a, 'password u@h', odd);
    await first.put(b, 'password u@h', 'other');
    const second = await open(keyringOf('x'));
    expect([second.find(a, 'password u@h'), second.find(b, 'password u@h'), second.find(a, 'else')]).toEqual([odd, 'other', null]);
    const { secrets } = JSON.parse(await written()) as { secrets: { sealed: string }[] };
    await second.put(a, 'password u@h', null);
    expect(await written()).not.toContain(secrets[0]!.sealed);
    expect(await readFile(scratch.at('secrets.json.bak'), 'utf8')).not.toContain(secrets[0]!.sealed);
  });

  it('open nothing when they were moved to another site, or when the keyring is another one', async () => {
    const saved = await open(keyringOf('x'));
    await saved.put(a, 'o', 'secret');
    expect((await open(keyringOf('y'))).find(a, 'o')).toBeNull();
    await writeFile(scratch.at('secrets.json'), (await written()).replace('"site": "a"', '"site": "b"'));
    expect((await open(keyringOf('x'))).find(b, 'o')).toBeNull();
  });

  it('are refused where there is no keyring', async () => {
    await expect((await open(none)).put(a, 'o', 'secret')).rejects.toMatchObject({ data: { reason: 'secrets-not-kept' } });
  });

  it('of deleted sites go', async () => {
    const saved = await open(keyringOf('x'));
    await saved.put(a, 'o', '1');
    await saved.put(b, 'o', '2');
    await saved.keepOnly(new Set([b]));
    expect(saved.entries()).toMatchObject([{ site: b }]);
  });
});

describe('the key of the master password', () => {
  it('is the same however its letters are composed, another with another salt, and tells what was changed', async () => {
    const kdf = freshKdf();
    const [composed, apart, salted] = await Promise.all([deriveKey('gr\u00fcn', kdf), deriveKey('gru\u0308n', kdf), deriveKey('gr\u00fcn', freshKdf())]);
    expect(composed.equals(apart)).toBe(true);
    expect(composed.equals(salted)).toBe(false);
    const sealed = seal(composed, 'about', odd);
    expect(unseal(composed, 'about', sealed)).toBe(odd);
    expect(unseal(composed, 'About', sealed)).toBeNull();
    expect(unseal(salted, 'about', sealed)).toBeNull();
    const bytes = Buffer.from(sealed, 'base64');
    for (const at of [0, 12, 28, bytes.length - 1]) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1;
      expect(unseal(composed, 'about', flipped.toString('base64'))).toBeNull();
    }
    expect(unseal(composed, 'about', 'AAAA')).toBeNull();
  }, 30_000);
});

describe('the master password', () => {
  it('takes over what the keyring sealed, locks, opens by the right one alone, and gives it back', async () => {
    const first = await open(keyringOf('x'));
    await first.put(a, 'o', odd);
    expect(await first.setMaster(null, 'sea and shore')).toMatchObject({ right: true });
    expect(first.find(a, 'o')).toBe(odd);
    expect(await written()).not.toContain('keyring');

    const second = await open(keyringOf('x'));
    expect(second.locked()).toBe(true);
    expect(() => second.find(a, 'o')).toThrow();
    await expect(second.put(a, 'p', 'x')).rejects.toMatchObject({ data: { reason: 'secrets-locked' } });
    expect(await second.unlock('sea')).toEqual({ right: false, waitSeconds: 0 });
    expect(await second.unlock('sea and shore')).toMatchObject({ right: true });
    expect(second.find(a, 'o')).toBe(odd);
    expect(await second.setMaster('shore', null)).toMatchObject({ right: false });
    expect(await second.setMaster('sea and shore', null)).toMatchObject({ right: true });
    expect([second.hasMaster(), (await open(keyringOf('x'))).find(a, 'o')]).toEqual([false, odd]);
  });

  it('binds the site in, so that a moved secret opens nothing', async () => {
    const saved = await open(none);
    await saved.setMaster(null, 'sea and shore');
    await saved.put(a, 'o', 'secret');
    await writeFile(scratch.at('secrets.json'), (await written()).replace('"site": "a"', '"site": "b"'));
    const moved = await open(none);
    await moved.unlock('sea and shore');
    expect(moved.find(b, 'o')).toBeNull();
  });

  it('makes the next try wait longer after each wrong one, and looks at none before', async () => {
    const saved = await open(none);
    await saved.setMaster(null, 'sea and shore');
    saved.lock();
    const waits: number[] = [];
    for (let wrong = 0; wrong < 4; wrong++) {
      const { waitSeconds } = await saved.unlock('wrong');
      waits.push(waitSeconds);
      expect(await saved.unlock('sea and shore')).toMatchObject(waitSeconds > 0 ? { right: false, waitSeconds } : { right: true });
      if (waitSeconds === 0) {
        saved.lock();
        await saved.unlock('wrong');
      }
      clock += waitSeconds * 1000;
    }
    expect(waits).toEqual([0, 1, 2, 4]);
    expect(await saved.unlock('sea and shore')).toMatchObject({ right: true });
  });

  it('that is forgotten takes the secrets with it', async () => {
    const saved = await open(none);
    await saved.setMaster(null, 'sea and shore');
    await saved.put(a, 'o', 'secret');
    await saved.forget();
    expect(JSON.parse(await written())).toEqual({ version: 1, master: null, secrets: [] });
    expect(await readFile(scratch.at('secrets.json.bak'), 'utf8')).toBe(await written());
  });

  it('cannot be removed where nothing could take the secrets over', async () => {
    const saved = await open(none);
    await saved.setMaster(null, 'sea and shore');
    await expect(saved.setMaster('sea and shore', null)).rejects.toMatchObject({ data: { reason: 'no-keyring' } });
  });

  it('is not worked out from a file that asks for less work', async () => {
    const saved = await open(none);
    await saved.setMaster(null, 'sea and shore');
    await writeFile(scratch.at('secrets.json'), (await written()).replace('"n": 131072', '"n": 1024'));
    await rm(scratch.at('secrets.json.bak'));
    expect((await openSecrets(scratch.path)).setAside).not.toBeNull();
  });
});
