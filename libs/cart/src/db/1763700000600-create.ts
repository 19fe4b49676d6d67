/** Why: one cart per customer or guest, and its lines: a variant with its message values, some of them holding stock. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CartCreate1763700000600 implements MigrationInterface {
  readonly name = 'CartCreate1763700000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA cart`);
    // The cart's row is the lock under which its lines are added up; it exists from the first line on.
    await runner.query(`
      CREATE TABLE cart.cart (
        owner_id   uuid        NOT NULL CONSTRAINT cart_pkey PRIMARY KEY,
        owner_kind text        NOT NULL CONSTRAINT cart_owner_kind_known CHECK (owner_kind IN ('customer', 'guest')),
        version    bigint      NOT NULL CONSTRAINT cart_version_positive CHECK (version > 0),
        updated_at timestamptz NOT NULL
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE TABLE cart.line (
        id                     uuid        NOT NULL CONSTRAINT line_pkey PRIMARY KEY,
        owner_id               uuid        NOT NULL CONSTRAINT line_cart_fkey REFERENCES cart.cart (owner_id),
        variant_id             uuid        NOT NULL,
        messages_hash          uuid        NOT NULL,
        messages               jsonb       NOT NULL CONSTRAINT line_messages_object CHECK (jsonb_typeof(messages) = 'object'),
        quantity               integer     NOT NULL CONSTRAINT line_quantity_positive CHECK (quantity > 0),
        selected               boolean     NOT NULL,
        price_when_added_minor bigint      NOT NULL CONSTRAINT line_price_not_negative CHECK (price_when_added_minor >= 0),
        added_at               timestamptz NOT NULL,
        updated_at             timestamptz NOT NULL,
        version                integer     NOT NULL CONSTRAINT line_version_positive CHECK (version > 0),
        hold_id                uuid,
        hold_expires_at        timestamptz,
        CONSTRAINT line_identity_key UNIQUE (owner_id, variant_id, messages_hash),
        CONSTRAINT line_hold_whole CHECK ((hold_id IS NULL) = (hold_expires_at IS NULL))
      ) WITH (fillfactor = 80)`);
    await runner.query(`CREATE UNIQUE INDEX line_hold_key ON cart.line (hold_id) WHERE hold_id IS NOT NULL`);
    await runner.query(
      `CREATE INDEX line_hold_lapses_idx ON cart.line (hold_expires_at) WHERE hold_expires_at IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA cart CASCADE`);
  }
}
