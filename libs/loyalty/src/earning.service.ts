/**
 * What orders, referrals and reviews earn. A reward is booked when its order is paid, matures some days after the goods were
 * received, and shrinks with every refund: while it matures by so much less, afterwards by a claw-back from the wallet.
 */
import { Injectable } from '@nestjs/common';
import { Database, derivedUuid, Outbox, plainArray, sum, textArray, timeArray, uuid7, type Tx } from '#libs/platform';
import { EarningLedger, type EarnedCredit } from '#libs/wallet-credit';
import * as sql from './db/earning.statements.js';
import { expiryOf, reducedBy, referralReward } from './earning.rules.js';
import { LoyaltySettings } from './loyalty.settings.js';
import type { Receipt, RefundedGoods, RewardBooking, RewardReduction } from './loyalty.types.js';
import { rewardEvent } from './reward.events.js';
import { TierService } from './tier.service.js';

const DAY_MS = 86_400_000;

/** A reward under its lock, as an act leaves it. */
type Changed = { -readonly [Field in keyof sql.RewardRow]: sql.RewardRow[Field] };

/** A reward to be booked; `customerId` null: whoever referred the customer. */
interface NewRow {
  readonly id: string;
  readonly orderId: string;
  readonly sourceId: string;
  readonly kind: 'purchase' | 'referral';
  readonly customerId: string | null;
  readonly goodsMinor: number;
  readonly amount: number;
}

@Injectable()
export class EarningService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly ledger: EarningLedger,
    private readonly tiers: TierService,
    private readonly settings: LoyaltySettings,
  ) {}

  /**
   * Books the rewards of paid orders and counts their goods as spend: one statement, however many orders, none when nothing was paid for.
   * Nobody waits for it: what it booked is read and told just before COMMIT, so it costs a batch no round trip. Of a customer's orders
   * the first one paid rewards who referred the customer. Booking twice changes nothing.
   */
  book(tx: Tx, bookings: readonly RewardBooking[]): void {
    const rewards = bookings.flatMap((booking) => this.rowsOf(booking));
    if (rewards.length === 0) return;
    const values = [
      plainArray(rewards.map((reward) => reward.id)),
      plainArray(rewards.map((reward) => reward.orderId)),
      plainArray(rewards.map((reward) => reward.sourceId)),
      textArray(rewards.map((reward) => reward.kind)),
      plainArray(rewards.map((reward) => reward.customerId)),
      plainArray(rewards.map((reward) => reward.goodsMinor)),
      plainArray(rewards.map((reward) => reward.amount)),
      this.settings.rewardAsset,
      tx.now,
      this.tiers.windowStart(tx.now),
    ];
    tx.sendAndRead(sql.bookRewards, values, (rows) => this.tellBooked(tx, rows));
  }

  /** Locks the rewards of orders, for a caller that locks orders next: rewards come first (wallets stand between them). */
  async lock(tx: Tx, orderIds: readonly string[]): Promise<void> {
    if (orderIds.length > 0)
      await this.lockRewards(
        tx,
        orderIds.map((orderId) => ({ orderId })),
      );
  }

  /**
   * The goods of orders were received: their rewards mature from now on. A referral matures with the whole order. Called by
   * order-saga in the transaction that records the receipt, after {@link lock}; confirming twice changes nothing.
   */
  async confirmReceipt(tx: Tx, receipts: readonly Receipt[]): Promise<void> {
    if (receipts.length === 0) return;
    const rows = await this.lockRewards(tx, receipts);
    const maturesAt = new Date(tx.now.getTime() + this.settings.maturesDays * DAY_MS);
    const changed = rows.filter(
      (row) =>
        row.state === 'maturing' &&
        row.maturesAt === null &&
        receipts.some(
          ({ orderId, merchantId }) =>
            row.orderId === orderId &&
            (merchantId === null || (row.kind === 'purchase' && merchantId === row.sourceId)),
        ),
    );
    for (const row of changed) row.maturesAt = maturesAt;
    await this.write(tx, changed);
  }

  /** Sweep: makes up to `limit` rewards available whose time has come. Answers how many. */
  async mature(limit: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const rows: (Changed & { readonly tier: string | null })[] = await tx.run(sql.lockDueRewards, [tx.now, limit]);
      if (rows.length === 0) return 0;
      const { tiers } = await this.tiers.table(tx);
      const extensions = new Map(tiers.map((tier) => [tier.name, tier.expiryExtensionDays]));
      await this.ledger.earn(
        tx,
        rows.map((row): EarnedCredit => {
          const extensionDays = extensions.get(row.tier ?? '') ?? 0;
          return {
            transferId: uuid7(),
            lotId: uuid7(),
            ownerId: row.customerId,
            asset: row.asset,
            amount: row.amount - row.cancelled,
            source: row.kind,
            kind: `${row.kind}_reward`,
            reference: row.id,
            // A referral's order is somebody else's.
            orderId: row.kind === 'purchase' ? row.orderId : null,
            expiresAt: expiryOf(tx.now, { expiryDays: this.settings.expiryDays, extensionDays }),
            actor: null,
            reason: null,
          };
        }),
      );
      for (const row of rows) {
        row.state = 'available';
        row.grantedAt = tx.now;
      }
      await this.write(tx, rows);
      return rows.length;
    });
  }

  /**
   * Takes back what refunded goods had earned, in array order: cumulative, so that parts add up to the whole exactly. Each refund
   * counts once, whatever happens again. Answers what it took, reward by reward. Locks rewards, then wallets, then members.
   * @throws Error when more is refunded than was paid: who refunds has checked that
   */
  async reduce(tx: Tx, refunds: readonly RefundedGoods[]): Promise<readonly RewardReduction[]> {
    const meant = refunds.filter((refund) => refund.goodsMinor > 0);
    if (meant.length === 0) return [];
    const rows = await this.lockRewards(tx, meant);
    const known = await tx.run(sql.findReductions, [plainArray(meant.map((refund) => refund.refundId))]);
    const done = new Set(known.map((row) => row.refundId + row.merchantId + row.sourceId));
    const steps = meant.flatMap((refund) =>
      rows
        .filter(
          (row) => row.orderId === refund.orderId && (row.kind === 'referral' || row.sourceId === refund.merchantId),
        )
        .filter((row) => !done.has(refund.refundId + refund.merchantId + row.sourceId))
        .map((row) => ({ refund, row, lost: lose(row, refund.goodsMinor) })),
    );
    const spent = steps.filter(({ row, lost }) => row.state === 'available' && lost > 0);
    const outcomes = await this.ledger.clawBack(
      tx,
      spent.map(({ refund, row, lost }) => ({
        transferId: uuid7(),
        reference: derivedUuid(refund.refundId, `${refund.merchantId}/${row.id}`),
        ownerId: row.customerId,
        asset: row.asset,
        amount: lost,
        orderId: row.kind === 'purchase' ? row.orderId : null,
        reason: 'goods that earned it were refunded',
      })),
      { policy: this.settings.clawbackPolicy },
    );
    const clawedBack = new Map(spent.map((step, i) => [step, outcomes[i]!]));
    const reductions = steps.map((step): RewardReduction & { goodsMinor: number } => {
      const { refund, row, lost } = step;
      const { taken = 0, rest = 0 } = clawedBack.get(step) ?? {};
      const isClamped = this.settings.clawbackPolicy === 'clamp';
      return {
        refundId: refund.refundId,
        orderId: row.orderId,
        merchantId: refund.merchantId,
        sourceId: row.sourceId,
        goodsMinor: refund.goodsMinor,
        cancelled: clawedBack.has(step) ? 0 : lost,
        clawedBack: taken,
        writtenOff: isClamped ? rest : 0,
        owed: isClamped ? 0 : rest,
      };
    });
    for (const [i, { row }] of steps.entries()) apply(row, reductions[i]!);
    await this.writeReductions(tx, reductions);
    await this.write(tx, [...new Set(steps.map(({ row }) => row))]);
    await this.tiers.unspend(
      tx,
      steps.flatMap(({ row, refund }) =>
        row.kind === 'purchase'
          ? [{ customerId: row.customerId, bookedAt: row.bookedAt, goodsMinor: refund.goodsMinor }]
          : [],
      ),
    );
    return reductions;
  }

  private tellBooked(tx: Tx, rows: readonly sql.BookedRow[]): void {
    this.outbox.append(
      tx,
      rows.flatMap((row) =>
        row.what === 'booked' && row.amount > 0 ? [rewardEvent({ ...row, eventSeq: 1, state: 'maturing' })] : [],
      ),
    );
    this.tiers.announce(
      tx,
      rows.flatMap(({ what, customerId, amount, fromTier, toTier }) =>
        what === 'moved' ? [{ customerId, seq: amount, fromTier, toTier }] : [],
      ),
    );
  }

  /** A booking as rows. Whose the referral is, the statement finds; most customers have none. */
  private rowsOf({ orderId, customerId, rewards }: RewardBooking): readonly NewRow[] {
    const rows = rewards.map(({ id, merchantId, goodsMinor, amount }): NewRow => {
      return { id, orderId, sourceId: merchantId, kind: 'purchase', customerId, goodsMinor, amount };
    });
    const { referralBps } = this.settings;
    const goodsMinor = sum(rewards.map((reward) => reward.goodsMinor));
    if (referralBps === 0 || goodsMinor === 0) return rows;
    const amount = referralReward(goodsMinor, referralBps);
    return [
      ...rows,
      { id: uuid7(), orderId, sourceId: customerId, kind: 'referral', customerId: null, goodsMinor, amount },
    ];
  }

  private async lockRewards(tx: Tx, of: readonly { readonly orderId: string }[]): Promise<Changed[]> {
    return tx.run(sql.lockRewardsOfOrders, [plainArray([...new Set(of.map(({ orderId }) => orderId))])]);
  }

  private async write(tx: Tx, rows: readonly Changed[]): Promise<void> {
    if (rows.length === 0) return;
    for (const row of rows) row.eventSeq += 1;
    await tx.change(sql.writeRewards, [
      plainArray(rows.map((row) => row.orderId)),
      plainArray(rows.map((row) => row.sourceId)),
      textArray(rows.map((row) => row.state)),
      plainArray(rows.map((row) => row.refundedMinor)),
      plainArray(rows.map((row) => row.cancelled)),
      plainArray(rows.map((row) => row.clawedBack)),
      plainArray(rows.map((row) => row.writtenOff)),
      plainArray(rows.map((row) => row.owed)),
      timeArray(rows.map((row) => row.maturesAt)),
      timeArray(rows.map((row) => row.grantedAt)),
      plainArray(rows.map((row) => row.eventSeq)),
    ]);
    this.outbox.append(tx, rows.filter((row) => row.state !== 'none').map(rewardEvent));
  }

  private async writeReductions(tx: Tx, rows: readonly (RewardReduction & { goodsMinor: number })[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.change(sql.insertReductions, [
      plainArray(rows.map((row) => row.refundId)),
      plainArray(rows.map((row) => row.orderId)),
      plainArray(rows.map((row) => row.merchantId)),
      plainArray(rows.map((row) => row.sourceId)),
      plainArray(rows.map((row) => row.goodsMinor)),
      plainArray(rows.map((row) => row.cancelled)),
      plainArray(rows.map((row) => row.clawedBack)),
      plainArray(rows.map((row) => row.writtenOff)),
      plainArray(rows.map((row) => row.owed)),
      tx.now,
    ]);
  }
}

/** Counts a refund on a reward and answers what it costs the reward. */
function lose(row: Changed, goodsMinor: number): number {
  const refunded = row.refundedMinor + goodsMinor;
  if (refunded > row.goodsMinor)
    throw new Error(`reward ${row.id}: ${refunded} refunded of ${row.goodsMinor} that was paid for goods`);
  const lost = reducedBy(row, refunded) - reducedBy(row, row.refundedMinor);
  row.refundedMinor = refunded;
  return lost;
}

function apply(row: Changed, reduction: RewardReduction): void {
  row.cancelled += reduction.cancelled;
  row.clawedBack += reduction.clawedBack;
  row.writtenOff += reduction.writtenOff;
  row.owed += reduction.owed;
  if (row.state === 'maturing' && row.cancelled === row.amount) row.state = 'cancelled';
}
