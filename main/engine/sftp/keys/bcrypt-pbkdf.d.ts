declare module 'bcrypt-pbkdf' {
  /** OpenSSH's derivation of keys from passphrases, as ssh2 uses it. `pbkdf` fills `out` and returns 0 unless its arguments make no sense. */
  const bcrypt: {
    pbkdf(secret: Uint8Array, secretLength: number, salt: Uint8Array, saltLength: number, out: Uint8Array, outLength: number, rounds: number): number;
  };
  export default bcrypt;
}
