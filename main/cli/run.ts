import type { FailureData } from '../../shared/model/failure.ts';
import { describeFailure } from '../../shared/locale/describe-failure.ts';
import { fill } from '../../shared/locale/fill.ts';
import { displayName } from '../../shared/format/display-name.ts';
import { toFailureData } from '../engine/session/failure.ts';
import { answersOf } from './answers.ts';
import { type Command, parseArguments, wantsJson } from './arguments.ts';
import { choiceNames } from './choices.ts';
import { failureDocument, type JsonDocument } from './documents.ts';
import { helpText } from './help.en.ts';
import { keys } from './keys.ts';
import type { Report } from './report.ts';
import type { CommandSecrets } from './secrets.ts';
import type { Terminal } from './terminal.ts';
import { commandTrust } from './trust.ts';
import { runVerb } from './verbs.ts';
import { words } from './words.en.ts';

export const exitStatus = { done: 0, failed: 1, interrupted: 130 } as const;

export interface Surroundings {
  readonly terminal: Terminal;
  readonly secrets: CommandSecrets;
  /** Fires at an interruption (Ctrl+C). */
  readonly signal: AbortSignal;
}

/** Runs one command line and gives its exit status. Everything that is said about it has been written when it resolves; never rejects for a failed command. */
export async function runCommandLine(argv: readonly string[], { terminal, secrets, signal }: Surroundings): Promise<number> {
  const json = wantsJson(argv);
  try {
    const request = parseArguments(argv);
    if (request.kind === 'help') {
      await terminal.write(helpText(request.verb));
      return exitStatus.done;
    }
    if (request.kind === 'choices') {
      await terminal.write(`${choiceNames.join('\n')}\n`);
      return exitStatus.done;
    }
    const report = request.kind === 'keys' ? await keys(request.keys, secrets, terminal) : await onServer(request.command, { terminal, secrets, signal });
    // What cat wrote is the whole output: its text is empty.
    const output = json ? `${JSON.stringify(documentOf(report))}\n` : report.text();
    if (output !== '') await terminal.write(output);
    if (!json) for (const { path, failure } of report.failures) sayFailure(terminal, failure, path);
    return report.failures.length === 0 ? exitStatus.done : failedStatus(signal);
  } catch (problem) {
    // Nobody reads the output any more (`… | head`): there is nobody to tell.
    if (isBrokenPipe(problem)) return exitStatus.failed;
    const failure = toFailureData(problem);
    if (json) await terminal.write(`${JSON.stringify(failureDocument(failure))}\n`);
    else sayFailure(terminal, failure, null);
    return failedStatus(signal);
  }
}

const failedStatus = (signal: AbortSignal): number => (signal.aborted ? exitStatus.interrupted : exitStatus.failed);

function onServer(command: Command, { terminal, secrets, signal }: Surroundings): Promise<Report> {
  const trust = commandTrust(command.options.trust);
  return runVerb({ command, trust, answers: answersOf(terminal, trust), secrets, signal }, terminal);
}

function documentOf({ document, failures }: Report): JsonDocument {
  return failures.length === 0 ? document() : { ...failureDocument(failures[0]!.failure), ...document() };
}

function sayFailure(terminal: Terminal, failure: FailureData, path: string | null): void {
  const { what, next } = describeFailure(failure);
  terminal.say(displayName(path === null ? `${what} ${next}` : fill(words.transferFailed, { path, what, next })));
  if (failure.detail !== null) for (const line of fill(words.serverSaid, { detail: failure.detail.trim() }).split(/\r?\n/u)) terminal.say(displayName(line));
}

function isBrokenPipe(problem: unknown): boolean {
  return problem instanceof Error && 'code' in problem && problem.code === 'EPIPE';
}
