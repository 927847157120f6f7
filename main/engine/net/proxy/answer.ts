/** How a proxy answered: the way is open, or why it is not, with its own words or code. */
export type ProxyAnswer =
  | { readonly kind: 'open' }
  /** `given`: a password was sent and refused. */
  | { readonly kind: 'password'; readonly given: boolean; readonly words: string | null }
  | { readonly kind: 'refused' | 'unreachable' | 'stranger'; readonly words: string };

export interface ProxyRequest {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Null where the proxy wants none as far as known. */
  readonly password: string | null;
}
