import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '../shared/model/settings.ts';
import type { SecretStatus } from '../shared/model/secret-status.ts';

/** Who says that nothing may be kept on this computer; null where secrets, history and queue may be. Everything that saves what a user did asks this one. */
export type Kiosk = () => SecretStatus['kiosk'];

const policySchema = z.object({ kiosk: z.boolean().default(false) });

/** Where the administrator's policy may lie. What any of them says holds, so that a user cannot lift it by another. */
export function policyPaths(env: NodeJS.ProcessEnv, executable: string, platform: NodeJS.Platform): readonly string[] {
  const shared = platform === 'win32' ? join(env['ProgramData'] ?? 'C:\\ProgramData', 'Hawser') : '/etc/hawser';
  const named = env['HAWSER_POLICY'];
  return [join(shared, 'policy.json'), join(dirname(executable), 'policy.json'), ...(named === undefined ? [] : [named])];
}

/** Reads the policies. One that is there and cannot be read counts as the strict one, since somebody meant to forbid something. */
export async function readKiosk(paths: readonly string[], settings: () => Settings): Promise<Kiosk> {
  const policies = await Promise.all(paths.map(isKiosk));
  const byPolicy = policies.includes(true);
  return () => (byPolicy ? 'policy' : settings().kiosk ? 'setting' : null);
}

async function isKiosk(path: string): Promise<boolean> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    const missing = thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');
    if (!missing) console.error(`The policy ${path} cannot be read, so that nothing is kept`, thrown);
    return !missing;
  }
  try {
    return policySchema.parse(JSON.parse(text)).kiosk;
  } catch (thrown) {
    console.error(`The policy ${path} makes no sense, so that nothing is kept`, thrown);
    return true;
  }
}
