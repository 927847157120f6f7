import type { BrowserWindow } from 'electron';
import type { WindowFile } from './window-file.ts';

/** Dragging a window's edge fires without end; what counts is where it comes to rest. */
const REST = 500;

/** Writes the window's place and size down whenever it comes to rest, and when it closes. */
export function rememberBounds(window: BrowserWindow, file: WindowFile): void {
  let timer: NodeJS.Timeout | undefined;

  const save = (): void => {
    clearTimeout(timer);
    const { x, y, width, height } = window.getNormalBounds();
    const maximized = window.isMaximized();
    file.change((document) => ({ ...document, bounds: { x, y, width, height }, maximized })).catch((thrown: unknown) => {
      console.error('The window will not open where it was:', thrown);
    });
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, REST);
  };

  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', save);
  window.on('closed', () => clearTimeout(timer));
}
