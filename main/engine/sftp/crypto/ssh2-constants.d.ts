declare module 'ssh2/lib/protocol/constants.js' {
  /** What ssh2 lets a client name in its configuration. */
  const constants: { readonly SUPPORTED_CIPHER: string[]; readonly SUPPORTED_SERVER_HOST_KEY: string[] };
  export default constants;
}
