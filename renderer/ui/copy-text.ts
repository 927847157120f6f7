/** Puts text on the clipboard. */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text).catch(() => copyByField(text));
}

/** The way that needs no permission, where the clipboard's own is refused. */
function copyByField(text: string): void {
  const field = document.createElement('textarea');
  field.value = text;
  // A modal dialog takes the focus from whatever is outside of it.
  ([...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body).append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
