/** As long may a frame be waited for: a window that nobody sees draws none. */
const PATIENCE_MS = 100;

/** The next frame, once it is known how far lists are scrolled in it and before it is drawn. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
    setTimeout(resolve, PATIENCE_MS);
  });
}
