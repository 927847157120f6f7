import type { Command } from './arguments.ts';
import type { Report } from './report.ts';
import { type Server, valueOf } from './server.ts';

/** `raw <url> <command…>`: one command as it stands, and the server's reply, be it a refusal. */
export async function raw(server: Server, { paths }: Command): Promise<Report> {
  const reply = valueOf(await server.engine.sendCommand(server.facts.session, paths.join(' '), server.base));
  return { document: () => ({ reply }), text: () => `${reply}\n`, failures: [] };
}
