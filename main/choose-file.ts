import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';

/** Lets the user pick one file, hidden ones (`.ssh`) included. Null when cancelled. */
export function chooseFile(parent: BrowserWindow | null, title: string): Promise<string | null> {
  return choose(parent, { title, properties: ['openFile', 'showHiddenFiles', 'dontAddToRecent'] });
}

/** Lets the user pick one folder. Null when cancelled. */
export function chooseFolder(parent: BrowserWindow | null, title: string): Promise<string | null> {
  return choose(parent, { title, properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] });
}

async function choose(parent: BrowserWindow | null, options: OpenDialogOptions): Promise<string | null> {
  const { canceled, filePaths } = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
  return canceled ? null : (filePaths[0] ?? null);
}
