/** Which warehouse serves which line, by strategy. */
import fc from 'fast-check';
import { planParcels, type FreeStock, type Take } from '../allocation.rules.js';
import type { AllocationStrategy, StockLine } from '../inventory.types.js';

type Rows = Readonly<Record<string, readonly (readonly [warehouse: string, free: number, priority?: number])[]>>;

/** Plans and answers takes as `line:warehouse:quantity`, or the variants that are short. */
function plan(lines: readonly StockLine[], stock: Rows, strategy: AllocationStrategy): string[] {
  let stockId = 0;
  const rows = new Map(
    Object.entries(stock).map(([variant, list]) => [
      variant,
      list.map(([warehouseId, free, priority = 1]): FreeStock => ({ stockId: ++stockId, warehouseId, free, priority })),
    ]),
  );
  const outcome = planParcels(lines, (variant) => rows.get(variant) ?? [], strategy);
  if ('short' in outcome)
    return outcome.short.map((line) => `short ${line.variantId} ${line.available}/${line.requested}`);
  return outcome.takes.map((take: Take) => `${take.line}:${take.warehouseId}:${take.quantity}`);
}

const line = (variantId: string, quantity: number): StockLine => ({ variantId, quantity });

describe('fewest_parcels', () => {
  it('prefers one warehouse that has everything over two nearer ones', () => {
    const stock: Rows = {
      a: [
        ['north', 5, 1],
        ['west', 5, 3],
      ],
      b: [
        ['south', 5, 2],
        ['west', 5, 3],
      ],
    };
    expect(plan([line('a', 1), line('b', 1)], stock, 'fewest_parcels')).toEqual(['0:west:1', '1:west:1']);
  });
  it('splits a line only when no warehouse has it whole', () => {
    expect(
      plan(
        [line('a', 7)],
        {
          a: [
            ['north', 5, 1],
            ['west', 4, 2],
          ],
        },
        'fewest_parcels',
      ),
    ).toEqual(['0:north:5', '0:west:2']);
  });
  it('breaks ties by priority', () => {
    expect(
      plan(
        [line('a', 1)],
        {
          a: [
            ['west', 9, 2],
            ['north', 9, 1],
          ],
        },
        'fewest_parcels',
      ),
    ).toEqual(['0:north:1']);
  });
});

describe('the other strategies', () => {
  it('priority serves from the first warehouse that has the whole line', () => {
    expect(
      plan(
        [line('a', 4)],
        {
          a: [
            ['first', 3, 1],
            ['second', 9, 2],
          ],
        },
        'priority',
      ),
    ).toEqual(['0:second:4']);
  });
  it('most_stock serves from the fullest', () => {
    expect(
      plan(
        [line('a', 2)],
        {
          a: [
            ['first', 3, 1],
            ['second', 9, 2],
          ],
        },
        'most_stock',
      ),
    ).toEqual(['0:second:2']);
  });
});

describe('every strategy', () => {
  it('names all lines that are short and takes nothing', () => {
    expect(plan([line('a', 3), line('b', 1), line('a', 3)], { a: [['north', 5]] }, 'priority')).toEqual([
      'short a 5/6',
      'short b 0/1',
    ]);
  });
  it('serves every line exactly and never takes more than is free', () => {
    const variants = ['a', 'b', 'c'];
    const warehouses = ['n', 's', 'w'];
    const stock = fc.record(Object.fromEntries(variants.map((v) => [v, fc.tuple(...warehouses.map(() => fc.nat(6)))])));
    const lines = fc.array(
      fc.record({ variantId: fc.constantFrom(...variants), quantity: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(
        stock,
        lines,
        fc.constantFrom('fewest_parcels', 'priority', 'most_stock'),
        (free, wanted, strategy) => {
          let id = 0;
          const rows = new Map(
            variants.map((v) => [
              v,
              warehouses.map((warehouseId, i): FreeStock => ({
                stockId: ++id,
                warehouseId,
                priority: i,
                free: (free[v] as number[])[i]!,
              })),
            ]),
          );
          const outcome = planParcels(wanted, (v) => rows.get(v)!, strategy as AllocationStrategy);
          const total = (v: string): number =>
            wanted.filter((l) => l.variantId === v).reduce((s, l) => s + l.quantity, 0);
          const there = (v: string): number => (free[v] as number[]).reduce((a, b) => a + b, 0);
          const isShort = variants.some((v) => total(v) > there(v));
          expect('short' in outcome).toBe(isShort);
          if ('short' in outcome) return;
          wanted.forEach((l, i) =>
            expect(outcome.takes.filter((take) => take.line === i).reduce((s, take) => s + take.quantity, 0)).toBe(
              l.quantity,
            ),
          );
          for (const row of [...rows.values()].flat()) {
            expect(
              outcome.takes.filter((take) => take.stockId === row.stockId).reduce((s, take) => s + take.quantity, 0),
            ).toBeLessThanOrEqual(row.free);
          }
        },
      ),
    );
  });
});
