/** SQLite keeps text as UTF-8, which has no lone surrogates; a name that holds such (bytes that did not decode) is kept as UTF-16 bytes. */
export function toStored(text: string): string | Uint8Array {
  return text.isWellFormed() ? text : Buffer.from(text, 'utf16le');
}

export function fromStored(stored: unknown): string {
  return stored instanceof Uint8Array ? Buffer.from(stored).toString('utf16le') : String(stored);
}
