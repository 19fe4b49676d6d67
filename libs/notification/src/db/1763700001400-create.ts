/** Why: what customers are told inside the shop, each thing once, newest first. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationCreate1763700001400 implements MigrationInterface {
  readonly name = 'NotificationCreate1763700001400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA notification`);
    await runner.query(`
      CREATE TABLE notification.notification (
        id         uuid        NOT NULL CONSTRAINT notification_pkey PRIMARY KEY,
        owner_id   uuid        NOT NULL,
        kind       text        NOT NULL CONSTRAINT notification_kind_form CHECK (kind ~ '^[a-z][a-z_]{0,39}$'),
        once_key   text        NOT NULL CONSTRAINT notification_key_length CHECK (char_length(once_key) BETWEEN 1 AND 120),
        title      text        NOT NULL CONSTRAINT notification_title_length CHECK (char_length(title) BETWEEN 1 AND 120),
        body       text        NOT NULL CONSTRAINT notification_body_length CHECK (char_length(body) <= 1000),
        about      jsonb       NOT NULL CONSTRAINT notification_about_object CHECK (jsonb_typeof(about) = 'object'),
        created_at timestamptz NOT NULL,
        read_at    timestamptz,
        CONSTRAINT notification_once UNIQUE (owner_id, once_key),
        CONSTRAINT notification_read_after_made CHECK (read_at >= created_at)
      ) WITH (fillfactor = 90)`);
    await runner.query(`CREATE INDEX notification_newest_idx ON notification.notification (owner_id, id DESC)`);
    await runner.query(
      `CREATE INDEX notification_unread_idx ON notification.notification (owner_id, id DESC) WHERE read_at IS NULL`,
    );
    await runner.query(`CREATE INDEX notification_age_idx ON notification.notification (created_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA notification CASCADE`);
  }
}
