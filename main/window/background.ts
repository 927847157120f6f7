import { nativeTheme, type BrowserWindow } from 'electron';

/** The page's own background in each theme (`--hull` in renderer/theme/tokens.css), so that neither opening nor resizing flashes white. */
const backgrounds = { light: '#e9edef', dark: '#0b1217' } as const;

export function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light;
}

/** Keeps the window's background with the theme until the window is closed. */
export function followTheme(window: BrowserWindow): void {
  const follow = (): void => window.setBackgroundColor(backgroundColor());
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.off('updated', follow));
}
