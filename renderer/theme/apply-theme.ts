import type { Settings } from '../../shared/model/settings.ts';

/** Puts the chosen theme on the document; `system` leaves it to `prefers-color-scheme`. */
export function applyTheme(theme: Settings['theme'], root: HTMLElement = document.documentElement): void {
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}
