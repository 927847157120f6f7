import type { SecretKeeping } from '../../../shared/model/secret-status.ts';
import { isFolder } from '../../../shared/model/site.ts';
import type { Hawser } from '../../hawser.ts';
import type { TypedPasswords } from './typed-passwords.ts';

/** Whether what is typed can be saved. */
export function keepsPasswords(keeping: SecretKeeping): boolean {
  return keeping === 'keyring' || keeping === 'master-password';
}

/** Has main save what was typed for sites that are saved; where nothing can be kept it stays for this connection. Gives whether none failed. */
export async function savePasswords({ secrets, sites }: Pick<Hawser, 'secrets' | 'sites'>, passwords: TypedPasswords): Promise<boolean> {
  if (!keepsPasswords(secrets.store.getState().keeping)) return true;
  const { byId } = sites.store.getState();
  let allSaved = true;
  for (const id of passwords.ids()) {
    const node = byId.get(id);
    const password = passwords.of(id);
    if (node === undefined || isFolder(node) || password === undefined) continue;
    // One after another, since the first may have the user asked to unlock.
    if (await secrets.setSiteSecret(id, password)) passwords.forget(id);
    else allSaved = false;
  }
  return allSaved;
}
