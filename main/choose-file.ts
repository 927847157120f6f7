import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';

/** Lets the user pick one file, hidden ones (`.ssh`) included. Null when cancelled. */
export async function chooseFile(parent: BrowserWindow | null, title: string): Promise<string | null> {
  const options: OpenDialogOptions = { title, properties: ['openFile', 'showHiddenFiles', 'dontAddToRecent'] };
  const { canceled, filePaths } = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
  return canceled ? null : (filePaths[0] ?? null);
}
