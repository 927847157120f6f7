import process from 'node:process';
import { processTerminal } from '../main/cli/process-terminal.ts';
import { exitStatus, runCommandLine } from '../main/cli/run.ts';

const interruption = new AbortController();
process.on('SIGINT', () => {
  // A second Ctrl+C does not wait for the polite end.
  if (interruption.signal.aborted) process.exit(exitStatus.interrupted);
  interruption.abort();
});
process.on('SIGTERM', () => interruption.abort());

const { HAWSER_PASSWORD: account = null, HAWSER_PROXY_PASSWORD: proxy = null, HAWSER_TARGET_PASSWORD: target = null } = process.env;
// No program that is started from here inherits them.
for (const name of ['HAWSER_PASSWORD', 'HAWSER_PROXY_PASSWORD', 'HAWSER_TARGET_PASSWORD']) delete process.env[name];

const terminal = processTerminal(process);
// A reader that goes away is told by the rejected write.
process.stdout.on('error', () => undefined);

const status = await runCommandLine(process.argv.slice(2), { terminal, secrets: { account, proxy, target }, signal: interruption.signal });
process.exit(status);
