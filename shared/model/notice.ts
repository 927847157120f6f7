/** What happened while the window could not be told, for it to say once it can. */
export type Notice =
  /** The window's process died and was started again. `reason` is Chromium's word for how it died. */
  | { readonly kind: 'window-crashed'; readonly reason: string }
  /**
   * A file of Hawser's own could not be read and was kept under another name. `recovered`: its last good copy is in use; otherwise
   * Hawser started without it.
   */
  | { readonly kind: 'file-set-aside'; readonly file: string; readonly keptAs: string; readonly recovered: boolean }
  /** The queue's database was damaged and was kept under another name; `rows` could be read of it and are in the queue. */
  | { readonly kind: 'queue-set-aside'; readonly keptAs: string; readonly rows: number }
  /** The queue's database can be neither read nor written; the queue lasts only as long as the engine. */
  | { readonly kind: 'queue-not-kept'; readonly why: string }
  /** The disk is full, so that the queue lasts only as long as the engine until there is room. */
  | { readonly kind: 'queue-without-room'; readonly why: string }
  /** There is room again, or the disk is back, and the queue is on it. */
  | { readonly kind: 'queue-kept-again' }
  /** Somebody took the queue's database away while it was in use; it was written again with these rows. */
  | { readonly kind: 'queue-gone'; readonly rows: number };
