import { existsSync } from 'node:fs';
import type { App } from 'electron';

/** What Linux calls a graphics processor: those with a kernel driver of their own, NVIDIA's, Windows' below WSL, and those of phones' chips. */
const GRAPHICS = ['/dev/dri', '/dev/nvidiactl', '/dev/dxg', '/dev/mali0', '/dev/kgsl-3d0'];
/** Named in content/public/common/network_service_util.cc. */
const NETWORK_IN_MAIN = 'NetworkServiceInProcess2';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly exists?: (path: string) => boolean;
}

/**
 * Leaves out the processes, and parts of them, that only cost memory here. On Linux without a graphics processor Chromium would load a whole
 * OpenGL with a compiler to draw with the processor what it draws so by itself, and GTK does the same in main wherever it is not told to let it be,
 * though it draws no more than a file dialog (33 MB). Chromium's network service has no sandbox there that it would lose in main, and no network:
 * the window reaches app:// and nothing else. It must run before the app is ready.
 */
export function chooseProcesses(app: Pick<App, 'commandLine' | 'disableHardwareAcceleration' | 'whenReady'>, { platform, env, exists = existsSync }: Machine): void {
  if (platform !== 'linux') return;
  if (!GRAPHICS.some(exists)) app.disableHardwareAcceleration();
  if (env['GDK_GL'] === undefined) {
    env['GDK_GL'] = 'disable';
    // GTK has read it by then, and it is not for programs that Hawser starts.
    void app.whenReady().then(() => { delete env['GDK_GL']; });
  }
  const features = app.commandLine.getSwitchValue('enable-features');
  app.commandLine.appendSwitch('enable-features', features === '' ? NETWORK_IN_MAIN : `${features},${NETWORK_IN_MAIN}`);
}
