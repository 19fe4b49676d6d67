/** A ledger of a test: its services, owners with lots, and acts on them. */
import { CartwrightConfig, Outbox, uuid7, type Tx } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import { ExpiryService } from '../expiry.service.js';
import { WalletReader } from '../wallet.reader.js';
import { WalletService } from '../wallet.service.js';
import type { Asset } from '../wallet.types.js';

export const DAY_MS = 86_400_000;

export interface LotOfTest {
  readonly amount: number;
  readonly expiresInDays?: number;
  readonly asset?: Asset;
}

/** Everything of the wallet over a database of its own. */
export class LedgerOfTest {
  readonly outbox: Outbox;
  readonly wallet: WalletService;
  readonly expiry: ExpiryService;
  readonly reader: WalletReader;

  private constructor(
    readonly test: TestDatabase,
    config: CartwrightConfig,
  ) {
    this.outbox = new Outbox(test.database);
    this.wallet = new WalletService(test.database, this.outbox);
    this.expiry = new ExpiryService(test.database, this.outbox, config);
    this.reader = new WalletReader(test.database, config);
  }

  static async open(config: Partial<CartwrightConfig> = {}): Promise<LedgerOfTest> {
    return new LedgerOfTest(await openTestDatabase(), CartwrightConfig.of(config));
  }

  run<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.test.database.transaction(body);
  }

  /** Grants lots; answers their ids. */
  async grant(ownerId: string, ...lots: readonly LotOfTest[]): Promise<string[]> {
    const ids = lots.map(() => uuid7());
    await this.run((tx) =>
      this.wallet.grant(
        tx,
        lots.map(({ amount, expiresInDays, asset = 'credit' }, i) => ({
          ...{ transferId: uuid7(), lotId: ids[i]!, ownerId, asset, amount },
          ...({ source: 'manual', from: 'promotions', kind: 'test_grant', reference: uuid7() } as const),
          expiresAt: expiresInDays === undefined ? null : new Date(tx.now.getTime() + expiresInDays * DAY_MS),
          actor: null,
          reason: 'test',
        })),
      ),
    );
    return ids;
  }

  async hold(ownerId: string, amount: number, asset: Asset = 'credit'): Promise<string> {
    const reference = uuid7();
    const request = { reference, ownerId, asset, amount: { use: 'exact' as const, amount } };
    const [outcome] = await this.run((tx) => this.wallet.hold(tx, [request]));
    if (outcome!.kind !== 'created') throw new Error(`the hold was ${outcome!.kind}`);
    return reference;
  }

  async release(ownerId: string, reference: string): Promise<void> {
    await this.run((tx) => this.wallet.release(tx, [{ reference, ownerId, asset: 'credit' }]));
  }

  async capture(ownerId: string, reference: string): Promise<void> {
    const request = { reference, ownerId, asset: 'credit' as const, transferId: uuid7() };
    await this.run((tx) => this.wallet.capture(tx, [{ ...request, kind: 'order_payment', to: 'sales' }]));
  }

  /** Books everything that is due. */
  async sweepAll(limit?: number): Promise<number> {
    let all = 0;
    for (;;) {
      const { lookedAt, expired } = await this.expiry.sweep(limit);
      all += expired;
      // Once from the start to an end that had nothing: what another run skipped is not left.
      if (lookedAt === 0) return all;
    }
  }

  async credit(ownerId: string) {
    const { balance, held, available, expiringSoon } = (await this.reader.summary(ownerId)).credit;
    return { balance, held, available, expiringSoon };
  }
}
