/** Refusals of the libraries in the words that customers get. Pure. */
import type { ReserveOutcome } from '#libs/inventory';
import type { Refusal } from '#libs/platform/saga';
import type { ClaimOutcome } from '#libs/promotion';
import type { HoldCredit, HoldOutcome } from '#libs/wallet-credit';
import type { Plan } from './placement.types.js';

/** Why stock was not held; `undefined` when it was. */
export function refusedReservation(outcome: ReserveOutcome, plan: Plan): Refusal | undefined {
  switch (outcome.kind) {
    case 'created':
    case 'exists':
      return undefined;
    case 'insufficient':
      return {
        code: 'INSUFFICIENT_STOCK',
        detail: 'some lines are short of stock',
        members: {
          lines: outcome.short.map(({ variantId, requested, available }) => ({
            sku: skuOf(plan, variantId),
            requested,
            available,
          })),
        },
      };
    case 'limit':
      return {
        code: 'PURCHASE_LIMIT',
        detail: 'some lines are above the limit per customer',
        members: {
          lines: outcome.over.map(({ variantId, requested, remaining, limit }) => ({
            sku: skuOf(plan, variantId),
            requested,
            remaining,
            limit: limit.units,
            windowDays: limit.windowDays,
          })),
        },
      };
    default:
      throw new Error(`a fresh order id met a reservation that ${outcome.kind}`);
  }
}

/** Why offers or coupons were not claimed; `undefined` when they were. */
export function refusedClaim(outcome: ClaimOutcome): Refusal | undefined {
  if (outcome.kind !== 'refused') return undefined;
  return {
    code: 'OFFER_REFUSED',
    detail: 'an offer or coupon is no longer to be had at this price',
    members: { offers: outcome.refusals },
  };
}

/** Why credit or points were not held, with the ways out. */
export function insufficientCredit(outcome: HoldOutcome, hold: HoldCredit, plan: Plan): Refusal {
  if (outcome.kind === 'frozen') return { code: 'WALLET_FROZEN', detail: 'ask customer service' };
  if (outcome.kind !== 'insufficient') throw new Error(`a fresh order id met a hold that ${outcome.kind}`);
  const wanted = hold.amount.use === 'exact' ? hold.amount.amount : hold.amount.upTo;
  const { available } = outcome;
  const shortfall = wanted - available;
  if (hold.asset === 'points')
    return { code: 'INSUFFICIENT_POINTS', detail: `${available} points are there`, members: { available, shortfall } };
  return {
    code: 'INSUFFICIENT_CREDIT',
    detail: `${available} of credit is there`,
    members: {
      available,
      shortfall,
      waysOut: ['use:max', 'other_payment'],
      removableLines: removableLines(plan, shortfall),
    },
  };
}

/** The fewest lines, dearest first, whose leaving would make the order cheap enough; none when one line is all there is. */
function removableLines(plan: Plan, shortfall: number): string[] {
  const byPrice = plan.breakdown.lines
    .map((line, i) => ({ sku: plan.lines[i]!.variant.sku, payable: line.payableMinor }))
    .sort((a, b) => b.payable - a.payable);
  const removable: string[] = [];
  let saved = 0;
  for (const line of byPrice.slice(0, -1)) {
    if (saved >= shortfall) break;
    removable.push(line.sku);
    saved += line.payable;
  }
  return saved >= shortfall ? removable : [];
}

function skuOf(plan: Plan, variantId: string): string {
  return plan.lines.find(({ variant }) => variant.variantId === variantId)?.variant.sku ?? variantId;
}
