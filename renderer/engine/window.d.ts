import type { PreloadBridge } from '../../shared/ipc/main-events.ts';

declare global {
  interface Window {
    /** What the preload script exposes. */
    readonly hawser: PreloadBridge;
  }
}
