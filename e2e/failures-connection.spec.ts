import { createServer, type AddressInfo } from 'node:net';
import { startFtpDouble } from './fixtures/ftp-double.ts';
import { answer, hangUpAt, neverAnswer, resetAt } from './fixtures/ftp-faults.ts';
import { startSftpDouble } from './fixtures/sftp-double.ts';
import { hangUp, neverGreet, speakHttp } from './fixtures/sftp-faults.ts';
import { expect, test, type HawserWindow } from './hawser-test.ts';
import type { Account } from './pages/quickconnect.ts';

/** Sees that connecting has come to nothing, for this reason: one sentence, and the words of the server or the system below it. */
async function expectFailure({ remote, status, dialog }: HawserWindow, sentence: string, ownWords: string | RegExp | null): Promise<void> {
  await expect(remote.failure.locator('.failure-card-what')).toHaveText(sentence, { timeout: 20_000 });
  if (ownWords === null) await expect(remote.failure.locator('code')).toHaveCount(0);
  else await expect(remote.failure.locator('code')).toHaveText(ownWords);
  await expect(status).toHaveText('Could not connect');
  await expect(dialog.element).toHaveCount(0);
  await expect(remote.button('Try again')).toBeVisible();
}

/** A port on which nobody listens: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const nobody = { user: 'hawser-test', password: 'anchor-4711' };

for (const protocol of ['ftp', 'ftps-explicit', 'ftps-implicit', 'sftp'] as const) {
  test(`${protocol}: a port on which nobody listens`, async ({ hawser }) => {
    const port = await closedPort();
    await hawser.quickconnect.connect({ ...nobody, protocol, host: '127.0.0.1', port });
    await expectFailure(hawser, `127.0.0.1 does not accept connections on port ${port}.`, `connect ECONNREFUSED 127.0.0.1:${port}`);
  });
}

for (const protocol of ['ftp', 'sftp'] as const) {
  test(`${protocol}: a host that does not exist`, async ({ hawser }) => {
    await hawser.quickconnect.connect({ ...nobody, protocol, host: 'no-such-host.invalid', port: 2121 });
    await expectFailure(hawser, 'No computer named “no-such-host.invalid” was found.', /^getaddrinfo E\w+ no-such-host\.invalid$/u);
  });
}

test('what is no host or port at all is said before anything is dialled', async ({ hawser }) => {
  const { form, fill } = hawser.quickconnect;
  await fill({ ...nobody, protocol: 'ftp', host: 'two words', port: 21 });
  await expect(form).toContainText('A host is a name or an IP address');
  await expect(form.getByRole('button', { name: 'Connect' })).toBeDisabled();
  await fill({ ...nobody, protocol: 'ftp', host: 'files.example.org', port: 70_000 });
  await expect(form).toContainText('A port is a number from 1 to 65535.');
  await expect(form.getByRole('button', { name: 'Connect' })).toBeDisabled();
});

for (const [kind, sentence, ownWords] of [
  ['vsftpd-plain', '127.0.0.1 did not accept the user name or the password for “hawser-test”.', '530 Login incorrect.'],
  ['proftpd-plain', '127.0.0.1 did not accept the user name or the password for “hawser-test”.', '530 Login incorrect.'],
  ['openssh', '127.0.0.1 did not accept the user name or the password for “hawser-test”.', null],
] as const) {
  test(`${kind}: a wrong password may be corrected, or not`, async ({ start, hawser }) => {
    const { dialog, quickconnect, status, page } = hawser;
    const server = await start(kind);
    const wrong: Account = { ...server, password: 'wrong' };
    await quickconnect.connect(wrong);
    await dialog.trust(server);
    await expect(dialog.title).toHaveText('Sign in to 127.0.0.1');
    await expect(dialog.element).toContainText('The server did not accept this password.');
    await page.keyboard.press('Escape');
    await expectFailure(hawser, sentence, ownWords);

    await quickconnect.connect(wrong);
    await expect(dialog.element).toContainText('The server did not accept this password.');
    await dialog.field('Password').fill(server.password);
    await dialog.button('Sign in').click();
    await expect(status).toHaveText(/^Connected to /u);
  });
}

for (const [what, script, sentence, ownWords] of [
  ['closes the connection at once', hangUpAt('CONNECT'), '127.0.0.1 closed the connection.', null],
  ['closes the connection at the password', hangUpAt('PASS'), '127.0.0.1 closed the connection.', null],
  ['breaks the connection at the user name', resetAt('USER'), 'The connection to 127.0.0.1 was lost.', /ECONNRESET/u],
  ['is full', answer('CONNECT', '421 Too many connections (8) from this address.'), '127.0.0.1 allows no further connections at the moment.', '421 Too many connections (8) from this address.'],
  ['lets nobody in', answer('PASS', '532 Need account for storing files.'), '127.0.0.1 refused the sign-in of “hawser-test”.', '532 Need account for storing files.'],
] as const) {
  test(`ftp: a server that ${what}`, async ({ until, hawser }) => {
    const double = await until(startFtpDouble({ script }));
    await hawser.quickconnect.connect(double);
    await expectFailure(hawser, sentence, ownWords);
  });
}

test('sftp: a server that closes the connection at once', async ({ until, hawser }) => {
  const double = await until(startSftpDouble({ connect: hangUp }));
  await hawser.quickconnect.connect({ ...double, protocol: 'sftp' });
  await expectFailure(hawser, '127.0.0.1 closed the connection.', null);
});

test('sftp: a server that closes the connection at the password', async ({ until, hawser }) => {
  const double = await until(startSftpDouble({ login: 'hang-up' }));
  await hawser.quickconnect.connect({ ...double, protocol: 'sftp' });
  await hawser.dialog.trust(double);
  await expectFailure(hawser, '127.0.0.1 closed the connection.', null);
});

test('sftp: a server that is none', async ({ until, hawser }) => {
  const double = await until(startSftpDouble({ connect: speakHttp }));
  await hawser.quickconnect.connect({ ...double, protocol: 'sftp' });
  await expectFailure(hawser, `What answers at 127.0.0.1 port ${double.port} is not a SFTP server.`, 'HTTP/1.1 400 Bad Request');
});

/** Sets the shortest timeout there is, in the settings dialog. */
async function shortTimeout({ page, dialog }: HawserWindow): Promise<void> {
  await page.getByRole('toolbar').getByRole('button', { name: /^Settings/u }).click();
  await dialog.element.getByRole('tab', { name: 'Connection' }).click();
  await dialog.field('Timeout in seconds').fill('5');
  await dialog.button('Done').click();
  await expect.poll(() => page.evaluate(() => window.hawser.invoke('settings', []))).toMatchObject({ value: { timeoutSeconds: 5 } });
}

test('ftp: a server that never greets', async ({ until, hawser }) => {
  const double = await until(startFtpDouble({ script: neverAnswer('CONNECT') }));
  await shortTimeout(hawser);
  await hawser.quickconnect.connect(double);
  await expectFailure(hawser, '127.0.0.1 stopped answering for 5 seconds.', null);
});

test('sftp: a server that never greets', async ({ until, hawser }) => {
  const double = await until(startSftpDouble({ connect: neverGreet }));
  await shortTimeout(hawser);
  await hawser.quickconnect.connect({ ...double, protocol: 'sftp' });
  await expectFailure(hawser, '127.0.0.1 stopped answering for 5 seconds.', null);
});

test('ftp: a folder that is never listed; the pane says so and goes back', async ({ until, hawser }) => {
  const files = { '/a folder/inside.txt': 'text', '/beside.txt': 'text' };
  const double = await until(startFtpDouble({ files, script: { MLSD: (session, path) => (session.resolve(path) === '/' ? session.usual() : undefined) } }));
  await shortTimeout(hawser);
  const { remote } = hawser;
  await hawser.quickconnect.connect(double);
  await remote.shows(['a folder', 'beside.txt']);
  await remote.row('a folder').dblclick();
  await expect(remote.failure).toContainText('127.0.0.1 stopped answering for 5 seconds.', { timeout: 30_000 });
  await remote.button('Go back').click();
  await remote.shows(['a folder', 'beside.txt']);
});

test('connecting can be stopped', async ({ until, hawser }) => {
  const double = await until(startFtpDouble({ script: neverAnswer('USER') }));
  await hawser.quickconnect.connect(double);
  await expect(hawser.remote.region).toContainText('Connecting to 127.0.0.1');
  await hawser.remote.button('Stop').click();
  await expect(hawser.status).toHaveText('Not connected');
  await expect(hawser.remote.region).toContainText('No server connected');
});
