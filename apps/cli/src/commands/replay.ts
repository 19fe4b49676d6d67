/** `replay`: a real shop's file as orders over the public API. */
import type { Command } from 'commander';

interface Options {
  readonly until?: string;
  readonly seed: string;
  readonly json?: boolean;
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('replay')
    .description("place every sale of a real shop's file as an order, and compare the books with it")
    .argument('<file>', 'a CSV file in the format of Online Retail, gzipped or not')
    .option('--until <day>', 'the last day to replay, e.g. 2010-12-31')
    .option('--seed <text>', 'draws how each order is paid', '1')
    .option('--json', 'print one JSON object and nothing else')
    .action(async (path: string, options: Options) => replay(path, options));
}

async function replay(path: string, { until, seed, json }: Options): Promise<void> {
  const { runReplay } = await import('../replay/run.js');
  const { CommandFailure } = await import('../failures.js');
  if (until !== undefined && !DAY.test(until)) throw new CommandFailure('--until takes a day, e.g. 2010-12-31.');
  await runReplay({ path, seed, json: json ?? false, ...(until !== undefined && { until }) });
}
