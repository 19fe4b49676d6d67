/** Why: stock per (variant, warehouse), its immutable movements, and the holds on it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class InventoryCreate1763700000400 implements MigrationInterface {
  readonly name = 'InventoryCreate1763700000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA inventory`);
    // fillfactor leaves room for heap-only updates: the numbers change on every order, the indexed columns never.
    await runner.query(`
      CREATE TABLE inventory.stock (
        id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT stock_pkey PRIMARY KEY,
        variant_id   uuid   NOT NULL,
        warehouse_id uuid   NOT NULL,
        priority     integer NOT NULL DEFAULT 100,
        on_hand      bigint NOT NULL DEFAULT 0,
        reserved     bigint NOT NULL DEFAULT 0,
        movement_seq bigint NOT NULL DEFAULT 0,
        CONSTRAINT stock_variant_warehouse_key UNIQUE (variant_id, warehouse_id),
        CONSTRAINT stock_reserved_within_on_hand CHECK (0 <= reserved AND reserved <= on_hand)
      ) WITH (fillfactor = 50)`);
    // No foreign key on tables that every order writes: it is checked row by row. The audit checks the link instead.
    await runner.query(`
      CREATE TABLE inventory.movement (
        stock_id  bigint  NOT NULL,
        seq       bigint  NOT NULL,
        kind      text    NOT NULL CONSTRAINT movement_kind_known CHECK (kind IN ('received', 'reserved', 'released', 'shipped', 'returned', 'adjusted')),
        quantity  integer NOT NULL,
        reference uuid,
        reason    text,
        author    uuid,
        moved_at  timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT movement_pkey PRIMARY KEY (stock_id, seq),
        CONSTRAINT movement_quantity_sign CHECK (quantity > 0 OR (kind = 'adjusted' AND quantity <> 0)),
        CONSTRAINT movement_adjusted_has_reason CHECK (kind <> 'adjusted' OR reason IS NOT NULL)
      )`);
    await runner.query(`
      CREATE TABLE inventory.reservation (
        id           uuid NOT NULL CONSTRAINT reservation_pkey PRIMARY KEY,
        customer_id  uuid NOT NULL,
        state        text NOT NULL CONSTRAINT reservation_state_known CHECK (state IN ('held', 'committed', 'released')),
        expires_at   timestamptz,
        stock_ids    bigint[]   NOT NULL,
        line_numbers smallint[] NOT NULL,
        quantities   integer[]  NOT NULL,
        request_crc  bigint     NOT NULL,
        CONSTRAINT reservation_arrays_parallel CHECK (cardinality(stock_ids) = cardinality(quantities) AND cardinality(stock_ids) = cardinality(line_numbers)),
        CONSTRAINT reservation_committed_stays CHECK (state <> 'committed' OR expires_at IS NULL)
      ) WITH (fillfactor = 90)`);
    await runner.query(
      `CREATE INDEX reservation_lapses_idx ON inventory.reservation (expires_at) WHERE state = 'held' AND expires_at IS NOT NULL`,
    );
    await runner.query(`
      CREATE TABLE inventory.limited_purchase (
        variant_id     uuid NOT NULL,
        customer_id    uuid NOT NULL,
        reservation_id uuid NOT NULL,
        quantity       integer NOT NULL CONSTRAINT limited_purchase_quantity_positive CHECK (quantity > 0),
        purchased_at   timestamptz NOT NULL
      )`);
    await runner.query(
      `CREATE INDEX limited_purchase_customer_idx ON inventory.limited_purchase (variant_id, customer_id, purchased_at)`,
    );
    await runner.query(`CREATE INDEX limited_purchase_reservation_idx ON inventory.limited_purchase (reservation_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA inventory CASCADE`);
  }
}
