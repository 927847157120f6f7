import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './hawser-test.ts';

/** A program that writes down how it was started, says something, and ends with the code that the user asks for last. */
async function writeProgram(folder: string, record: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const program = join(folder, 'after queue.mjs');
  const lines = [
    `#!${process.execPath}`,
    `import { appendFileSync } from 'node:fs';`,
    'const args = process.argv.slice(2);',
    `appendFileSync(${JSON.stringify(record)}, JSON.stringify({ args, folder: process.cwd(), marker: process.env.HAWSER_TEST_MARKER }) + '\\n');`,
    `console.log('said by the program');`,
    `process.exitCode = Number(args.at(-1));`,
  ];
  await writeFile(program, `${lines.join('\n')}\n`);
  await chmod(program, 0o755);
  return program;
}

/** What the system's own dialog gives from here on. */
const pick = (app: ElectronApplication, file: string): Promise<void> =>
  app.evaluate(({ dialog: native }, path) => { native.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] }); }, file);

test('a program is run after the queue with exactly the arguments that were typed, and what it says is in the log', async ({ start, open, folder }) => {
  const server = await start('vsftpd-plain');
  for (const name of ['a.txt', 'b.txt']) await writeFile(join(server.root, name), name);
  await server.handOver();
  const record = join(folder, 'record.jsonl');
  const program = await writeProgram(join(folder, 'bin'), record);
  const { app, page, local, remote, queue, log, dialog, quickconnect, status, notices, userData } = await open({ env: { HAWSER_TEST_MARKER: 'as it was' } });
  const runs = async () => (await readFile(record, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
  await pick(app, program);
  await quickconnect.connect(server);
  await expect(status).toHaveText(/^Connected to /u);
  await local.open(folder);

  await queue.button('After the queue…').click();
  await page.getByRole('radio', { name: /^Run a program/u }).click();
  await expect(dialog.element.getByText(program)).toBeVisible();
  const line = dialog.field('Arguments');
  await line.fill('"two words');
  await expect(line).toHaveAttribute('aria-invalid', 'true');
  await expect(line).toHaveAccessibleDescription('A quote or a backslash has no partner.');
  await line.fill(`"two words" '' $HOME *.txt ; 'say "it"' --done={done} "{failed} failed" 0`);
  const given = ['two words', '', '$HOME', '*.txt', ';', 'say "it"', '--done={done}', '{failed} failed', '0'];
  await expect(dialog.element.getByRole('list', { name: 'As the program gets them' }).getByRole('listitem')).toHaveCount(given.length);
  await page.getByRole('checkbox', { name: /^Every time/u }).check();
  await dialog.button('Done').click();

  await remote.row('a.txt').dblclick();
  const filled = given.with(6, '--done=1').with(7, '0 failed');
  await expect.poll(runs).toEqual([{ args: filled, folder: join(userData, 'home'), marker: 'as it was' }]);
  await expect(log.line('said by the program')).toHaveClass(/log-line--reply/u);
  await expect(log.line(`${program} has ended with the code 0`)).toBeVisible();
  await expect(notices).toHaveCount(0);
  // What it was told may be secret.
  await expect(log.line('two words')).toHaveCount(0);

  // A code other than 0 is told.
  await queue.button(/^After the queue/u).click();
  await line.fill('3');
  await dialog.button('Done').click();
  await remote.row('b.txt').dblclick();
  await expect.poll(async () => (await runs()).length).toBe(2);
  await expect(notices).toContainText(`“${program}” ended with the code 3`);
  await expect(log.line('ended with the code 3')).toHaveClass(/log-line--error/u);

  // So is a program that cannot be started.
  await chmod(program, 0o644);
  await queue.button('Pause queue').click();
  await writeFile(join(folder, 'c.txt'), 'c');
  await local.button('Refresh').click();
  await local.row('c.txt').dblclick();
  await queue.counts('Queued', 1);
  await queue.button('Process queue').click();
  await expect(notices.filter({ hasText: 'could not be started' })).toContainText('EACCES');
  await expect(log.line('could not be started')).toHaveClass(/log-line--error/u);
});
