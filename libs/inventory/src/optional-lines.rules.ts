/** Lines that are served if there is stock for them and left out if not: gifts. Pure. */
import { planParcels, type FreeStock, type Take } from './allocation.rules.js';
import type { AllocationStrategy, ShortLine, StockLine } from './inventory.types.js';

/**
 * As {@link planParcels}, but an optional line that is short is left out: it has no take. What must be served is served first; then
 * the optional lines in their order, each whole or not at all. Takes name lines by their index in `lines`.
 */
export function planWithOptional(
  lines: readonly StockLine[],
  stockOf: (variantId: string) => readonly FreeStock[],
  strategy: AllocationStrategy,
): { readonly takes: readonly Take[] } | { readonly short: readonly ShortLine[] } {
  if (!lines.some(isOptional)) return planParcels(lines, stockOf, strategy);
  let chosen = lines.flatMap((line, index) => (isOptional(line) ? [] : [index]));
  let plan = planParcels(pick(lines, chosen), stockOf, strategy);
  if ('short' in plan) return plan;
  for (const [index, line] of lines.entries()) {
    if (!isOptional(line)) continue;
    const more = [...chosen, index].sort((a, b) => a - b);
    const larger = planParcels(pick(lines, more), stockOf, strategy);
    if ('short' in larger) continue;
    chosen = more;
    plan = larger;
  }
  return { takes: plan.takes.map((take) => ({ ...take, line: chosen[take.line]! })) };
}

function isOptional(line: StockLine): boolean {
  return line.isOptional === true;
}

function pick(lines: readonly StockLine[], chosen: readonly number[]): StockLine[] {
  return chosen.map((index) => lines[index]!);
}
