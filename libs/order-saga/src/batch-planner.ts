/** Plans a batch of wishes in array order, each with what those before it in the batch claim: limits and quotas count within it too. */
import { Injectable } from '@nestjs/common';
import type { Problem, Tx } from '#libs/platform';
import type { Breakdown, OfferUsage } from '#libs/promotion';
import { OrderPlanner } from './order-planner.js';
import type { Plan, PlanningBasis, Wish } from './placement.types.js';
import { WishLimits } from './wish-limits.js';

/** A wish with what it is priced from, but for its customer's limits. */
export interface WishBasis {
  readonly wish: Wish;
  readonly basis: PlanningBasis;
}

@Injectable()
export class BatchPlanner {
  constructor(
    private readonly planner: OrderPlanner,
    private readonly limits: WishLimits,
  ) {}

  /** Makes sure that what is kept in the process is what this transaction sees. */
  freshen(tx: Tx): Promise<void> {
    return this.planner.freshen(tx);
  }

  /** Plans or problems, in the order of the wishes; an Error is a defect met by that wish alone. */
  async planAll(tx: Tx, wishes: readonly Wish[]): Promise<readonly (Plan | Problem | Error)[]> {
    const basis = await this.planner.gather(tx, wishes);
    return this.planWith(
      tx,
      wishes.map((wish) => ({ wish, basis })),
    );
  }

  /** Prices wishes again as the shop stands now; under the locks of their offers what is read cannot change any more. */
  async planAgain(tx: Tx, plans: readonly Plan[]): Promise<readonly (Plan | Problem | Error)[]> {
    return this.planWith(tx, plans);
  }

  private async planWith(tx: Tx, wishes: readonly WishBasis[]): Promise<readonly (Plan | Problem | Error)[]> {
    const limits = await this.limits.of(tx, wishes);
    const asked = new AskedUnits();
    return wishes.map(({ wish, basis }, i) => {
      const own = limits[i];
      try {
        if (own === undefined) return this.planner.plan(wish, basis);
        const usage = asked.seenBy(wish.customerId, own.usage);
        const plan = this.planner.plan(wish, { ...basis, coupons: own.coupons, usage });
        if ('breakdown' in plan) asked.add(wish.customerId, plan.breakdown);
        return plan;
      } catch (error) {
        return error as Error;
      }
    });
  }
}

/** Units of flash offers that wishes of a batch will claim. */
class AskedUnits {
  private readonly byOffer = new Map<string, number>();
  private readonly byCustomer = new Map<string, number>();

  add(customerId: string, { claims }: Breakdown): void {
    for (const { offerId, units } of claims) {
      this.byOffer.set(offerId, (this.byOffer.get(offerId) ?? 0) + units);
      this.byCustomer.set(customerId + offerId, (this.byCustomer.get(customerId + offerId) ?? 0) + units);
    }
  }

  seenBy(customerId: string, usage: ReadonlyMap<string, OfferUsage>): ReadonlyMap<string, OfferUsage> {
    if (this.byOffer.size === 0) return usage;
    const seen = new Map<string, OfferUsage>();
    for (const [offerId, { boughtUnits, unitsLeft }] of usage)
      seen.set(offerId, {
        boughtUnits: boughtUnits + (this.byCustomer.get(customerId + offerId) ?? 0),
        unitsLeft: unitsLeft === null ? null : Math.max(0, unitsLeft - (this.byOffer.get(offerId) ?? 0)),
      });
    return seen;
  }
}
