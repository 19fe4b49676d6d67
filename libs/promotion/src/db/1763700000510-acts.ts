/** Why: who made, moved, stopped or copied an offer or coupon, and who gave coupons away, must be known afterwards; rows never change. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PromotionActs1763700000510 implements MigrationInterface {
  readonly name = 'PromotionActs1763700000510';

  async up(runner: QueryRunner): Promise<void> {
    // The n-th act on an offer or coupon: written under the lock of its row, so the numbers have no gap.
    await runner.query(`
      CREATE TABLE promotion.act (
        subject_id  uuid    NOT NULL,
        seq         integer NOT NULL CONSTRAINT act_seq_positive CHECK (seq > 0),
        subject     text    NOT NULL CONSTRAINT act_subject_known CHECK (subject IN ('offer', 'coupon')),
        what        text    NOT NULL CONSTRAINT act_known CHECK (what IN ('created', 'cloned', 'scheduled', 'stopped', 'granted')),
        actor       uuid,
        happened_at timestamptz NOT NULL,
        details     jsonb   NOT NULL,
        CONSTRAINT act_pkey PRIMARY KEY (subject_id, seq)
      )`);
    await runner.query(`
      INSERT INTO promotion.act (subject_id, seq, subject, what, actor, happened_at, details)
      SELECT id, 1, 'offer', 'created', created_by, created_at, '{}'::jsonb FROM promotion.offer
      UNION ALL
      SELECT id, 1, 'coupon', 'created', created_by, created_at, '{}'::jsonb FROM promotion.coupon`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE promotion.act`);
  }
}
