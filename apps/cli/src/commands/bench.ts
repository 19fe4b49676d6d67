/** `bench`: speed beside a reference, on a database of its own. */
import type { Command } from 'commander';

interface Options {
  readonly quick?: boolean;
  readonly json?: boolean;
  readonly only?: string;
  readonly referenceDriver?: string;
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('bench')
    .description('measure the speed of the shop beside the same work by hand in SQL')
    .option('--quick', 'under a minute in all')
    .option('--only <sections>', 'only these sections, comma-separated')
    .option('--json', 'print one JSON object and nothing else')
    .option('--reference-driver <name>', 'pgbench or own; default: pgbench where it is installed')
    .action(async (options: Options) => bench(options));
}

async function bench(options: Options): Promise<void> {
  const { runBench } = await import('../bench/run.js');
  const { CommandFailure } = await import('../failures.js');
  const driver = options.referenceDriver;
  if (driver !== undefined && driver !== 'pgbench' && driver !== 'own')
    throw new CommandFailure('--reference-driver is pgbench or own.');
  const only = options.only?.split(',').map((name) => name.trim());
  await runBench({
    quick: options.quick ?? false,
    json: options.json ?? false,
    home: process.env['CARTWRIGHT_HOME'] ?? './.cartwright',
    ...(only && { only }),
    ...(driver && { referenceDriver: driver }),
  });
}
