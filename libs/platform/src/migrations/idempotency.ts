/** Why: a retried request must not act twice; its key, a hash of what it asked and the answer it got live beside the effect. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdempotencyCreate1763700000001 implements MigrationInterface {
  readonly name = 'IdempotencyCreate1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS platform`);
    // Answers of a few kilobytes stay in the row as they are: compressing each would cost more than writing it.
    // status and body are NULL only inside the transaction that is still acting: nobody else can see such a row.
    await runner.query(`
      CREATE TABLE platform.idempotency_key (
        principal_id uuid NOT NULL,
        key          text NOT NULL CONSTRAINT idempotency_key_length CHECK (length(key) BETWEEN 1 AND 255),
        request_hash bytea NOT NULL CONSTRAINT idempotency_key_hash_length CHECK (length(request_hash) = 16),
        status       smallint CONSTRAINT idempotency_key_status_known CHECK (status BETWEEN 200 AND 499),
        body         text,
        created_at   timestamptz NOT NULL,
        CONSTRAINT idempotency_key_pkey PRIMARY KEY (principal_id, key),
        CONSTRAINT idempotency_key_has_its_answer CHECK ((status IS NULL) = (body IS NULL))
      ) WITH (toast_tuple_target = 8160)`);
    // Rows arrive in the order of time, so a block range index finds the old ones at almost no cost to the insert.
    await runner.query(
      `CREATE INDEX idempotency_key_created_idx ON platform.idempotency_key USING brin (created_at) WITH (pages_per_range = 32)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE platform.idempotency_key`);
  }
}
