import type { Side } from '../panes/pane-state.ts';

/** Fields and lists that commands lead to carry `data-field`; what is not on the screen is passed over. */
function focusField(name: string): void {
  const element = document.querySelector<HTMLElement>(`[data-field="${name}"]`);
  element?.focus();
  if (element instanceof HTMLInputElement) element.select();
}

export function focusQuickconnect(): void {
  focusField('host');
}

export function focusPath(side: Side): void {
  focusField(`path-${side}`);
}

export function focusPane(side: Side): void {
  focusField(`list-${side}`);
}

export function focusQueue(): void {
  focusField('list-queue');
}

export function focusQueueSearch(): void {
  focusField('search-queue');
}

/** Whether keys typed now belong to a text field. */
export function inTextField(element: Element | null): boolean {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
}
