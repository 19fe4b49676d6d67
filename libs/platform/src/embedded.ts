/** Platform's door to the embedded PostgreSQL: opened by the cli, the testing kit and the bench only, never in production. */
export { EmbeddedFailure } from './embedded/failure.js';
export {
  findEmbeddedPostgres,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded/server.js';
export { embeddedSettings, throwawaySettings, type PostgresSettings } from './embedded/settings.js';
export { withFileLock } from './embedded/file-lock.js';
