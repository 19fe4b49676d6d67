/** Why: operators resolve alarms, and record money that went back outside the gateway when the gateway would not take it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PaymentOperators1763700000850 implements MigrationInterface {
  name = 'PaymentOperators1763700000850';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE payment.alarm
        ADD resolved_at timestamptz,
        ADD resolved_by uuid,
        ADD resolution text,
        ADD CONSTRAINT alarm_resolved_by_somebody_for_a_reason CHECK
          ((resolved_at IS NULL) = (resolved_by IS NULL) AND (resolved_at IS NULL) = (resolution IS NULL))`);
    await runner.query('CREATE INDEX alarm_open ON payment.alarm (id) WHERE resolved_at IS NULL');
    // A refund that went outside is done when it is written: no gateway is asked about it, and its books do not know it.
    await runner.query(`
      ALTER TABLE payment.refund
        ADD went text NOT NULL DEFAULT 'gateway',
        ADD CONSTRAINT refund_way_known CHECK (went IN ('gateway', 'outside')),
        ADD CONSTRAINT refund_outside_is_done CHECK (went = 'gateway' OR state = 'succeeded')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE payment.refund DROP CONSTRAINT refund_outside_is_done, DROP CONSTRAINT refund_way_known, DROP went',
    );
    await runner.query('DROP INDEX payment.alarm_open');
    await runner.query(
      'ALTER TABLE payment.alarm DROP CONSTRAINT alarm_resolved_by_somebody_for_a_reason, DROP resolution, DROP resolved_by, DROP resolved_at',
    );
  }
}
