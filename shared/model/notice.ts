/** What happened while the window could not be told, for it to say once it can. */
export type Notice =
  /** The window's process died and was started again. `reason` is Chromium's word for how it died. */
  | { readonly kind: 'window-crashed'; readonly reason: string }
  /**
   * A file of Hawser's own could not be read and was kept under another name. `recovered`: its last good copy is in use; otherwise
   * Hawser started without it.
   */
  | { readonly kind: 'file-set-aside'; readonly file: string; readonly keptAs: string; readonly recovered: boolean };
