/** `migrate`: applies, takes back or lists migrations. */
import type { Command } from 'commander';

interface Options {
  readonly down?: string;
  readonly status?: boolean;
}

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('migrate')
    .description('apply all pending migrations')
    .option('--down <count>', 'take back the last <count> migrations instead')
    .option('--status', 'only list them')
    .action(async (options: Options) => migrate(options));
}

async function migrate(options: Options): Promise<void> {
  const { migrateDown, migrateUp, migrationStates } = await import('#libs/platform/migrations');
  const { loadConfig } = await import('#libs/platform');
  const { loadMigrations } = await import('../migrations.js');
  const { withCommandDatabase } = await import('../database.js');
  const { CommandFailure } = await import('../failures.js');
  const count = options.down === undefined ? undefined : Number(options.down);
  if (count !== undefined && (!Number.isInteger(count) || count < 1))
    throw new CommandFailure('--down takes the number of migrations to take back.');
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  await withCommandDatabase(loadConfig(), async ({ url }) => {
    const migrations = await loadMigrations();
    if (options.status) {
      for (const state of await migrationStates(url, migrations))
        say(`${state.applied ? 'applied' : 'pending'}  ${state.name}`);
    } else if (count !== undefined) {
      for (const name of await migrateDown(url, migrations, count)) say(`taken back  ${name}`);
    } else {
      const applied = await migrateUp(url, migrations);
      for (const name of applied) say(`applied  ${name}`);
      if (applied.length === 0) say('Nothing to do: every migration is applied.');
    }
  });
}
