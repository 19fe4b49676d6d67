/** Why: what operators do by hand is in the audit log, with their reason and what came of it; one record is enough (ADR 0011). */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { PlatformOperatorActs1763700001150 } from './operator-acts.js';

export class PlatformOperatorActsDropped1763700001161 implements MigrationInterface {
  readonly name = 'PlatformOperatorActsDropped1763700001161';

  up(runner: QueryRunner): Promise<void> {
    return new PlatformOperatorActs1763700001150().down(runner);
  }

  /** The table as it was, without rows: the audit log keeps what was done. */
  down(runner: QueryRunner): Promise<void> {
    return new PlatformOperatorActs1763700001150().up(runner);
  }
}
