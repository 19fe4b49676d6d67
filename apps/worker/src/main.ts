/** `node dist/bundle/worker.js`: background work without the API; health and metrics on WORKER_PORT if that is set. */
import { createLog, Database, loadConfig, startFailure, type CartwrightConfig } from '#libs/platform';
import { runUntilSignal, stopHttpApplication } from '#libs/platform/http';
import { requireMigrations } from '../../api/src/pending-migrations.js';
import { createWorker } from './create-worker.js';

let config: CartwrightConfig | undefined;
try {
  config = loadConfig();
  const settings = config;
  const log = createLog(settings);
  const app = await createWorker(settings, { log });
  await requireMigrations(app.get(Database));
  if (settings.workerPort > 0) await app.listen(settings.workerPort, settings.host);
  log.info({ port: settings.workerPort || undefined }, 'working');
  await runUntilSignal({ log, stop: () => stopHttpApplication(app, settings.shutdownSecondsMax) });
  process.exit(0);
} catch (error) {
  process.stderr.write(
    `${startFailure(error, config && { ...config, port: config.workerPort }) ?? (error instanceof Error ? error.stack : String(error))}\n`,
  );
  process.exit(1);
}
