/** Why: gifts from customer to customer, withdrawals to bank accounts with what their providers tell, and the brakes on both. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TransferCreate1763700001300 implements MigrationInterface {
  readonly name = 'TransferCreate1763700001300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA transfer`);
    await runner.query(GIFT);
    await runner.query(`CREATE INDEX gift_sender_idx ON transfer.gift (sender_id, id)`);
    await runner.query(
      `CREATE INDEX gift_receiver_idx ON transfer.gift (receiver_id, id) WHERE receiver_id IS NOT NULL`,
    );
    await runner.query(WITHDRAWAL);
    await runner.query(`CREATE INDEX withdrawal_customer_idx ON transfer.withdrawal (customer_id, id)`);
    await runner.query(
      `CREATE INDEX withdrawal_open_idx ON transfer.withdrawal (id) WHERE state IN ('requested', 'approved')`,
    );
    await runner.query(`
      CREATE TABLE transfer.payout_event (
        provider    text NOT NULL,
        event_id    text NOT NULL CONSTRAINT payout_event_id_short CHECK (length(event_id) <= 255),
        type        text NOT NULL,
        payload     text NOT NULL,
        outcome     text NOT NULL,
        received_at timestamptz NOT NULL,
        CONSTRAINT payout_event_pkey PRIMARY KEY (provider, event_id)
      )`);
    await runner.query(`CREATE INDEX payout_event_received_idx ON transfer.payout_event (received_at)`);
    await runner.query(`
      CREATE TABLE transfer.payout_alarm (
        id            uuid NOT NULL CONSTRAINT payout_alarm_pkey PRIMARY KEY,
        provider      text NOT NULL,
        withdrawal_id uuid,
        code          text NOT NULL CONSTRAINT payout_alarm_code_known CHECK (code IN
          ('wrong_amount', 'wrong_currency', 'unknown_payout', 'not_asked_for', 'failed_after_paid', 'paid_after_failure')),
        detail        text NOT NULL,
        raised_at     timestamptz NOT NULL,
        CONSTRAINT payout_alarm_once UNIQUE NULLS NOT DISTINCT (provider, withdrawal_id, code)
      )`);
    await runner.query(`
      CREATE TABLE transfer.velocity_use (
        act          text   NOT NULL CONSTRAINT velocity_use_act_known CHECK (act IN ('gift', 'withdrawal', 'credit_refund')),
        reference    uuid   NOT NULL,
        owner_id     uuid   NOT NULL,
        amount_minor bigint NOT NULL CONSTRAINT velocity_use_amount_positive CHECK (amount_minor > 0),
        used_at      timestamptz NOT NULL,
        CONSTRAINT velocity_use_pkey PRIMARY KEY (act, reference)
      )`);
    await runner.query(`CREATE INDEX velocity_use_owner_idx ON transfer.velocity_use (owner_id, act, used_at)`);
    await runner.query(`CREATE INDEX velocity_use_old_idx ON transfer.velocity_use (used_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA transfer CASCADE`);
  }
}

/** `addressee` is what the sender wrote; whether there is such a customer shows nowhere but in `receiver_id`. */
const GIFT = `
CREATE TABLE transfer.gift (
  id              uuid   NOT NULL CONSTRAINT gift_pkey PRIMARY KEY,
  sender_id       uuid   NOT NULL,
  sender_name     text   NOT NULL,
  addressee       text   NOT NULL,
  receiver_id     uuid,
  amount_minor    bigint NOT NULL CONSTRAINT gift_amount_positive CHECK (amount_minor > 0),
  message         text,
  state           text   NOT NULL CONSTRAINT gift_state_known CHECK (state IN ('pending', 'claimed', 'declined', 'cancelled', 'lapsed')),
  created_at      timestamptz NOT NULL,
  claimable_until timestamptz NOT NULL,
  accepted_at     timestamptz,
  closed_at       timestamptz,
  claimed_minor   bigint NOT NULL DEFAULT 0,
  returned_minor  bigint NOT NULL DEFAULT 0,
  expired_minor   bigint NOT NULL DEFAULT 0,
  event_seq       bigint NOT NULL DEFAULT 1,
  CONSTRAINT gift_to_somebody_else CHECK (receiver_id <> sender_id),
  CONSTRAINT gift_open_or_closed CHECK ((state = 'pending') = (closed_at IS NULL)),
  CONSTRAINT gift_claimed_is_accepted CHECK (state <> 'claimed' OR (accepted_at IS NOT NULL AND receiver_id IS NOT NULL)),
  CONSTRAINT gift_accepted_is_claimed CHECK (accepted_at IS NULL OR state IN ('pending', 'claimed')),
  CONSTRAINT gift_shares_not_negative CHECK (claimed_minor >= 0 AND returned_minor >= 0 AND expired_minor >= 0),
  CONSTRAINT gift_goes_one_way CHECK (CASE state
    WHEN 'pending' THEN claimed_minor + returned_minor + expired_minor = 0
    WHEN 'claimed' THEN returned_minor = 0 AND claimed_minor > 0
    ELSE claimed_minor = 0 END),
  CONSTRAINT gift_amount_adds_up CHECK (state = 'pending' OR amount_minor = claimed_minor + returned_minor + expired_minor)
) WITH (fillfactor = 80)`;

const WITHDRAWAL = `
CREATE TABLE transfer.withdrawal (
  id                uuid   NOT NULL CONSTRAINT withdrawal_pkey PRIMARY KEY,
  customer_id       uuid   NOT NULL,
  amount_minor      bigint NOT NULL,
  fee_minor         bigint NOT NULL,
  net_minor         bigint NOT NULL,
  currency          text   NOT NULL,
  origins           text[] NOT NULL,
  provider          text   NOT NULL,
  destination       text   NOT NULL,
  state             text   NOT NULL CONSTRAINT withdrawal_state_known CHECK (state IN ('requested', 'approved', 'paid_out', 'rejected', 'failed')),
  requested_at      timestamptz NOT NULL,
  decide_by         timestamptz NOT NULL,
  decided_by        uuid,
  decided_at        timestamptz,
  decision_note     text,
  ended_at          timestamptz,
  ended_because     text,
  payout_state      text   NOT NULL DEFAULT 'none' CONSTRAINT withdrawal_payout_state_known CHECK (payout_state IN ('none', 'pending', 'failed', 'paid')),
  payout_reference  text,
  payout_reason     text,
  payout_asks       integer NOT NULL DEFAULT 0,
  transfer_id       uuid,
  recovery_id       uuid,
  recovered_minor   bigint,
  event_seq         bigint NOT NULL DEFAULT 1,
  CONSTRAINT withdrawal_amount_is_net_and_fee CHECK (amount_minor = net_minor + fee_minor AND net_minor > 0 AND fee_minor >= 0),
  CONSTRAINT withdrawal_decided_by_somebody_else CHECK (decided_by <> customer_id),
  CONSTRAINT withdrawal_decision_is_whole CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CONSTRAINT withdrawal_goes_out_decided CHECK (state IN ('requested', 'rejected') OR decided_by IS NOT NULL),
  CONSTRAINT withdrawal_open_or_ended CHECK ((state IN ('requested', 'approved')) = (ended_at IS NULL)),
  CONSTRAINT withdrawal_paid_is_booked CHECK ((state = 'paid_out') = (transfer_id IS NOT NULL)),
  CONSTRAINT withdrawal_paid_is_told CHECK (state <> 'paid_out' OR payout_state = 'paid'),
  CONSTRAINT withdrawal_recovery_is_whole CHECK ((recovery_id IS NULL) = (recovered_minor IS NULL) AND recovered_minor BETWEEN 0 AND amount_minor)
) WITH (fillfactor = 80)`;
