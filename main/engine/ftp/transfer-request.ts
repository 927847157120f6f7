/** One transfer over a data channel. */
export interface TransferRequest {
  /** RETR, STOR, MLSD… with its argument. */
  readonly command: string;
  /** What failures name. */
  readonly path: string;
  /** First byte wanted, sent as REST (RFC 3659 section 5); 0 for the whole. */
  readonly offset: number;
  readonly signal: AbortSignal;
}
