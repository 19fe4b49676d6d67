/**
 * The claims of offers and coupons of a batch of orders. What was priced a moment ago may have run out before it is claimed: then the
 * order is priced again, under the locks that the refused claim took, and claimed anew. So who comes too late for a flash sale buys
 * at the normal price (▲ `flashExcess`), and who named an `expectedTotal` is told the new one (examples.md 7).
 */
import { Injectable } from '@nestjs/common';
import { Problem, type Tx } from '#libs/platform';
import type { Refusal } from '#libs/platform/saga';
import { PromotionService, type ClaimOutcome } from '#libs/promotion';
import { BatchPlanner } from './batch-planner.js';
import type { PlaceOrderRun } from './place-order.saga.js';
import type { PlaceOrderWork } from './placement.types.js';
import { refusedClaim } from './refusals.rules.js';

/** The second pricing sees locked numbers; a third is for orders that it led to another offer. Beyond it the order is refused. */
const PRICINGS_MAX = 3;

@Injectable()
export class OfferClaims {
  constructor(
    private readonly promotion: PromotionService,
    private readonly planner: BatchPlanner,
  ) {}

  /** Claims for each run, in order, or says why not. Runs whose plan asks for nothing cost no statement. */
  async claim(tx: Tx, runs: readonly PlaceOrderRun[]): Promise<readonly (Refusal | undefined)[]> {
    let claiming = runs.filter((run) => run.input.hasClaims);
    if (claiming.length === 0) return [];
    const refusals = new Map<PlaceOrderRun, Refusal>();
    for (let pricing = 1; claiming.length > 0; pricing++) {
      const outcomes = await this.claimPlans(tx, claiming);
      const refused = claiming.flatMap((run, i) => {
        const outcome = outcomes[i]!;
        return outcome.kind === 'refused' ? [{ run, outcome }] : [];
      });
      if (pricing === PRICINGS_MAX) {
        for (const { run, outcome } of refused) refusals.set(run, refusedClaim(outcome)!);
        break;
      }
      claiming = refused.length === 0 ? [] : await this.priceAgain(tx, refused, refusals);
    }
    return runs.map((run) => refusals.get(run));
  }

  /** Gives back what runs have claimed. An order that is refused before anybody has seen it has claimed nothing. */
  async release(tx: Tx, runs: readonly PlaceOrderRun[]): Promise<void> {
    const claiming = runs.filter((run) => run.input.hasClaims);
    if (claiming.length > 0)
      await this.promotion.withdraw(
        tx,
        claiming.map((run) => ({ claimId: run.id, newGrantIds: run.work?.newGrantIds ?? [] })),
      );
  }

  private async claimPlans(tx: Tx, runs: readonly PlaceOrderRun[]): Promise<readonly ClaimOutcome[]> {
    const outcomes = await this.promotion.claim(
      tx,
      runs.map((run) => ({
        claimId: run.id,
        customerId: run.input.customerId,
        offers: workOf(run).plan.breakdown.claims,
        couponIds: workOf(run).plan.couponIds,
      })),
    );
    outcomes.forEach((outcome, i) => {
      if (outcome.kind === 'created' && outcome.newGrantIds !== undefined)
        workOf(runs[i]!).newGrantIds = outcome.newGrantIds;
    });
    return outcomes;
  }

  /** Gives runs new plans, or refusals; answers those that have something to claim. */
  private async priceAgain(
    tx: Tx,
    refused: readonly { readonly run: PlaceOrderRun; readonly outcome: ClaimOutcome }[],
    refusals: Map<PlaceOrderRun, Refusal>,
  ): Promise<PlaceOrderRun[]> {
    // Numbers are read anew in any case; an offer that was stopped meanwhile is still in the snapshot.
    if (refused.some(({ outcome }) => hasLeftTheShelf(outcome))) await this.planner.freshen(tx);
    const plans = await this.planner.planAgain(
      tx,
      refused.map(({ run }) => workOf(run).plan),
    );
    return refused.flatMap(({ run }, i) => {
      const plan = plans[i]!;
      if (plan instanceof Problem) {
        const { code, detail, members } = plan;
        refusals.set(run, { code, detail: detail ?? '', members });
        return [];
      }
      if (plan instanceof Error) throw plan;
      workOf(run).plan = plan;
      run.input.hasClaims = plan.breakdown.claims.length > 0 || plan.couponIds.length > 0;
      return run.input.hasClaims ? [run] : [];
    });
  }
}

function hasLeftTheShelf(outcome: ClaimOutcome): boolean {
  return outcome.kind === 'refused' && outcome.refusals.some(({ reason }) => reason.startsWith('OFFER_'));
}

function workOf(run: PlaceOrderRun): PlaceOrderWork {
  if (run.work === undefined) throw new Error(`saga ${run.id} has left its first transaction; its plan is gone`);
  return run.work;
}
