/** Platform's migrations, in order; opened by the cli only. */
import { PlatformCreate1763700000000 } from './migrations/platform-create.js';
import { IdempotencyCreate1763700000001 } from './migrations/idempotency.js';
import { PlatformOperatorActs1763700001150 } from './migrations/operator-acts.js';
import { PlatformOperatorActsDropped1763700001161 } from './migrations/operator-acts-dropped.js';
import { SnapshotVersions1763700000002 } from './migrations/snapshot-versions.js';

export const platformMigrations = [
  PlatformCreate1763700000000,
  IdempotencyCreate1763700000001,
  PlatformOperatorActs1763700001150,
  SnapshotVersions1763700000002,
  PlatformOperatorActsDropped1763700001161,
];

export {
  migrateDown,
  migrateUp,
  migrationNames,
  migrationStates,
  type MigrationClass,
  type MigrationState,
} from './db/migrate.js';
