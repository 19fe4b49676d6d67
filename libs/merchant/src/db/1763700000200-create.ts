/** Why: who sells here, on what terms, and from which warehouses; one version row tells snapshots when to look again. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MerchantCreate1763700000200 implements MigrationInterface {
  readonly name = 'MerchantCreate1763700000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA merchant`);
    // One row: every write raises it first, so writers queue on it and versions become visible in their order.
    await runner.query(`
      CREATE TABLE merchant.snapshot_version (
        only_row boolean NOT NULL DEFAULT true CONSTRAINT snapshot_version_pkey PRIMARY KEY CONSTRAINT snapshot_version_one_row CHECK (only_row),
        version  bigint  NOT NULL
      )`);
    await runner.query(`INSERT INTO merchant.snapshot_version (version) VALUES (1)`);
    await runner.query(`
      CREATE TABLE merchant.merchant (
        id                       uuid    NOT NULL CONSTRAINT merchant_pkey PRIMARY KEY,
        owner_id                 uuid    CONSTRAINT merchant_owner_key UNIQUE,
        name                     text    NOT NULL CONSTRAINT merchant_name_length CHECK (char_length(name) BETWEEN 1 AND 120),
        phone                    text    NOT NULL CONSTRAINT merchant_phone_length CHECK (char_length(phone) BETWEEN 3 AND 32),
        goods_type               text    NOT NULL CONSTRAINT merchant_goods_type_known CHECK (goods_type IN ('self_operated', 'consignment', 'third_party')),
        state                    text    NOT NULL CONSTRAINT merchant_state_known CHECK (state IN ('applied', 'approved', 'suspended')),
        state_reason             text,
        reward_bps               integer NOT NULL CONSTRAINT merchant_reward_is_a_share CHECK (reward_bps BETWEEN 0 AND 10000),
        shipping_flat_minor      bigint  NOT NULL CONSTRAINT merchant_shipping_flat_not_negative CHECK (shipping_flat_minor >= 0),
        shipping_per_kg_minor    bigint  NOT NULL CONSTRAINT merchant_shipping_per_kg_not_negative CHECK (shipping_per_kg_minor >= 0),
        shipping_free_from_minor bigint  CONSTRAINT merchant_shipping_free_from_not_negative CHECK (shipping_free_from_minor >= 0),
        created_at               timestamptz NOT NULL,
        updated_at               timestamptz NOT NULL,
        version                  bigint  NOT NULL
      )`);
    await runner.query(`CREATE INDEX merchant_version_idx ON merchant.merchant (version)`);
    await runner.query(`CREATE INDEX merchant_newest_idx ON merchant.merchant (created_at DESC, id DESC)`);
    await runner.query(`
      CREATE TABLE merchant.warehouse (
        id          uuid    NOT NULL CONSTRAINT warehouse_pkey PRIMARY KEY,
        merchant_id uuid    NOT NULL CONSTRAINT warehouse_merchant_fkey REFERENCES merchant.merchant (id),
        code        text    NOT NULL CONSTRAINT warehouse_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{0,31}$'),
        name        text    NOT NULL CONSTRAINT warehouse_name_length CHECK (char_length(name) BETWEEN 1 AND 120),
        priority    integer NOT NULL CONSTRAINT warehouse_priority_range CHECK (priority BETWEEN 1 AND 10000),
        state       text    NOT NULL CONSTRAINT warehouse_state_known CHECK (state IN ('open', 'closed')),
        created_at  timestamptz NOT NULL,
        version     bigint  NOT NULL,
        CONSTRAINT warehouse_code_key UNIQUE (merchant_id, code)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE merchant.warehouse`);
    await runner.query(`DROP TABLE merchant.merchant`);
    await runner.query(`DROP TABLE merchant.snapshot_version`);
    await runner.query(`DROP SCHEMA merchant`);
  }
}
