/** The parts of a key press that matter; a KeyboardEvent has them. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const named: Readonly<Record<string, string>> = { up: 'ArrowUp', down: 'ArrowDown', left: 'ArrowLeft', right: 'ArrowRight' };

/** Whether a key press is the one that Electron would write as this accelerator. */
export function matchesAccelerator(accelerator: string, press: KeyPress, mac: boolean): boolean {
  const parts = accelerator.split('+');
  const key = parts.at(-1)!.toLowerCase();
  const wants = (modifier: string): boolean => parts.includes(modifier);
  const command = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (wants('CmdOrCtrl') !== command || other || wants('Alt') !== press.altKey || wants('Shift') !== press.shiftKey) return false;
  return press.key.toLowerCase() === (named[key] ?? key).toLowerCase();
}

/** An accelerator in the words of the platform: `Ctrl+Shift+N`, `⇧⌘N`. */
export function showAccelerator(accelerator: string, mac: boolean): string {
  const arrows: Readonly<Record<string, string>> = { Up: '↑', Down: '↓', Left: '←', Right: '→' };
  const parts = accelerator.split('+').map((part) => arrows[part] ?? part);
  if (!mac) return parts.join('+').replace('CmdOrCtrl', 'Ctrl').replace('Delete', 'Del');
  const signs: Readonly<Record<string, string>> = { CmdOrCtrl: '⌘', Shift: '⇧', Alt: '⌥', Delete: '⌫' };
  return parts.map((part) => signs[part] ?? part).join('');
}
