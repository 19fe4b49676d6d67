/** `node dist/bundle/api.js`: the API process. It needs DATABASE_URL and a migrated database. */
import { createLog, Database, loadConfig, startFailure, type CartwrightConfig } from '#libs/platform';
import { runUntilSignal, stopHttpApplication } from '#libs/platform/http';
import { createApi } from './create-api.js';
import { requireMigrations } from './pending-migrations.js';

let config: CartwrightConfig | undefined;
try {
  config = loadConfig();
  const settings = config;
  const log = createLog(settings);
  const app = await createApi(settings, { log });
  await requireMigrations(app.get(Database));
  await app.listen(settings.port, settings.host);
  log.info({ url: await app.getUrl() }, 'listening');
  await runUntilSignal({ log, stop: () => stopHttpApplication(app, settings.shutdownSecondsMax) });
  // Whatever timer a library forgot must not keep a stopped process alive.
  process.exit(0);
} catch (error) {
  process.stderr.write(`${startFailure(error, config) ?? (error instanceof Error ? error.stack : String(error))}\n`);
  process.exit(1);
}
