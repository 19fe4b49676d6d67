/** Which lines of a plan take stock at placement and which only when paid. Pure. */
import type { StockLine } from '#libs/inventory';
import { isShipped } from './order-planner.js';
import type { Plan } from './placement.types.js';

/** A line for the reservation, with its place in the plan and the cart's hold that it takes over. */
export interface PlanStockLine extends StockLine {
  readonly planLine: number;
  readonly holdId: string | null;
}

/** `now`: held with the order (`takesStockAt` cart and order). `late`: taken when paid. Virtual goods take none. */
export function stockLines(plan: Pick<Plan, 'lines'>): {
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
  return { now, late };
}
