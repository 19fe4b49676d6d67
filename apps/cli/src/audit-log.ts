/** Verifies the audit log of a command's database with the keys of this home. */
import { DataSource } from 'typeorm';
import { anchorKeyOf, verifyAuditLog, type AuditLogReport } from '#libs/ops';
import { Database, dataSourceOptions, type CartwrightConfig } from '#libs/platform';
import { migrationStates } from '#libs/platform/migrations';
import { CommandFailure } from './failures.js';
import { loadMigrations } from './migrations.js';

/** Runs it. @throws CommandFailure when the database has not the schema of this code */
export async function auditLogOf(
  config: CartwrightConfig,
  { url, anchorFolder }: { readonly url: string; readonly anchorFolder: string | undefined },
): Promise<{ readonly report: AuditLogReport; readonly publicKey: string }> {
  const pending = (await migrationStates(url, await loadMigrations())).filter((state) => !state.applied);
  if (pending.length > 0)
    throw new CommandFailure(
      `The database is not of this version: ${pending.length} migrations are to be applied. Run \`npm run migrate\` first.`,
    );
  const source = new DataSource(
    dataSourceOptions({ url, entities: [], connectionsMax: 2, applicationName: 'cartwright-audit-log' }),
  );
  await source.initialize();
  try {
    const { publicKey } = anchorKeyOf(config.auditLogSecret ?? config.tokenSecret);
    const trustedKeys = new Set([publicKey, ...config.auditLogFormerKeys]);
    return { report: await verifyAuditLog(new Database(source), { trustedKeys, anchorFolder }), publicKey };
  } finally {
    await source.destroy();
  }
}
