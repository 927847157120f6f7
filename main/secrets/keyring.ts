import { safeStorage } from 'electron';
import type { KeyringKind } from '../../shared/model/secret-status.ts';

/** The keyring of the system, which opens by the user's sign-in to the computer. */
export interface Keyring {
  /** Null where the system has none, or only one that hides nothing. */
  kind(): KeyringKind | null;
  /** Gives base64. Throws where there is no keyring. */
  seal(text: string): string;
  /** Throws when the keyring did not seal this, or does not have its key any longer. */
  open(sealed: string): string;
}

/**
 * Electron's safeStorage: Keychain on macOS, DPAPI on Windows, Secret Service or KWallet on Linux. Only once the app is ready. Its
 * asynchronous half ends the process where it is not ready, and what it seals the other half may not open, so that it is left alone;
 * once the key is there, sealing takes microseconds.
 */
export function systemKeyring(): Keyring {
  let known: KeyringKind | null | undefined;
  const kind = (): KeyringKind | null => (known ??= safeStorage.isEncryptionAvailable() ? kindOf() : null);
  const required = (): void => {
    if (kind() === null) throw new Error('This system has no keyring.');
  };
  return {
    kind,
    seal: (text) => {
      required();
      return safeStorage.encryptString(text).toString('base64');
    },
    open: (sealed) => {
      required();
      return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
    },
  };
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
