import { assertNever } from '../../shared/model/assert-never.ts';
import { cat } from './cat.ts';
import { cp } from './cp.ts';
import { chmod } from './chmod.ts';
import { ln } from './ln.ts';
import { raw } from './raw.ts';
import { putUnique } from './put-unique.ts';
import { sum } from './sum.ts';
import { openDirectly } from './direct-session.ts';
import { get } from './get.ts';
import { installKey } from './install-key.ts';
import { ls } from './ls.ts';
import { mkdir } from './mkdir.ts';
import { mv } from './mv.ts';
import { put } from './put.ts';
import type { Report } from './report.ts';
import { rm } from './rm.ts';
import { openServer, type ServerOptions } from './server.ts';
import type { Terminal } from './terminal.ts';

/** Signs in, does what the command says, and signs out whatever came of it. Fails with a Failure. */
export async function runVerb(options: ServerOptions, terminal: Terminal): Promise<Report> {
  const { command, signal } = options;
  if (command.verb === 'cat' || (command.verb === 'put' && command.options.unique)) {
    const session = await openDirectly(options, terminal);
    try {
      return await (command.verb === 'cat' ? cat(session, command, terminal, signal) : putUnique(session, command, signal));
    } finally {
      await session.close();
    }
  }
  const server = await openServer(options, terminal);
  try {
    switch (command.verb) {
      case 'ls':
        return await ls(server, command);
      case 'get':
        return await get(server, command, terminal, signal);
      case 'put':
        return await put(server, command, terminal, signal);
      case 'rm':
        return await rm(server, command);
      case 'mkdir':
        return await mkdir(server, command);
      case 'mv':
        return await mv(server, command);
      case 'cp':
        return await cp(server, command, terminal, signal);
      case 'ln':
        return await ln(server, command);
      case 'chmod':
        return await chmod(server, command);
      case 'sum':
        return await sum(server, command);
      case 'raw':
        return await raw(server, command);
      case 'keys':
        return await installKey(server, command);
      default:
        return assertNever(command.verb);
    }
  } finally {
    await server.close();
  }
}
