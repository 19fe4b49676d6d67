/** Server settings of the embedded PostgreSQL, written to its folder before each start. */

/** Values by setting name, as in postgresql.conf. */
export type PostgresSettings = Readonly<Record<string, string | number>>;

/**
 * As a small production server: every commit is on disk before it is answered. `max_wal_size` keeps checkpoints apart under
 * load, `min_wal_size` keeps enough segments recycled that a burst does not have to create files.
 */
export const embeddedSettings: PostgresSettings = {
  max_connections: 200,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica',
  wal_buffers: '16MB',
  max_wal_size: '4GB',
  min_wal_size: '512MB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: 0.9,
  random_page_cost: 1.1,
  jit: 'off',
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'top',
  idle_in_transaction_session_timeout: '60s',
  log_min_duration_statement: '2s',
  log_line_prefix: '%m [%p] %a ',
};

/** For databases that die with the test run: nothing waits for the disk, a crash of the machine may lose everything. */
export const throwawaySettings: PostgresSettings = {
  ...embeddedSettings,
  max_connections: 300,
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  autovacuum_naptime: '10min',
  max_locks_per_transaction: 256,
  deadlock_timeout: '200ms',
  shared_preload_libraries: '',
  log_min_duration_statement: -1,
  log_min_error_statement: 'panic',
  log_min_messages: 'fatal',
};

/** The text of a configuration file. Values are quoted, so nothing in them is read as syntax. */
export function settingsFile(settings: PostgresSettings): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`)
    .join('');
}
