/** The catalogue of what can be had for credit or points: kept by operators, shown to customers. */
import { Injectable } from '@nestjs/common';
import { Database, plainArray, textArray, type Tx } from '#libs/platform';
import * as sql from './db/redemption.statements.js';
import type { Reward } from './db/redemption.statements.js';
import { refusalOf, rewardFaults, type RewardRefusal } from './redemption.rules.js';
import { TierService } from './tier.service.js';

/** A reward to be offered. The caller mints the id. Kind, asset and product are for ever. */
export type NewReward = Pick<
  Reward,
  | 'id'
  | 'name'
  | 'description'
  | 'kind'
  | 'asset'
  | 'price'
  | 'productId'
  | 'link'
  | 'stock'
  | 'perCustomerLimit'
  | 'tiers'
  | 'endsAt'
  | 'shelf'
> & {
  /** Default: now. */
  readonly startsAt: Date | null;
};

export type RewardEdit = Partial<
  Pick<
    Reward,
    'name' | 'description' | 'price' | 'link' | 'stock' | 'perCustomerLimit' | 'tiers' | 'startsAt' | 'endsAt' | 'shelf'
  >
>;

export type RewardOutcome =
  | { readonly kind: 'done'; readonly reward: Reward }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'invalid'; readonly faults: readonly string[] };

/** A reward as a customer sees it: `refusal` says why it cannot be had now. */
export interface OfferedReward {
  readonly reward: Reward;
  readonly refusal: RewardRefusal | undefined;
}

@Injectable()
export class RewardCatalogue {
  constructor(
    private readonly database: Database,
    private readonly tiers: TierService,
  ) {}

  /** Adds a reward; an id that is there answers with what is there. */
  async create(tx: Tx, wish: NewReward, by: { readonly author: string | null }): Promise<RewardOutcome> {
    const startsAt = wish.startsAt ?? tx.now;
    const faults = rewardFaults({ ...wish, startsAt, redeemed: 0 });
    if (faults.length > 0) return { kind: 'invalid', faults };
    const [reward] = await tx.run(sql.insertReward, [
      wish.id,
      wish.name,
      wish.description,
      wish.kind,
      wish.asset,
      wish.price,
      wish.productId,
      wish.link,
      wish.stock,
      wish.perCustomerLimit,
      textArray(wish.tiers),
      startsAt,
      wish.endsAt,
      wish.shelf,
      tx.now,
      by.author,
    ]);
    if (reward !== undefined) return { kind: 'done', reward };
    return { kind: 'done', reward: (await tx.run(sql.findReward, [wish.id]))[0]! };
  }

  /** Changes a reward of the version seen. Stock cannot go below what is redeemed. */
  async edit(
    tx: Tx,
    which: { readonly id: string; readonly version: number },
    edit: RewardEdit,
  ): Promise<RewardOutcome> {
    const [known] = await tx.run(sql.lockRewards, [plainArray([which.id])]);
    if (known === undefined) return { kind: 'unknown' };
    if (known.version !== which.version) return { kind: 'stale', version: known.version };
    const next = { ...known, ...edit };
    const faults = rewardFaults(next);
    if (faults.length > 0) return { kind: 'invalid', faults };
    const [reward] = await tx.run(sql.updateReward, [
      next.id,
      next.name,
      next.description,
      next.price,
      next.link,
      next.stock,
      next.perCustomerLimit,
      textArray(next.tiers),
      next.startsAt,
      next.endsAt,
      next.shelf,
      tx.now,
    ]);
    return { kind: 'done', reward: reward! };
  }

  /** A reward by id, whatever its shelf. */
  async find(id: string): Promise<Reward | undefined> {
    return (await this.database.run(sql.findReward, [id]))[0];
  }

  /** Rewards before an id, newest first, for operators. */
  list(
    filter: { readonly shelf?: Reward['shelf'] },
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<readonly Reward[]> {
    return this.database.run(sql.listRewards, [page.before, filter.shelf ?? null, page.limit]);
  }

  /** What is offered now, newest first, with why this customer cannot have it. */
  async offered(
    customerId: string,
    page: { readonly before: string | null; readonly limit: number },
  ): Promise<readonly OfferedReward[]> {
    const now = await this.database.now();
    return this.judged(customerId, await this.database.run(sql.listOffered, [page.before, now, page.limit]), now);
  }

  /** One reward that is on the shelf and has begun, as {@link offered}. */
  async offeredOne(customerId: string, id: string): Promise<OfferedReward | undefined> {
    const now = await this.database.now();
    const reward = await this.find(id);
    if (reward === undefined || reward.shelf === 'off' || reward.startsAt > now) return undefined;
    return (await this.judged(customerId, [reward], now))[0];
  }

  private async judged(customerId: string, rewards: readonly Reward[], now: Date): Promise<readonly OfferedReward[]> {
    if (rewards.length === 0) return [];
    const [member, counts] = await Promise.all([
      this.tiers.member(customerId),
      this.database.run(sql.countRedeemed, [plainArray(rewards.map((reward) => reward.id)), plainArray([customerId])]),
    ]);
    const has = new Map(counts.map((row) => [row.rewardId, row.count]));
    return rewards.map((reward) => ({
      reward,
      refusal: refusalOf(reward, { tier: member.tier, alreadyHas: has.get(reward.id) ?? 0, now }),
    }));
  }
}
