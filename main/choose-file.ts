import { writeFile } from 'node:fs/promises';
import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import { localFailure } from './failure.ts';

/** Lets the user pick one file, hidden ones (`.ssh`) included. Null when cancelled. */
export function chooseFile(parent: BrowserWindow | null, title: string): Promise<string | null> {
  return choose(parent, { title, properties: ['openFile', 'showHiddenFiles', 'dontAddToRecent'] });
}

/** Lets the user pick one folder. Null when cancelled. */
export function chooseFolder(parent: BrowserWindow | null, title: string): Promise<string | null> {
  return choose(parent, { title, properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'] });
}

export interface TextToSave {
  readonly title: string;
  /** Offered as the file's name. */
  readonly name: string;
  readonly text: string;
}

/** Lets the user choose a place for a text and writes it there. The path; null when cancelled. */
export async function saveFile(parent: BrowserWindow | null, { title, name, text }: TextToSave): Promise<string | null> {
  const options = { title, defaultPath: name, properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const] };
  const { canceled, filePath } = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
  if (canceled || filePath === '') return null;
  try {
    await writeFile(filePath, text);
  } catch (thrown) {
    throw localFailure(filePath, thrown);
  }
  return filePath;
}

async function choose(parent: BrowserWindow | null, options: OpenDialogOptions): Promise<string | null> {
  const { canceled, filePaths } = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
  return canceled ? null : (filePaths[0] ?? null);
}
