/** Platform's migrations, in order; opened by the cli only. */
import { PlatformCreate1763700000000 } from './migrations/platform-create.js';
import { IdempotencyCreate1763700000001 } from './migrations/idempotency.js';
import { SnapshotVersions1763700000002 } from './migrations/snapshot-versions.js';

export const platformMigrations = [
  PlatformCreate1763700000000,
  IdempotencyCreate1763700000001,
  SnapshotVersions1763700000002,
];

export {
  migrateDown,
  migrateUp,
  migrationNames,
  migrationStates,
  type MigrationClass,
  type MigrationState,
} from './db/migrate.js';
