import { join } from 'node:path';
import { app, utilityProcess } from 'electron';

/** Electron's main process of this bench: starts a utility process with the file named last on the command line, and ends with it. */
const entry = join(import.meta.dirname, process.argv.at(-1)!);
void app.whenReady().then(() => {
  utilityProcess.fork(entry, [], { stdio: 'inherit' }).on('exit', (code) => app.exit(code));
});
