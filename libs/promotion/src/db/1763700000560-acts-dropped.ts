/** Why: who did what to an offer or coupon is in the audit log, which nobody can change unseen; one record is enough (ADR 0011). */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PromotionActs1763700000510 } from './1763700000510-acts.js';

export class PromotionActsDropped1763700000560 implements MigrationInterface {
  readonly name = 'PromotionActsDropped1763700000560';

  up(runner: QueryRunner): Promise<void> {
    return new PromotionActs1763700000510().down(runner);
  }

  /** The table as it began: who made what there is. The audit log keeps what was done since. */
  down(runner: QueryRunner): Promise<void> {
    return new PromotionActs1763700000510().up(runner);
  }
}
