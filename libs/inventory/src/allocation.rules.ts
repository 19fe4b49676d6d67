/** Which warehouse serves which line. Pure: it reads free stock and answers a plan; the caller writes it down. */
import type { AllocationStrategy, ShortLine, StockLine } from './inventory.types.js';

/** Free stock of one variant in one warehouse. `free` may be changed by the caller between calls. */
export interface FreeStock {
  readonly stockId: number;
  readonly warehouseId: string;
  readonly priority: number;
  free: number;
}

/** So many units of a line from one stock row. */
export interface Take {
  readonly line: number;
  readonly stockId: number;
  readonly warehouseId: string;
  readonly quantity: number;
}

/** Subsets of warehouses are searched exactly up to this many (2^12 subsets); beyond it greedily by units served. */
export const EXACT_WAREHOUSES_MAX = 12;

/**
 * Plans all lines or none. `stockOf(variantId)` lists the rows of a variant in a stable order.
 * Two lines of one variant share its stock. Answers the lines that are short when it cannot serve all.
 */
export function planParcels(
  lines: readonly StockLine[],
  stockOf: (variantId: string) => readonly FreeStock[],
  strategy: AllocationStrategy,
): { readonly takes: readonly Take[] } | { readonly short: readonly ShortLine[] } {
  const short = shortLines(lines, stockOf);
  if (short.length > 0) return { short };
  const taken = new Map<number, number>();
  const left = (row: FreeStock): number => row.free - (taken.get(row.stockId) ?? 0);
  const order = strategy === 'fewest_parcels' ? warehousesToUse(lines, stockOf) : undefined;
  const takes: Take[] = [];
  for (let line = 0; line < lines.length; line++) {
    const { variantId, quantity } = lines[line]!;
    const rows = stockOf(variantId);
    const single = rows.length === 1 ? rows : sorted(rows, strategy, order, left);
    let wanted = quantity;
    // One warehouse for the whole line where one can, else split in the strategy's order.
    const whole = single.find((row) => left(row) >= wanted);
    for (const row of whole ? [whole] : single) {
      const quantityHere = Math.min(wanted, left(row));
      if (quantityHere <= 0) continue;
      takes.push({ line, stockId: row.stockId, warehouseId: row.warehouseId, quantity: quantityHere });
      taken.set(row.stockId, (taken.get(row.stockId) ?? 0) + quantityHere);
      wanted -= quantityHere;
      if (wanted === 0) break;
    }
    if (wanted !== 0) throw new Error('planParcels: a line is short after all lines were found to be served');
  }
  return { takes };
}

function shortLines(lines: readonly StockLine[], stockOf: (variantId: string) => readonly FreeStock[]): ShortLine[] {
  const short: ShortLine[] = [];
  const wanted = new Map<string, number>();
  for (const { variantId, quantity } of lines) wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
  for (const [variantId, requested] of wanted) {
    let available = 0;
    for (const row of stockOf(variantId)) available += Math.max(0, row.free);
    if (available < requested) short.push({ variantId, requested, available });
  }
  return short;
}

function sorted(
  rows: readonly FreeStock[],
  strategy: AllocationStrategy,
  chosen: ReadonlyMap<string, number> | undefined,
  left: (row: FreeStock) => number,
): readonly FreeStock[] {
  const byPriority = (a: FreeStock, b: FreeStock): number => a.priority - b.priority || a.stockId - b.stockId;
  if (strategy === 'priority') return rows.toSorted(byPriority);
  if (strategy === 'most_stock') return rows.toSorted((a, b) => left(b) - left(a) || byPriority(a, b));
  return rows
    .filter((row) => chosen!.has(row.warehouseId))
    .toSorted((a, b) => chosen!.get(a.warehouseId)! - chosen!.get(b.warehouseId)!);
}

interface Warehouse {
  readonly id: string;
  readonly priority: number;
  /** Free units by variant. */
  readonly free: Map<string, number>;
}

/** The smallest set of warehouses that serves all lines, by rank; ties by priority, then by id. */
function warehousesToUse(
  lines: readonly StockLine[],
  stockOf: (variantId: string) => readonly FreeStock[],
): ReadonlyMap<string, number> {
  const wanted = new Map<string, number>();
  const warehouses = new Map<string, Warehouse>();
  for (const { variantId, quantity } of lines) {
    wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
    for (const row of stockOf(variantId)) {
      if (row.free <= 0) continue;
      const warehouse = warehouses.get(row.warehouseId) ?? {
        id: row.warehouseId,
        priority: row.priority,
        free: new Map(),
      };
      warehouse.free.set(variantId, row.free);
      warehouses.set(row.warehouseId, warehouse);
    }
  }
  const all = [...warehouses.values()].sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
  const rank = new Map<string, number>();
  for (const component of components(all)) {
    const need = new Map(
      [...wanted].filter(([variantId]) => component.some((warehouse) => warehouse.free.has(variantId))),
    );
    for (const warehouse of smallestCover(component, need)) rank.set(warehouse.id, rank.size);
  }
  return rank;
}

/** Warehouses that share no variant are independent problems: a shop with many merchants stays exact. */
function components(all: readonly Warehouse[]): Warehouse[][] {
  const result: Warehouse[][] = [];
  const open = new Set(all);
  for (const start of all) {
    if (!open.delete(start)) continue;
    const component = [start];
    for (const member of component) {
      for (const other of open) {
        if ([...other.free.keys()].some((variantId) => member.free.has(variantId))) {
          open.delete(other);
          component.push(other);
        }
      }
    }
    result.push(component.sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1)));
  }
  return result;
}

function smallestCover(warehouses: readonly Warehouse[], need: ReadonlyMap<string, number>): readonly Warehouse[] {
  const covers = (chosen: readonly Warehouse[]): boolean => {
    for (const [variantId, quantity] of need) {
      let free = 0;
      for (const warehouse of chosen) free += warehouse.free.get(variantId) ?? 0;
      if (free < quantity) return false;
    }
    return true;
  };
  if (warehouses.length === 1) return warehouses;
  if (warehouses.length <= EXACT_WAREHOUSES_MAX) {
    for (let size = 1; size <= warehouses.length; size++) {
      for (const chosen of subsets(warehouses, size)) if (covers(chosen)) return chosen;
    }
  }
  const chosen: Warehouse[] = [];
  const rest = new Set(warehouses);
  while (!covers(chosen) && rest.size > 0) {
    const best = [...rest].reduce((a, b) => (served(b, need) > served(a, need) ? b : a));
    rest.delete(best);
    chosen.push(best);
  }
  return chosen;
}

function served(warehouse: Warehouse, need: ReadonlyMap<string, number>): number {
  let units = 0;
  for (const [variantId, quantity] of need) units += Math.min(quantity, warehouse.free.get(variantId) ?? 0);
  return units;
}

/** All subsets of a size in lexicographic order, so that earlier (higher-priority) warehouses win ties. */
function* subsets<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= items.length - size; i++) {
    for (const rest of subsets(items, size - 1, i + 1)) yield [items[i]!, ...rest];
  }
}
