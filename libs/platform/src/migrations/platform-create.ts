/** Why: what every library shares: the event log, its consumers, and the sagas. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformCreate1763700000000 implements MigrationInterface {
  readonly name = 'PlatformCreate1763700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS platform`);
    await runner.query(`
      CREATE TABLE platform.outbox (
        xid           xid8   NOT NULL DEFAULT pg_current_xact_id(),
        id            bigint GENERATED ALWAYS AS IDENTITY,
        topic         text   NOT NULL,
        aggregate_id  uuid   NOT NULL,
        aggregate_seq bigint NOT NULL,
        subject_id    uuid,
        payload       text   NOT NULL,
        written_at    timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT outbox_pkey PRIMARY KEY (xid, id)
      )`);
    await runner.query(`
      CREATE TABLE platform.outbox_consumer (
        name     text NOT NULL CONSTRAINT outbox_consumer_pkey PRIMARY KEY,
        position text NOT NULL CONSTRAINT outbox_consumer_position_form CHECK (position ~ '^[0-9]+[.][0-9]+$')
      )`);
    await runner.query(`
      CREATE TABLE platform.saga (
        id         uuid     NOT NULL CONSTRAINT saga_pkey PRIMARY KEY,
        name       text     NOT NULL,
        version    smallint NOT NULL,
        cursor     smallint NOT NULL,
        state      text     NOT NULL CONSTRAINT saga_state_known CHECK (state IN ('running', 'waiting', 'calling', 'undoing', 'done', 'undone', 'stuck')),
        wake_at    timestamptz,
        lease      uuid,
        lease_until timestamptz,
        attempts   smallint NOT NULL DEFAULT 0,
        input      text     NOT NULL,
        refusal    text,
        fault      text,
        updated_at timestamptz NOT NULL,
        CONSTRAINT saga_ended_never_wakes CHECK (state NOT IN ('done', 'undone', 'stuck') OR wake_at IS NULL),
        CONSTRAINT saga_live_wakes CHECK (state IN ('done', 'undone', 'stuck') OR wake_at IS NOT NULL),
        CONSTRAINT saga_stuck_says_why CHECK (state <> 'stuck' OR fault IS NOT NULL)
      ) WITH (fillfactor = 80)`);
    await runner.query(`CREATE INDEX saga_due_idx ON platform.saga (wake_at) WHERE wake_at IS NOT NULL`);
    await runner.query(`CREATE INDEX saga_stuck_idx ON platform.saga (id) WHERE state = 'stuck'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE platform.saga`);
    await runner.query(`DROP TABLE platform.outbox_consumer`);
    await runner.query(`DROP TABLE platform.outbox`);
    await runner.query(`DROP SCHEMA platform`);
  }
}
