import { processTerminal } from '../main/cli/process-terminal.ts';
import { exitStatus, runCommandLine } from '../main/cli/run.ts';

const interruption = new AbortController();
process.on('SIGINT', () => {
  // A second Ctrl+C does not wait for the polite end.
  if (interruption.signal.aborted) process.exit(exitStatus.interrupted);
  interruption.abort();
});
process.on('SIGTERM', () => interruption.abort());

const take = (name: string): string | null => {
  const value = process.env[name] ?? null;
  // No program that is started from here inherits it.
  delete process.env[name];
  return value;
};
const secrets = {
  account: take('HAWSER_PASSWORD'),
  proxy: take('HAWSER_PROXY_PASSWORD'),
  target: take('HAWSER_TARGET_PASSWORD'),
  via: take('HAWSER_VIA_PASSWORD'),
  certificate: take('HAWSER_CERTIFICATE_PASSPHRASE'),
  fresh: take('HAWSER_NEW_PASSPHRASE'),
};

const terminal = processTerminal(process);
// A reader that goes away is told by the rejected write.
process.stdout.on('error', () => undefined);

const status = await runCommandLine(process.argv.slice(2), { terminal, secrets, signal: interruption.signal });
process.exit(status);
