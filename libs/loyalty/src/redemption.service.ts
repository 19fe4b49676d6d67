/**
 * Redeeming: credit or points for something that is no money. Rewards are locked by id, so the last one goes to one customer and a
 * limit holds however many ask at once; the price goes to the house's `redemptions` account in the same transaction.
 */
import { Injectable } from '@nestjs/common';
import { Database, Outbox, plainArray, textArray, uuid7, type Tx } from '#libs/platform';
import { DebitService, RefundService, type DebitOutcome } from '#libs/wallet-credit';
import * as sql from './db/redemption.statements.js';
import type { Redemption, RedemptionState, Reward } from './db/redemption.statements.js';
import { LoyaltySettings } from './loyalty.settings.js';
import { refusalOf, voucherCode, type RewardRefusal } from './redemption.rules.js';
import { TierService } from './tier.service.js';

/** A wish for a reward. The id is the caller's. */
export interface Redeem {
  readonly redemptionId: string;
  readonly rewardId: string;
  readonly customerId: string;
}

export type RedeemOutcome =
  | { readonly kind: 'redeemed'; readonly redemption: Redemption }
  | { readonly kind: 'unknown' }
  | RewardRefusal
  | ({ readonly price: number; readonly asset: Reward['asset'] } & Exclude<
      DebitOutcome,
      { kind: 'debited' | 'exists' }
    >);

/** `past`: it was handed over or cancelled before. */
export type FinishOutcome =
  | { readonly kind: 'done'; readonly redemption: Redemption }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'past'; readonly state: RedemptionState }
  | { readonly kind: 'no_gift' };

@Injectable()
export class RedemptionService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly debits: DebitService,
    private readonly refunds: RefundService,
    private readonly tiers: TierService,
    private readonly settings: LoyaltySettings,
  ) {}

  /** Redeems, in array order; one outcome each, in their order. A refusal takes nothing. */
  async redeem(tx: Tx, wishes: readonly Redeem[]): Promise<readonly RedeemOutcome[]> {
    if (wishes.length === 0) return [];
    const locked = await tx.run(sql.lockRewards, [plainArray([...new Set(wishes.map((wish) => wish.rewardId))])]);
    const rewards = new Map(locked.map((reward) => [reward.id, reward]));
    const customers = [...new Set(wishes.map((wish) => wish.customerId))];
    const [counts, standing] = await Promise.all([
      tx.run(sql.countRedeemed, [plainArray([...rewards.keys()]), plainArray(customers)]),
      this.tiers.standingsNow(tx, customers),
    ]);
    const has = new Map(counts.map((row) => [row.rewardId + row.customerId, row.count]));
    const outcomes = new Map<Redeem, RedeemOutcome>();
    const redeemed: Redeem[] = [];
    for (let open = [...wishes]; open.length > 0;) {
      const wave = new Wave(rewards, has);
      for (const wish of open) {
        const tier = standing(wish.customerId).member?.tier ?? null;
        const refusal = wave.judge(wish, { tier, now: tx.now });
        if (refusal !== undefined) outcomes.set(wish, refusal);
      }
      const payments = await this.pay(tx, wave.accepted, rewards);
      wave.accepted.forEach((wish, i) => {
        const refusal = payments[i];
        if (refusal !== undefined) return outcomes.set(wish, refusal);
        const reward = rewards.get(wish.rewardId)!;
        rewards.set(reward.id, { ...reward, redeemed: reward.redeemed + 1 });
        has.set(wish.rewardId + wish.customerId, (has.get(wish.rewardId + wish.customerId) ?? 0) + 1);
        return redeemed.push(wish);
      });
      // Those who stood behind somebody who could not pay are judged again.
      open = wave.waiting;
    }
    for (const redemption of await this.write(tx, redeemed, rewards)) {
      const wish = redeemed.find(({ redemptionId }) => redemptionId === redemption.id)!;
      outcomes.set(wish, { kind: 'redeemed', redemption });
    }
    return wishes.map((wish) => outcomes.get(wish)!);
  }

  /** Ends a redemption: a gift is handed over, or it is cancelled and its price given back. */
  async finish(
    tx: Tx,
    redemptionId: string,
    end: { readonly state: 'handed_over' | 'cancelled'; readonly by: string; readonly note: string | null },
  ): Promise<FinishOutcome> {
    const [known] = await tx.run(sql.findRedemptions, [plainArray([redemptionId])]);
    if (known === undefined) return { kind: 'unknown' };
    if (end.state === 'handed_over' && known.kind !== 'gift') return { kind: 'no_gift' };
    await tx.run(sql.lockRewards, [plainArray([known.rewardId])]);
    const [redemption] = await tx.run(sql.finishRedemption, [redemptionId, end.state, tx.now, end.by, end.note]);
    if (redemption === undefined) {
      const [now] = await tx.run(sql.findRedemptions, [plainArray([redemptionId])]);
      return { kind: 'past', state: now!.state };
    }
    if (end.state === 'cancelled') await this.giveBack(tx, redemption, end);
    this.announce(tx, [redemption]);
    return { kind: 'done', redemption };
  }

  /** A redemption by id, of this customer if one is given. */
  async find(redemptionId: string, onlyCustomerId?: string): Promise<Redemption | undefined> {
    const [redemption] = await this.database.run(sql.findRedemptions, [plainArray([redemptionId])]);
    return onlyCustomerId === undefined || redemption?.customerId === onlyCustomerId ? redemption : undefined;
  }

  /** Redemptions before an id, newest first. */
  list(
    filter: { readonly customerId?: string; readonly rewardId?: string; readonly state?: RedemptionState },
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<readonly Redemption[]> {
    const { customerId = null, rewardId = null, state = null } = filter;
    return this.database.run(sql.listRedemptions, [customerId, rewardId, state, page.before, page.limit]);
  }

  /** Which of these products each of these customers may buy before their time. One statement, for placements inside theirs. */
  async openProducts(
    from: Tx | Database,
    customerIds: readonly string[],
    productIds: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const open = new Map<string, Set<string>>();
    if (customerIds.length === 0 || productIds.length === 0) return open;
    for (const row of await from.run(sql.openProducts, [plainArray(customerIds), plainArray(productIds)])) {
      const products = open.get(row.customerId);
      if (products === undefined) open.set(row.customerId, new Set([row.productId]));
      else products.add(row.productId);
    }
    return open;
  }

  /** As {@link openProducts}, for one customer: the port that catalog and cart ask. */
  async openTo(customerId: string, productIds: readonly string[]): Promise<ReadonlySet<string>> {
    return (await this.openProducts(this.database, [customerId], productIds)).get(customerId) ?? new Set();
  }

  /** Takes the prices; why not, where it could not. */
  private async pay(
    tx: Tx,
    wishes: readonly Redeem[],
    rewards: ReadonlyMap<string, Reward>,
  ): Promise<readonly (RedeemOutcome | undefined)[]> {
    const payments = await this.debits.debit(
      tx,
      wishes.map((wish) => ({
        transferId: uuid7(),
        reference: wish.redemptionId,
        kind: 'redemption',
        ownerId: wish.customerId,
        asset: rewards.get(wish.rewardId)!.asset,
        amount: rewards.get(wish.rewardId)!.price,
        to: 'redemptions',
        actor: wish.customerId,
        reason: rewards.get(wish.rewardId)!.name,
      })),
    );
    return payments.map((paid, i) => {
      const { price, asset } = rewards.get(wishes[i]!.rewardId)!;
      return paid.kind === 'insufficient' || paid.kind === 'frozen' ? { ...paid, price, asset } : undefined;
    });
  }

  /** A redemption that is cancelled is refunded whole: into the lots that paid for it. */
  private async giveBack(
    tx: Tx,
    { id, customerId: ownerId, asset, price: amount }: Redemption,
    end: { readonly by: string; readonly note: string | null },
  ): Promise<void> {
    const refund = { refundId: id, reference: id, ownerId, asset, amount, transferId: uuid7(), orderId: null };
    const [outcome] = await this.refunds.refund(
      tx,
      [{ ...refund, kind: 'redemption_refund', from: 'redemptions', actor: end.by, reason: end.note }],
      { graceDays: this.settings.refundedLotGraceDays },
    );
    if (outcome!.kind !== 'refunded') throw new Error(`the refund of redemption ${id} was ${outcome!.kind}`);
  }

  private async write(
    tx: Tx,
    wishes: readonly Redeem[],
    rewards: ReadonlyMap<string, Reward>,
  ): Promise<readonly Redemption[]> {
    if (wishes.length === 0) return [];
    await tx.change(sql.insertRedemptions, [
      plainArray(wishes.map((wish) => wish.redemptionId)),
      plainArray(wishes.map((wish) => wish.rewardId)),
      plainArray(wishes.map((wish) => wish.customerId)),
      textArray(wishes.map((wish) => (rewards.get(wish.rewardId)!.kind === 'gift' ? voucherCode() : null))),
      tx.now,
    ]);
    const written = await tx.run(sql.findRedemptions, [plainArray(wishes.map((wish) => wish.redemptionId))]);
    this.announce(tx, written);
    return written;
  }

  private announce(tx: Tx, redemptions: readonly Redemption[]): void {
    this.outbox.append(
      tx,
      redemptions.map(({ id, customerId, eventSeq, rewardId, kind, state }) => ({
        topic: 'redemption.changed',
        aggregateId: id,
        aggregateSeq: eventSeq,
        subjectId: customerId,
        payload: JSON.stringify({ rewardId, kind, state }),
      })),
    );
  }
}

/** Wishes judged as if all accepted before them could pay; who is refused only because of those waits. */
class Wave {
  readonly accepted: Redeem[] = [];
  readonly waiting: Redeem[] = [];
  private readonly trial = new Map<string, number>();

  constructor(
    private readonly rewards: ReadonlyMap<string, Reward>,
    private readonly has: ReadonlyMap<string, number>,
  ) {}

  /** Why the wish is refused for good; `undefined` when it is accepted or waits. */
  judge(wish: Redeem, customer: { readonly tier: string | null; readonly now: Date }): RedeemOutcome | undefined {
    const reward = this.rewards.get(wish.rewardId);
    if (reward === undefined) return { kind: 'unknown' };
    const key = reward.id + wish.customerId;
    const alreadyHas = this.has.get(key) ?? 0;
    const refusal = refusalOf(reward, { ...customer, alreadyHas });
    if (refusal !== undefined) return refusal;
    const taken = this.trial.get(reward.id) ?? 0;
    const own = this.trial.get(key) ?? 0;
    const isBehind = refusalOf(
      { ...reward, redeemed: reward.redeemed + taken },
      { ...customer, alreadyHas: alreadyHas + own },
    );
    if (isBehind !== undefined) {
      this.waiting.push(wish);
      return undefined;
    }
    this.trial.set(reward.id, taken + 1);
    this.trial.set(key, own + 1);
    this.accepted.push(wish);
    return undefined;
  }
}
