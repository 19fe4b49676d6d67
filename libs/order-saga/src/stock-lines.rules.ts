/** Which lines of a plan take stock at placement and which only when paid. Pure. */
import type { CountedLine, StockLine } from '#libs/inventory';
import { isShipped } from './gifts.rules.js';
import type { Parcel } from '#libs/inventory';
import type { Plan, PlannedGift } from './placement.types.js';

/** A line for the reservation, with its place in the plan and the cart's hold that it takes over. */
export interface PlanStockLine extends StockLine {
  readonly planLine: number;
  readonly holdId: string | null;
}

/**
 * Goods with a limit per customer that take no stock when they are ordered (virtual ones, and those taken when paid): counted with the
 * order, given back with it.
 */
export function countedLines({ lines }: Pick<Plan, 'lines'>): readonly CountedLine[] {
  return lines.flatMap(({ variant: { variantId, kind, takesStockAt, purchaseLimit: limit }, wanted: { quantity } }) =>
    limit === null || (isShipped({ kind }) && takesStockAt !== 'payment') ? [] : [{ variantId, quantity, limit }],
  );
}

/**
 * `now`: held with the order (`takesStockAt` cart and order, and every gift, as far as there is one). `late`: taken when paid. Virtual
 * goods take none. Gifts are numbered after the plan's lines.
 */
export function stockLines(plan: Pick<Plan, 'lines' | 'gifts'>): {
  readonly now: readonly PlanStockLine[];
  readonly late: readonly PlanStockLine[];
} {
  const now: PlanStockLine[] = [];
  const late: PlanStockLine[] = [];
  for (let planLine = 0; planLine < plan.lines.length; planLine++) {
    const { variant, wanted } = plan.lines[planLine]!;
    if (!isShipped(variant)) continue;
    const line = {
      variantId: variant.variantId,
      quantity: wanted.quantity,
      limit: variant.purchaseLimit,
      planLine,
      holdId: wanted.cartLine?.holdId ?? null,
    };
    (variant.takesStockAt === 'payment' ? late : now).push(line);
  }
  plan.gifts.forEach(({ variant, quantity }, gift) => {
    if (isShipped(variant))
      now.push({
        variantId: variant.variantId,
        quantity,
        isOptional: true,
        planLine: plan.lines.length + gift,
        holdId: null,
      });
  });
  return { now, late };
}

/** The gifts that go with the order: those that a parcel has, and those that need none. `parcels` name lines of the plan. */
export function giftsGiven(plan: Pick<Plan, 'lines' | 'gifts'>, parcels: readonly Parcel[]): readonly PlannedGift[] {
  if (plan.gifts.length === 0) return plan.gifts;
  const packed = new Set(parcels.flatMap((parcel) => parcel.lines.map(({ line }) => line)));
  return plan.gifts.filter(({ variant }, gift) => !isShipped(variant) || packed.has(plan.lines.length + gift));
}
