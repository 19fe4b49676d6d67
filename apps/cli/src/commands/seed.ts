/** `seed`: demo data for an empty database. */
import type { Command } from 'commander';

/** Adds the command. */
export function register(program: Command): void {
  program
    .command('seed')
    .description('fill an empty database with demo data')
    .action(async () => seed());
}

async function seed(): Promise<void> {
  const { CartwrightConfig, createLog, loadConfig } = await import('#libs/platform');
  const { withCommandDatabase } = await import('../database.js');
  const { migrateUp } = await import('#libs/platform/migrations');
  const { loadMigrations } = await import('../migrations.js');
  const { createApi } = await import('../../../api/src/create-api.js');
  const { demoLogins, seedDemo } = await import('../seed.js');
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  await withCommandDatabase(loadConfig(), async ({ url }) => {
    await migrateUp(url, await loadMigrations());
    // Background work belongs to the running server; here it would only compete with it.
    const config = CartwrightConfig.of({ ...loadConfig(), databaseUrl: url, workerInApi: false, logLevel: 'warn' });
    const app = await createApi(config, { log: createLog(config) });
    try {
      const isFilled = await seedDemo(app, say);
      say(isFilled ? 'The demo data is in.' : 'Nothing done: the shop has data already.');
      for (const { role, email, password } of demoLogins) say(`  ${role.padEnd(12)} ${email.padEnd(32)} ${password}`);
    } finally {
      await app.close();
    }
  });
}
