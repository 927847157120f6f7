import { safeStorage } from 'electron';
import type { KeyringKind } from '../../shared/model/secret-status.ts';

/** The keyring of the system, which opens by the user's sign-in to the computer. */
export interface Keyring {
  /** Null where the system has none, or only one that hides nothing. */
  kind(): Promise<KeyringKind | null>;
  /** Gives base64. Rejects where there is no keyring. */
  seal(text: string): Promise<string>;
  /** Rejects when the keyring did not seal this, or does not have its key any longer. */
  open(sealed: string): Promise<string>;
}

/** Electron's safeStorage: Keychain on macOS, DPAPI on Windows, Secret Service or KWallet on Linux. Only once the app is ready. */
export function systemKeyring(): Keyring {
  let known: Promise<KeyringKind | null> | null = null;
  // Its asynchronous half ends the process where it is not available, so that it has to be asked first.
  let asynchronous: Promise<boolean> | null = null;
  const mayAwait = (): Promise<boolean> => (asynchronous ??= safeStorage.isAsyncEncryptionAvailable().catch(() => false));
  const kind = (): Promise<KeyringKind | null> => (known ??= detect(mayAwait));
  const required = async (): Promise<void> => {
    if ((await kind()) === null) throw new Error('This system has no keyring.');
  };
  return {
    kind,
    seal: async (text) => {
      await required();
      const sealed = (await mayAwait()) ? await safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text);
      return sealed.toString('base64');
    },
    open: async (sealed) => {
      await required();
      const bytes = Buffer.from(sealed, 'base64');
      return (await mayAwait()) ? (await safeStorage.decryptStringAsync(bytes)).result : safeStorage.decryptString(bytes);
    },
  };
}

async function detect(mayAwait: () => Promise<boolean>): Promise<KeyringKind | null> {
  const kind = kindOf();
  if (kind === null) return null;
  return safeStorage.isEncryptionAvailable() || (await mayAwait()) ? kind : null;
}

function kindOf(): KeyringKind | null {
  if (process.platform === 'darwin') return 'keychain';
  if (process.platform === 'win32') return 'dpapi';
  switch (safeStorage.getSelectedStorageBackend()) {
    case 'gnome_libsecret':
      return 'secret-service';
    case 'kwallet':
    case 'kwallet5':
    case 'kwallet6':
      return 'kwallet';
    // A password that stands in Chromium's source seals nothing.
    case 'basic_text':
    case 'unknown':
    default:
      return null;
  }
}
