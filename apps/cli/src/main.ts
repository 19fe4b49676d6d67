/** The command line. Each command is a file of its own under commands/, loaded only when it is asked for: starting is fast. */
import { Command } from 'commander';

/** A command's file. */
interface CommandFile {
  register(program: Command): void;
}

const commands: Readonly<Record<string, () => Promise<CommandFile>>> = {
  serve: () => import('./commands/serve.js'),
  migrate: () => import('./commands/migrate.js'),
  seed: () => import('./commands/seed.js'),
  audit: () => import('./commands/audit.js'),
  'audit:log': () => import('./commands/audit-log.js'),
  bench: () => import('./commands/bench.js'),
  replay: () => import('./commands/replay.js'),
  tour: () => import('./commands/tour.js'),
  sandbox: () => import('./commands/sandbox.js'),
  sync: () => import('./commands/sync.js'),
};

const program = new Command('cartwright').description('A commerce backend for shops whose customers hold credit.');
const asked = commands[process.argv[2] ?? ''];
const files = asked ? [await asked()] : await Promise.all(Object.values(commands).map((load) => load()));
for (const file of files) file.register(program);
try {
  await program.parseAsync();
} catch (error) {
  const { explained } = await import('./failures.js');
  process.stderr.write(`${explained(error)}\n`);
  process.exitCode = 1;
}
