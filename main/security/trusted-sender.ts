/** What an IPC event says about where it comes from; the part of Electron's that counts. */
export interface Sender {
  readonly sender: { readonly id: number };
  /** Null when the frame has gone or navigated since. */
  readonly senderFrame: { readonly origin: string; readonly parent: object | null } | null;
}

/** Whether a call comes from the window's own page: its web contents, the main frame in it, and our origin still in that frame. */
export function isTrustedSender(event: Sender, window: { readonly contentsId: number; readonly origin: string }): boolean {
  const frame = event.senderFrame;
  return event.sender.id === window.contentsId && frame !== null && frame.parent === null && frame.origin === window.origin;
}
