import type { SshConnection } from './connection.ts';

/** How long a polite end may take. */
const GOODBYE_MILLISECONDS = 2_000;

/** What closes a session politely: once, however often it is called. Never rejects. */
export function goodbye({ client, ended }: SshConnection, log: (kind: 'command', text: string) => void): () => Promise<void> {
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    log('command', 'bye');
    const timer = setTimeout(() => client.destroy(), GOODBYE_MILLISECONDS);
    client.end();
    await ended;
    clearTimeout(timer);
  };
  return () => (closing ??= close());
}
