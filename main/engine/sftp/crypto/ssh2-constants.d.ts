declare module 'ssh2/lib/protocol/constants.js' {
  /** What ssh2 lets a client name in its configuration. */
  const constants: { readonly SUPPORTED_CIPHER: string[] };
  export default constants;
}
