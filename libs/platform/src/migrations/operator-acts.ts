/** Why: what an operator does by hand (letting a flow go on, giving money back outside) must say who, when and why. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformOperatorActs1763700001150 implements MigrationInterface {
  readonly name = 'PlatformOperatorActs1763700001150';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE platform.operator_act (
        id       uuid NOT NULL CONSTRAINT operator_act_pkey PRIMARY KEY,
        actor_id uuid NOT NULL,
        act      text NOT NULL,
        subject  text NOT NULL,
        reason   text NOT NULL CONSTRAINT operator_act_says_why CHECK (length(reason) BETWEEN 1 AND 500),
        outcome  text,
        acted_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX operator_act_subject_idx ON platform.operator_act (subject, id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE platform.operator_act`);
  }
}
