import { cpus, release, totalmem, type } from 'node:os';

/** What the figures were measured on, in one line. */
export function machineFacts(filesystem: string, electronVersion: string): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() || 'unknown processor';
  return `${type()} ${release()}, ${processors.length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, loopback, data on ${filesystem}, Electron ${electronVersion} (Node ${process.versions.node})`;
}
