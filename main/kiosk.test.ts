import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settingsSchema } from '../shared/model/settings.ts';
import { policyPaths, readKiosk } from './kiosk.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hawser-policy-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function kioskOf(policies: readonly string[], setting = false) {
  const paths = await Promise.all(policies.map(async (text, index) => {
    const path = join(folder, `${index}.json`);
    await writeFile(path, text);
    return path;
  }));
  return (await readKiosk([...paths, join(folder, 'missing.json')], () => settingsSchema.parse({ kiosk: setting })))();
}

describe('kiosk', () => {
  it.each([
    [[], false, null],
    [[], true, 'setting'],
    [['{}'], false, null],
    [['{"kiosk":false}', '{"kiosk":true}'], false, 'policy'],
    [['{"kiosk":false}'], true, 'setting'],
    // Somebody meant to forbid something.
    [['{"kiosk":tru'], false, 'policy'],
    [['{"kiosk":"yes"}'], false, 'policy'],
  ] as const)('with the policies %j and the setting %s: %s', async (policies, setting, expected) => {
    expect(await kioskOf(policies, setting)).toBe(expected);
  });

  it('reads the policy of the computer even where the user names another', () => {
    expect(policyPaths({ HAWSER_POLICY: '/tmp/mine.json' }, '/opt/hawser/hawser', 'linux')).toEqual(['/etc/hawser/policy.json', '/opt/hawser/policy.json', '/tmp/mine.json']);
  });
});
