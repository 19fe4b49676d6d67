/** The worker: the same libraries as the API without their controllers. Its few routes are health and metrics. */
import { Module, type DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CartwrightConfig, Database, Readiness } from '#libs/platform';
import { createHttpApplication, PlatformHttpModule, type HttpApplicationOptions } from '#libs/platform/http';
import { domainModules } from '../../api/src/composition.js';
import { pendingMigrations } from '../../api/src/pending-migrations.js';

@Module({})
export class WorkerModule {
  /** @param config the settings of this process; background work runs whatever WORKER_IN_API says */
  static forRoot(config: CartwrightConfig): DynamicModule {
    const working = CartwrightConfig.of({ ...config, workerInApi: true });
    return { module: WorkerModule, imports: [...domainModules(working, 'cartwright-worker'), PlatformHttpModule] };
  }
}

/** Builds the worker; its background work starts with it, whether or not it listens. */
export async function createWorker(
  config: CartwrightConfig,
  options: Pick<HttpApplicationOptions, 'log'> = {},
): Promise<NestFastifyApplication> {
  const app = await createHttpApplication(WorkerModule.forRoot(config), { ...options, config });
  app.get(Readiness).add('migrations', pendingMigrations(app.get(Database)));
  return app;
}
