import { expect, it } from 'vitest';
import { startServer } from '../../../e2e/fixtures/start-server.ts';
import { openFtp } from './connect.ts';
import { profileOf, quietContext } from './test-context.ts';

it.each(['vsftpd-implicit', 'proftpd-implicit'] as const)('%s: the greeting may come while the user still looks at the certificate', async (kind) => {
  const server = await startServer(kind);
  let greeted: () => void = () => undefined;
  const greeting = new Promise<void>((resolve) => { greeted = resolve; });
  const context = quietContext(server, {
    log: (_kind, text) => { if (text.startsWith('220')) greeted(); },
    ask: (async () => {
      await greeting;
      return 'once';
    }) as never,
  });
  try {
    const session = await openFtp(profileOf(server, 'ftps-implicit'), context);
    expect(session.protection.control).toMatchObject({ kind: 'tls', identity: 'excepted' });
    await session.close();
  } finally {
    await server.stop();
  }
});
