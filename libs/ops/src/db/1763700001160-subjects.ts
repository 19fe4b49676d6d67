/**
 * Why: what was done to one thing is asked for by that thing. What an act was done to is named by its path, which the hash covers: it
 * follows from the row, also for entries of before, and nobody can write it otherwise.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first id in the path; a key of several parts between the collection and the act (`webhook-events/<provider>/<event>/retries`). */
const NAMED_IN_PATH = `
  coalesce(
    lower(substring(path from '/([0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})(?:/|$)')),
    substring(path from '^/v1/admin/[^/]+/(.+)/[^/]+$'))`;

export class OpsAuditLogSubjects1763700001160 implements MigrationInterface {
  readonly name = 'OpsAuditLogSubjects1763700001160';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ops.audit_log_entry
        ADD COLUMN subject_type text GENERATED ALWAYS AS (split_part(path, '/', 4)) STORED,
        ADD COLUMN subject      text GENERATED ALWAYS AS (coalesce(${NAMED_IN_PATH}, subject_id::text)) STORED`);
    await runner.query(`CREATE INDEX audit_log_entry_subject_idx ON ops.audit_log_entry (subject, seq)`);
    await runner.query(`CREATE INDEX audit_log_entry_answered_idx ON ops.audit_log_entry (subject_id, seq)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX ops.audit_log_entry_answered_idx`);
    await runner.query(`ALTER TABLE ops.audit_log_entry DROP COLUMN subject, DROP COLUMN subject_type`);
  }
}
