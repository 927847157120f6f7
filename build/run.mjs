import { SetupError, say } from './setup/process.mjs';

/** What `npm run` can ask for; each file in tasks/ exports `run(args)`, which gives the exit status. */
const tasks = ['start', 'dev', 'demo', 'test', 'cli', 'bench', 'soak', 'dist', 'lint', 'typecheck'];

const [task = '', ...args] = process.argv.slice(2);
try {
  if (!tasks.includes(task)) throw new SetupError(`There is no task "${task}"; there are: ${tasks.join(' ')}`);
  const { run } = await import(`./tasks/${task}.mjs`);
  process.exitCode = await run(args);
} catch (error) {
  say(error instanceof SetupError ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}
