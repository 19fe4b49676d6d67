/** A log of before the subjects: it stays one chain, its entries are found by what they were done to, and it goes back. */
import { migrateDown, migrateUp, platformMigrations } from '#libs/platform/migrations';
import { openTestDatabase } from '#libs/platform/testing';
import { uuid7 } from '#libs/platform';
import { opsMigrations } from '../../migrations.js';
import { AuditLog } from '../audit-log.service.js';
import { hashOfEntry } from '../chain.rules.js';
import { appendEntry, lockHead } from '../db/audit-log.statements.js';
import { verifyAuditLog } from '../verify.js';
import { someAct } from './audit-log.kit.js';

it('keeps its chain over the migration and back', async () => {
  const test = await openTestDatabase({ migrated: false });
  const { database } = test;
  const verify = () => verifyAuditLog(database, { trustedKeys: new Set(), anchorFolder: undefined });
  const [all, before] = [
    [...platformMigrations, ...opsMigrations],
    [...platformMigrations, ...opsMigrations.slice(0, 1)],
  ];
  try {
    await migrateUp(test.url, before);
    const grant = uuid7();
    const { actorId, actorRole, requestId } = someAct(1);
    await database.transaction(async (tx) => {
      const [head] = await tx.run(lockHead);
      const act = {
        operation: 'approveCreditGrant',
        method: 'POST',
        path: `/v1/admin/credit-grants/${grant}/approval`,
      };
      // As it was written then: the content is the body alone.
      const entry = { seq: 1, madeMicros: tx.now.getTime() * 1_000, ...act, actorId, actorRole, subjectId: null };
      const hash = hashOfEntry(head!.hash, { ...entry, requestId, content: '{"note":"as agreed"}' });
      const who = [1, tx.now, actorId, actorRole, act.operation, act.method, act.path, null, requestId];
      await tx.change(appendEntry, [...who, '{"note":"as agreed"}', head!.hash, hash]);
    });
    await migrateUp(test.url, all);
    const log = new AuditLog(database);
    await database.transaction((tx) => log.append(tx, someAct(5)));
    expect(await log.list({ subject: grant }, { limit: 2 })).toMatchObject([
      { seq: 1, subjectType: 'credit-grants', subject: grant, content: '{"note":"as agreed"}' },
    ]);
    expect(await verify()).toMatchObject({ entries: 2, broken: null });

    // Newest first: platform's table comes back, then the subjects go.
    expect(await migrateDown(test.url, all, 2)).toHaveLength(2);
    const chained = `SELECT seq FROM ops.audit_log_entry WHERE to_jsonb(audit_log_entry) ? 'subject'`;
    expect(await database.query(chained)).toEqual([]);
    await migrateUp(test.url, all);
    expect(await verify()).toMatchObject({ entries: 2, broken: null });
    expect(await log.list({ subject: grant }, { limit: 2 })).toHaveLength(1);
  } finally {
    await test.close();
  }
});
