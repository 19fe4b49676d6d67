/** Where a replay takes place: in a shop whose prices are the file's. */
import { join } from 'node:path';
import type pg from 'pg';
import { loadConfig, type CartwrightConfig } from '#libs/platform';
import { CommandFailure } from '../failures.js';

/**
 * The configuration of a replay: a shop of its own below CARTWRIGHT_HOME, unless DATABASE_URL names one. In the demo's shop the file's
 * customers would become members, and members pay less than the file says.
 */
export function replayConfig(environment: NodeJS.ProcessEnv = process.env): CartwrightConfig {
  const config = loadConfig(environment);
  if (config.databaseUrl !== undefined) return config;
  return loadConfig({ ...environment, CARTWRIGHT_HOME: join(config.homePath, 'replay'), PORT: '0' });
}

/** @throws CommandFailure when members of a tier pay less in this shop than anybody else */
export async function refuseDiscounts(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM loyalty.tier WHERE discount_bps > 0 ORDER BY from_minor`,
  );
  if (rows.length === 0) return;
  throw new CommandFailure(
    `Members pay less in this shop (${rows.map(({ name }) => name).join(', ')}), so its books cannot be the file's. Replay into a database of its own: leave DATABASE_URL unset, or name an empty one.`,
  );
}
