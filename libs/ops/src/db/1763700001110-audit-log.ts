/** What people do in the administration stays on record: a chain of hashes, so that whoever changes the past has to change all since. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OpsAuditLog1763700001110 implements MigrationInterface {
  readonly name = 'OpsAuditLog1763700001110';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA ops`);
    await runner.query(`
      CREATE TABLE ops.audit_log_entry (
        seq           bigint NOT NULL CONSTRAINT audit_log_entry_pkey PRIMARY KEY,
        made_at       timestamptz NOT NULL,
        actor_id      uuid   NOT NULL,
        actor_role    text   NOT NULL,
        operation     text   NOT NULL,
        method        text   NOT NULL,
        path          text   NOT NULL,
        subject_id    uuid,
        request_id    text   NOT NULL,
        content       text   NOT NULL,
        previous_hash bytea  NOT NULL,
        hash          bytea  NOT NULL,
        CONSTRAINT audit_log_entry_seq_positive CHECK (seq > 0),
        CONSTRAINT audit_log_entry_hashes_sha256 CHECK (octet_length(previous_hash) = 32 AND octet_length(hash) = 32)
      )`);
    await runner.query(`CREATE INDEX audit_log_entry_actor_idx ON ops.audit_log_entry (actor_id, seq)`);
    await runner.query(`CREATE INDEX audit_log_entry_operation_idx ON ops.audit_log_entry (operation, seq)`);
    await runner.query(`CREATE INDEX audit_log_entry_made_idx ON ops.audit_log_entry (made_at, seq)`);
    // The end of the chain; its lock makes acts wait for each other, and nothing of the shop.
    await runner.query(`
      CREATE TABLE ops.audit_log_head (
        log_id uuid   NOT NULL CONSTRAINT audit_log_head_pkey PRIMARY KEY,
        is_one boolean NOT NULL DEFAULT true CONSTRAINT audit_log_head_one UNIQUE CONSTRAINT audit_log_head_is_one CHECK (is_one),
        seq    bigint NOT NULL,
        hash   bytea  NOT NULL,
        CONSTRAINT audit_log_head_hash_sha256 CHECK (octet_length(hash) = 32)
      )`);
    await runner.query(`
      INSERT INTO ops.audit_log_head (log_id, seq, hash)
      SELECT id, 0, sha256(id::text::bytea) FROM (SELECT gen_random_uuid() AS id) AS fresh`);
    await runner.query(`
      CREATE TABLE ops.audit_log_anchor (
        seq         bigint NOT NULL CONSTRAINT audit_log_anchor_pkey PRIMARY KEY,
        hash        bytea  NOT NULL,
        anchored_at timestamptz NOT NULL,
        public_key  text   NOT NULL,
        signature   text   NOT NULL,
        CONSTRAINT audit_log_anchor_hash_sha256 CHECK (octet_length(hash) = 32)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA ops CASCADE`);
  }
}
