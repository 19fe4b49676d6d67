/** Why: orders, their sub-orders per merchant and warehouse, lines, and the timeline of everything that happened. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SUB_ORDER_STATES = `('awaiting_payment', 'paid', 'accepted', 'shipped', 'delivered', 'completed', 'cancelling', 'cancelled')`;
const ORDER_STATES = `('awaiting_payment', 'paid', 'partly_shipped', 'shipped', 'partly_delivered', 'delivered', 'completed', 'cancelled')`;

export class OrderCreate1763700000900 implements MigrationInterface {
  readonly name = 'OrderCreate1763700000900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA orders`);
    await runner.query(`
      CREATE TABLE orders.customer_order (
        id             uuid   NOT NULL CONSTRAINT customer_order_pkey PRIMARY KEY,
        customer_id    uuid   NOT NULL,
        state          text   NOT NULL CONSTRAINT customer_order_state_known CHECK (state IN ${ORDER_STATES}),
        refund_state   text   NOT NULL DEFAULT 'none' CONSTRAINT customer_order_refund_state_known CHECK (refund_state IN ('none', 'partial', 'full')),
        currency       text   NOT NULL,
        list_minor     bigint NOT NULL,
        discount_minor bigint NOT NULL,
        points_minor   bigint NOT NULL,
        shipping_minor bigint NOT NULL,
        total_minor    bigint NOT NULL,
        credit_minor   bigint NOT NULL,
        due_minor      bigint NOT NULL,
        paid_minor     bigint NOT NULL DEFAULT 0,
        points         bigint NOT NULL DEFAULT 0,
        placed_at      timestamptz NOT NULL,
        pay_by         timestamptz,
        event_seq      integer NOT NULL,
        reference      text,
        address        text,
        cancel_reason  text,
        deleted_at     timestamptz,
        CONSTRAINT customer_order_total_adds_up CHECK (total_minor = list_minor - discount_minor - points_minor + shipping_minor),
        CONSTRAINT customer_order_tenders_cover_total CHECK (credit_minor + due_minor = total_minor),
        CONSTRAINT customer_order_amounts_not_negative CHECK (list_minor >= 0 AND discount_minor >= 0 AND points_minor >= 0 AND shipping_minor >= 0 AND credit_minor >= 0 AND due_minor >= 0 AND paid_minor >= 0),
        CONSTRAINT customer_order_confirmed_is_paid CHECK (state IN ('awaiting_payment', 'cancelled') OR paid_minor >= due_minor)
      ) WITH (fillfactor = 80)`);
    await runner.query(`CREATE INDEX customer_order_customer_idx ON orders.customer_order (customer_id, id)`);
    // No foreign keys from the rows below: they are checked row by row, on the hottest path. The audit checks the links.
    await runner.query(`
      CREATE TABLE orders.sub_order (
        order_id       uuid     NOT NULL,
        number         smallint NOT NULL,
        merchant_id    uuid     NOT NULL,
        merchant_name  text     NOT NULL,
        warehouse_id   uuid,
        goods_type     text     NOT NULL CONSTRAINT sub_order_goods_type_known CHECK (goods_type IN ('self_operated', 'consignment', 'third_party')),
        state          text     NOT NULL CONSTRAINT sub_order_state_known CHECK (state IN ${SUB_ORDER_STATES}),
        list_minor     bigint   NOT NULL,
        discount_minor bigint   NOT NULL,
        points_minor   bigint   NOT NULL,
        shipping_minor bigint   NOT NULL,
        total_minor    bigint   NOT NULL,
        credit_minor   bigint   NOT NULL,
        due_minor      bigint   NOT NULL,
        CONSTRAINT sub_order_pkey PRIMARY KEY (order_id, number),
        CONSTRAINT sub_order_total_adds_up CHECK (total_minor = list_minor - discount_minor - points_minor + shipping_minor),
        CONSTRAINT sub_order_tenders_cover_total CHECK (credit_minor + due_minor = total_minor),
        CONSTRAINT sub_order_amounts_not_negative CHECK (list_minor >= 0 AND discount_minor >= 0 AND points_minor >= 0 AND shipping_minor >= 0 AND credit_minor >= 0 AND due_minor >= 0)
      ) WITH (fillfactor = 80)`);
    await runner.query(`
      CREATE TABLE orders.line (
        order_id       uuid     NOT NULL,
        position       smallint NOT NULL,
        sub_order      smallint NOT NULL,
        variant_id     uuid     NOT NULL,
        sku            text     NOT NULL,
        title          text     NOT NULL,
        kind           text     NOT NULL,
        quantity       integer  NOT NULL CONSTRAINT line_quantity_positive CHECK (quantity > 0),
        unit_minor     bigint   NOT NULL,
        list_minor     bigint   NOT NULL,
        discount_minor bigint   NOT NULL,
        points_minor   bigint   NOT NULL,
        payable_minor  bigint   NOT NULL,
        messages       text,
        CONSTRAINT line_pkey PRIMARY KEY (order_id, position),
        CONSTRAINT line_payable_adds_up CHECK (payable_minor = list_minor - discount_minor - points_minor AND payable_minor >= 0 AND discount_minor >= 0 AND points_minor >= 0)
      )`);
    await runner.query(`
      CREATE TABLE orders.event (
        order_id    uuid     NOT NULL,
        seq         integer  NOT NULL,
        what        text     NOT NULL,
        sub_order   smallint,
        from_state  text,
        to_state    text,
        actor       uuid,
        note        text,
        happened_at timestamptz NOT NULL,
        CONSTRAINT event_pkey PRIMARY KEY (order_id, seq)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA orders CASCADE`);
  }
}
