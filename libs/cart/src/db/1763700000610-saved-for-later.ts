/** Why: lines saved for later, and what the shopper was shown when a line was added: the offer behind its price. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CartSavedForLater1763700000610 implements MigrationInterface {
  readonly name = 'CartSavedForLater1763700000610';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE cart.line ADD COLUMN saved boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE cart.line ADD COLUMN offer_when_added uuid`);
    // The same variant may be in the cart and saved for later at once, each once.
    await runner.query(`ALTER TABLE cart.line DROP CONSTRAINT line_identity_key`);
    await runner.query(
      `ALTER TABLE cart.line ADD CONSTRAINT line_identity_key UNIQUE (owner_id, variant_id, messages_hash, saved)`,
    );
    await runner.query(
      `ALTER TABLE cart.line ADD CONSTRAINT line_saved_at_rest CHECK (NOT saved OR (hold_id IS NULL AND NOT selected))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    // A saved line has no place in a cart that does not know the word; it holds nothing.
    await runner.query(`DELETE FROM cart.line WHERE saved`);
    await runner.query(`ALTER TABLE cart.line DROP CONSTRAINT line_saved_at_rest`);
    await runner.query(`ALTER TABLE cart.line DROP CONSTRAINT line_identity_key`);
    await runner.query(`ALTER TABLE cart.line DROP COLUMN saved, DROP COLUMN offer_when_added`);
    await runner.query(
      `ALTER TABLE cart.line ADD CONSTRAINT line_identity_key UNIQUE (owner_id, variant_id, messages_hash)`,
    );
  }
}
