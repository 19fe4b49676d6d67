/** Why: the double-entry ledger of credit and points, its lots and holds, and grants that two people must agree on. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WalletCreate1763700000700 implements MigrationInterface {
  readonly name = 'WalletCreate1763700000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA wallet`);
    await runner.query(`
      CREATE TABLE wallet.account (
        id         bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT account_pkey PRIMARY KEY,
        owner_id   uuid   NOT NULL,
        asset      text   NOT NULL CONSTRAINT account_asset_known CHECK (asset IN ('credit', 'points')),
        role       text   NOT NULL CONSTRAINT account_role_known CHECK (role IN ('customer', 'promotions', 'sales', 'payouts', 'fees', 'expired', 'gifts_in_flight', 'adjustments', 'opening')),
        balance    bigint NOT NULL DEFAULT 0,
        held       bigint NOT NULL DEFAULT 0,
        entry_seq  bigint NOT NULL DEFAULT 0,
        change_seq bigint NOT NULL DEFAULT 0,
        frozen_reason text,
        CONSTRAINT account_owner_asset_key UNIQUE (owner_id, asset),
        CONSTRAINT account_held_not_negative CHECK (held >= 0),
        CONSTRAINT account_customer_never_overdrawn CHECK (role <> 'customer' OR balance - held >= 0)
      ) WITH (fillfactor = 50)`);
    await runner.query(`
      CREATE TABLE wallet.lot (
        id         uuid   NOT NULL CONSTRAINT lot_pkey PRIMARY KEY,
        account_id bigint NOT NULL CONSTRAINT lot_account_fkey REFERENCES wallet.account (id),
        source     text   NOT NULL CONSTRAINT lot_source_known CHECK (source IN ('opening', 'manual', 'promotion', 'purchase', 'referral', 'review', 'gift', 'conversion', 'refund')),
        granted    bigint NOT NULL,
        remaining  bigint NOT NULL,
        held       bigint NOT NULL DEFAULT 0,
        has_rest   boolean NOT NULL DEFAULT true,
        expires_at timestamptz,
        granted_at timestamptz NOT NULL,
        CONSTRAINT lot_amounts_ordered CHECK (0 <= held AND held <= remaining AND remaining <= granted AND granted > 0),
        CONSTRAINT lot_has_rest_is_true CHECK (has_rest = (remaining > 0))
      ) WITH (fillfactor = 60)`);
    // Predicate on a flag that changes once: spending part of a lot stays a heap-only update.
    await runner.query(`CREATE INDEX lot_spendable_idx ON wallet.lot (account_id) WHERE has_rest`);
    // No foreign keys on what every order writes: they are checked row by row. The audit checks the links instead.
    await runner.query(`
      CREATE TABLE wallet.hold (
        reference   uuid   NOT NULL,
        account_id  bigint NOT NULL,
        amount      bigint NOT NULL,
        captured    bigint NOT NULL DEFAULT 0,
        state       text   NOT NULL CONSTRAINT hold_state_known CHECK (state IN ('held', 'captured', 'released')),
        lot_ids     uuid[]   NOT NULL,
        lot_amounts bigint[] NOT NULL,
        held_at     timestamptz NOT NULL,
        CONSTRAINT hold_pkey PRIMARY KEY (reference, account_id),
        CONSTRAINT hold_amount_not_negative CHECK (amount >= 0),
        CONSTRAINT hold_captured_within_amount CHECK (0 <= captured AND captured <= amount),
        CONSTRAINT hold_arrays_parallel CHECK (cardinality(lot_ids) = cardinality(lot_amounts))
      ) WITH (fillfactor = 90)`);
    await runner.query(`
      CREATE TABLE wallet.transfer (
        id        uuid NOT NULL CONSTRAINT transfer_pkey PRIMARY KEY,
        kind      text NOT NULL,
        reference uuid NOT NULL,
        actor     uuid,
        reason    text,
        made_at   timestamptz NOT NULL,
        CONSTRAINT transfer_once_per_event UNIQUE (reference, kind)
      )`);
    await runner.query(`
      CREATE TABLE wallet.entry (
        account_id    bigint NOT NULL,
        seq           bigint NOT NULL,
        transfer_id   uuid   NOT NULL,
        amount        bigint NOT NULL CONSTRAINT entry_amount_moves CHECK (amount <> 0),
        balance_after bigint NOT NULL,
        order_id      uuid,
        made_at       timestamptz NOT NULL,
        CONSTRAINT entry_pkey PRIMARY KEY (account_id, seq)
      )`);
    await runner.query(`
      CREATE TABLE wallet.credit_grant (
        id          uuid   NOT NULL CONSTRAINT credit_grant_pkey PRIMARY KEY,
        owner_id    uuid   NOT NULL,
        asset       text   NOT NULL CONSTRAINT credit_grant_asset_known CHECK (asset IN ('credit', 'points')),
        amount      bigint NOT NULL CONSTRAINT credit_grant_amount_positive CHECK (amount > 0),
        expires_at  timestamptz,
        reason      text   NOT NULL,
        state       text   NOT NULL CONSTRAINT credit_grant_state_known CHECK (state IN ('proposed', 'approved', 'rejected')),
        proposed_by uuid   NOT NULL,
        proposed_at timestamptz NOT NULL,
        decided_by  uuid,
        decided_at  timestamptz,
        CONSTRAINT credit_grant_needs_two_people CHECK (decided_by IS NULL OR decided_by <> proposed_by),
        CONSTRAINT credit_grant_decided_by_someone CHECK ((state = 'proposed') = (decided_by IS NULL))
      )`);
    // The house accounts; their ids are HOUSE_ACCOUNTS in wallet.types.ts.
    await runner.query(`
      INSERT INTO wallet.account (owner_id, asset, role)
      SELECT owner_id::uuid, asset, role
      FROM (VALUES ('00000000-0000-7000-8000-000000000001', 'promotions'), ('00000000-0000-7000-8000-000000000002', 'sales'),
                   ('00000000-0000-7000-8000-000000000003', 'adjustments'), ('00000000-0000-7000-8000-000000000004', 'opening')) AS house (owner_id, role),
           (VALUES ('credit'), ('points')) AS assets (asset)`);
    await runner.query(`CREATE INDEX credit_grant_open_idx ON wallet.credit_grant (id) WHERE state = 'proposed'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA wallet CASCADE`);
  }
}
