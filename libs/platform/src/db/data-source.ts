/** Makes the TypeORM data source every process, test and migration run uses: one place for pool bounds and session settings. */
import { DataSource, type DataSourceOptions, type EntityTarget, type MixedList, type ObjectLiteral } from 'typeorm';
import type { MigrationClass } from './migrate.js';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** How to reach PostgreSQL. */
export interface DataSourceSettings {
  readonly url: string;
  readonly entities?: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations?: readonly MigrationClass[];
  /** The most connections the pool opens. Default 20. */
  readonly connectionsMax?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** How long a caller waits for a connection before "not now". Default 5,000. */
  readonly connectMsMax?: number;
  /** Told of connections that died while idle in the pool; the pool replaces them. */
  readonly onPoolError?: (error: unknown) => void;
}

/** TypeORM options for a data source that never changes the schema by itself. */
export function dataSourceOptions(settings: DataSourceSettings): PostgresOptions {
  return {
    type: 'postgres',
    url: settings.url,
    entities: [...(settings.entities ?? [])] as MixedList<never>,
    migrations: [...(settings.migrations ?? [])],
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    synchronize: false,
    migrationsRun: false,
    // TypeORM would create uuid-ossp on its own; extensions come from migrations.
    installExtensions: false,
    logging: false,
    applicationName: settings.applicationName ?? 'cartwright',
    poolSize: settings.connectionsMax ?? 20,
    connectTimeoutMS: settings.connectMsMax ?? 5_000,
    poolErrorHandler: settings.onPoolError ?? (() => undefined),
    extra: { idleTimeoutMillis: 60_000, keepAlive: true, pipeline: true },
  };
}

/** A data source, connected. @throws the driver's error when the database cannot be reached */
export async function openDataSource(settings: DataSourceSettings): Promise<DataSource> {
  const source = new DataSource(dataSourceOptions(settings));
  await source.initialize();
  return source;
}
