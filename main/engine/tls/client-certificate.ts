import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { ClientCertificate } from '../../../shared/model/ftp-choices.ts';
import { systemCode } from '../net/dial-failure.ts';
import type { FindSecret, SessionContext } from '../session/context.ts';
import { Failure } from '../session/failure.ts';

/** What proves to a server who the client is. */
export interface ClientIdentity {
  /** Differs between any two certificates and keys. */
  readonly fingerprint: string;
  readonly options: Pick<SecureContextOptions, 'cert' | 'key' | 'pfx' | 'passphrase'>;
}

const certificatePem = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/u;
const keyPem = /-----BEGIN (?:(?:RSA|EC|ENCRYPTED) )?PRIVATE KEY-----/u;
const encryptedPem = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/mu;
const largestFile = 1_048_576;

/**
 * Reads a client's certificate with its chain and key: PEM, the key in the same file or another, or PKCS#12. Asks for the passphrase of an
 * encrypted one, again while it is wrong. Rejects with `client-certificate-unreadable`, `client-certificate-invalid`,
 * `client-certificate-without-key`, `client-certificate-key`, or `sign-in-cancelled` where no passphrase is given.
 */
export async function loadClientCertificate({ file, keyFile }: ClientCertificate, secretOf: SessionContext['secretOf']): Promise<ClientIdentity> {
  const bytes = await read(file);
  const text = bytes.toString('latin1');
  if (!certificatePem.test(text)) return loadPkcs12(file, bytes, secretOf);
  const certificate = parse(file, text);
  const place = keyFile === '' ? file : keyFile;
  const keyText = keyFile === '' ? text : (await read(keyFile)).toString('latin1');
  if (!keyPem.test(keyText)) throw Failure.of('client-certificate-without-key', { file: place });
  const key = await unlock(place, encryptedPem.test(keyText), secretOf, (passphrase) => createPrivateKey({ key: keyText, ...(passphrase === null ? {} : { passphrase }) }));
  if (!fits(certificate, key)) throw Failure.of('client-certificate-key', { file, keyFile: place });
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  return { fingerprint: digest(bytes, pem), options: { cert: text, key: pem } };
}

async function loadPkcs12(file: string, bytes: Buffer, secretOf: SessionContext['secretOf']): Promise<ClientIdentity> {
  // A sequence in DER (ITU-T X.690 section 8.9), as every PKCS#12 file (RFC 7292) begins.
  if (bytes[0] !== 0x30) throw Failure.of('client-certificate-invalid', { file });
  const open = (passphrase: string): string => {
    createSecureContext({ pfx: bytes, passphrase });
    return passphrase;
  };
  const encrypted = ((): boolean => {
    try {
      open('');
      return false;
    } catch (error) {
      if (isWrongPassphrase(error)) return true;
      throw Failure.of('client-certificate-invalid', { file }, wordsOf(error), error);
    }
  })();
  const passphrase = await unlock(file, encrypted, secretOf, (given) => open(given ?? ''));
  return { fingerprint: digest(bytes, passphrase), options: { pfx: bytes, passphrase } };
}

/** Tries passphrases until one opens the file. */
async function unlock<T>(file: string, encrypted: boolean, secretOf: SessionContext['secretOf'], open: (passphrase: string | null) => T): Promise<T> {
  const find: FindSecret | null = encrypted ? secretOf({ label: file, question: { kind: 'passphrase', keyFile: file } }) : null;
  for (let refused = false; ; refused = true) {
    const passphrase = find === null ? null : await find(refused);
    if (find !== null && passphrase === null) throw refused ? Failure.of('wrong-passphrase', { keyFile: file }) : Failure.of('sign-in-cancelled', { host: file });
    try {
      return open(passphrase);
    } catch (error) {
      if (find === null || !isWrongPassphrase(error)) throw Failure.of('client-certificate-invalid', { file }, wordsOf(error), error);
    }
  }
}

/** As OpenSSL (Node) and BoringSSL (Electron) say it, for keys and for PKCS#12. */
function isWrongPassphrase(error: unknown): boolean {
  return /bad decrypt|BAD_DECRYPT|mac verify|incorrect.password|bad password|password required|wrong final block|interrupted or cancelled|DECODE_ERROR|unsupported/iu.test(`${wordsOf(error)} ${String((error as { code?: unknown }).code)}`);
}

function parse(file: string, text: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch (error) {
    throw Failure.of('client-certificate-invalid', { file }, wordsOf(error), error);
  }
}

function fits(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.checkPrivateKey(key);
  } catch {
    // Keys of another kind than the certificate's are an error to some libraries.
    return false;
  }
}

async function read(file: string): Promise<Buffer> {
  try {
    const bytes = await readFile(file);
    if (bytes.length <= largestFile) return bytes;
  } catch (error) {
    throw Failure.of('client-certificate-unreadable', { file }, systemCode(error) ?? wordsOf(error), error);
  }
  throw Failure.of('client-certificate-invalid', { file });
}

function digest(...parts: readonly (Buffer | string)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
