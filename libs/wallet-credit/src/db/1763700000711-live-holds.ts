/** Operators ask what is held of a wallet and for what; the primary key begins with the reference and cannot answer that. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WalletLiveHolds1763700000711 implements MigrationInterface {
  readonly name = 'WalletLiveHolds1763700000711';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX hold_live_idx ON wallet.hold (account_id, reference) WHERE state = 'held'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX wallet.hold_live_idx`);
  }
}
