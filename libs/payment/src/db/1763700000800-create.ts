/** Payments, refunds, the webhook inbox and alarms: the shop's side of money that moves at a gateway. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PaymentCreate1763700000800 implements MigrationInterface {
  name = 'PaymentCreate1763700000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE SCHEMA payment');
    await runner.query(`
      CREATE TABLE payment.payment (
        id                 uuid        NOT NULL CONSTRAINT payment_pk PRIMARY KEY,
        order_id           uuid        NOT NULL,
        customer_id        uuid        NOT NULL,
        provider           text        NOT NULL,
        provider_reference text,
        currency           text        NOT NULL,
        capture_mode       text        NOT NULL,
        amount_minor       bigint      NOT NULL,
        captured_minor     bigint      NOT NULL DEFAULT 0,
        refunded_minor     bigint      NOT NULL DEFAULT 0,
        state              text        NOT NULL DEFAULT 'created',
        failure_reason     text,
        client             jsonb,
        return_url         text,
        calling            text,
        called_at          timestamptz,
        polls              integer     NOT NULL DEFAULT 0,
        next_poll_at       timestamptz,
        created_at         timestamptz NOT NULL,
        updated_at         timestamptz NOT NULL,
        version            integer     NOT NULL DEFAULT 1,
        CONSTRAINT payment_state_known CHECK (state IN ('created', 'pending', 'failed', 'authorized', 'voided', 'captured')),
        CONSTRAINT payment_capture_mode_known CHECK (capture_mode IN ('manual', 'automatic')),
        CONSTRAINT payment_calling_known CHECK (calling IN ('create', 'confirm', 'capture', 'void')),
        CONSTRAINT payment_currency_is_code CHECK (currency ~ '^[A-Z]{3}$'),
        CONSTRAINT payment_amount_positive CHECK (amount_minor > 0),
        CONSTRAINT payment_captured_within_amount CHECK (captured_minor BETWEEN 0 AND amount_minor),
        CONSTRAINT payment_refunded_within_captured CHECK (refunded_minor BETWEEN 0 AND captured_minor),
        CONSTRAINT payment_captured_iff_money CHECK ((state = 'captured') = (captured_minor > 0)),
        CONSTRAINT payment_failed_has_reason CHECK (state <> 'failed' OR failure_reason IS NOT NULL),
        CONSTRAINT payment_reference_when_known_there CHECK
          (state NOT IN ('pending', 'authorized', 'captured') OR provider_reference IS NOT NULL)
      ) WITH (fillfactor = 70)`);
    await runner.query(
      `CREATE UNIQUE INDEX payment_reference_once ON payment.payment (provider, provider_reference)
       WHERE provider_reference IS NOT NULL`,
    );
    await runner.query('CREATE INDEX payment_by_order ON payment.payment (order_id)');
    await runner.query(
      'CREATE INDEX payment_due_poll ON payment.payment (next_poll_at) WHERE next_poll_at IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE payment.refund (
        id                 uuid        NOT NULL CONSTRAINT refund_pk PRIMARY KEY,
        payment_id         uuid        NOT NULL CONSTRAINT refund_of_payment REFERENCES payment.payment (id),
        amount_minor       bigint      NOT NULL,
        state              text        NOT NULL DEFAULT 'reserved',
        provider_reference text,
        reason             text        NOT NULL,
        failure_reason     text,
        polls              integer     NOT NULL DEFAULT 0,
        next_poll_at       timestamptz,
        created_at         timestamptz NOT NULL,
        updated_at         timestamptz NOT NULL,
        CONSTRAINT refund_state_known CHECK (state IN ('reserved', 'calling', 'failed', 'succeeded')),
        CONSTRAINT refund_amount_positive CHECK (amount_minor > 0),
        CONSTRAINT refund_failed_has_reason CHECK ((state = 'failed') = (failure_reason IS NOT NULL)),
        CONSTRAINT refund_succeeded_has_reference CHECK (state <> 'succeeded' OR provider_reference IS NOT NULL)
      )`);
    await runner.query('CREATE INDEX refund_by_payment ON payment.refund (payment_id)');
    await runner.query('CREATE INDEX refund_due_poll ON payment.refund (next_poll_at) WHERE next_poll_at IS NOT NULL');
    await runner.query(`
      CREATE TABLE payment.webhook_event (
        provider        text        NOT NULL,
        event_id        text        NOT NULL,
        type            text        NOT NULL,
        payload         text        NOT NULL,
        secret_index    smallint    NOT NULL,
        received_at     timestamptz NOT NULL,
        state           text        NOT NULL,
        detail          text,
        attempts        integer     NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        finished_at     timestamptz,
        CONSTRAINT webhook_event_pk PRIMARY KEY (provider, event_id),
        CONSTRAINT webhook_event_state_known CHECK (state IN ('received', 'processed', 'refused', 'alarmed')),
        CONSTRAINT webhook_event_open_iff_due CHECK ((state = 'received') = (next_attempt_at IS NOT NULL)),
        CONSTRAINT webhook_event_id_bounded CHECK (length(event_id) BETWEEN 1 AND 255),
        CONSTRAINT webhook_event_payload_bounded CHECK (octet_length(payload) <= 262144)
      )`);
    await runner.query(
      `CREATE INDEX webhook_event_due ON payment.webhook_event (next_attempt_at) WHERE next_attempt_at IS NOT NULL`,
    );
    await runner.query('CREATE INDEX webhook_event_by_time ON payment.webhook_event (received_at, provider, event_id)');
    await runner.query(`
      CREATE TABLE payment.alarm (
        id         uuid        NOT NULL CONSTRAINT alarm_pk PRIMARY KEY,
        provider   text        NOT NULL,
        payment_id uuid,
        code       text        NOT NULL,
        detail     text        NOT NULL,
        event_id   text,
        source     text        NOT NULL,
        times      integer     NOT NULL DEFAULT 1,
        raised_at  timestamptz NOT NULL,
        last_at    timestamptz NOT NULL,
        CONSTRAINT alarm_source_known CHECK (source IN ('webhook', 'poll', 'answer')),
        CONSTRAINT alarm_raised_once UNIQUE NULLS NOT DISTINCT (provider, payment_id, code, detail)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE payment.alarm, payment.webhook_event, payment.refund, payment.payment');
    await runner.query('DROP SCHEMA payment');
  }
}
