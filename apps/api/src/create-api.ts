/** The API as an application object: what main.ts listens with, and what tests talk to over real HTTP. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database, Readiness, type CartwrightConfig } from '#libs/platform';
import { createHttpApplication, type HttpApplicationOptions } from '#libs/platform/http';
import { AppModule } from './app.module.js';
import { serveDocs } from './docs.js';
import { pendingMigrations } from './pending-migrations.js';

/** Builds the API; it does not listen yet. @throws Error when the database cannot be reached, or a route is not safe to serve */
export async function createApi(
  config: CartwrightConfig,
  options: Pick<HttpApplicationOptions, 'log'> = {},
): Promise<NestFastifyApplication> {
  const app = await createHttpApplication(AppModule.forRoot(config), {
    ...options,
    config,
    pagePaths: ['/docs'],
    beforeRoutes: serveDocs,
  });
  app.get(Readiness).add('migrations', pendingMigrations(app.get(Database)));
  return app;
}
