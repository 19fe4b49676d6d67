/** Many acts at once on few carts and little stock: whatever comes first, what carts hold is what inventory has reserved. */
import { customer, guest, openCartKit, type CartKit } from './cart-kit.js';

const ROUNDS = 6;
const ACTS_AT_ONCE = 24;
const SKUS = ['HOT', 'WARM', 'MUG'];

let kit: CartKit;
beforeAll(async () => {
  kit = await openCartKit({ cartLinesMax: 3 });
  await kit.sell(
    { sku: 'HOT', stock: 9, takesStockAt: 'cart' },
    { sku: 'WARM', stock: 6, takesStockAt: 'cart' },
    { sku: 'MUG', stock: 1000 },
  );
});
afterAll(() => kit.close());

const owners = Array.from({ length: 3 }, customer);
const visitors = Array.from({ length: 3 }, guest);

/** A small generator with a fixed seed (LCG of Numerical Recipes): a failure can be run again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One act of a shopper: adding, changing, logging in, or ordering what is selected. */
async function act(random: (below: number) => number): Promise<void> {
  const [owner, visitor] = [owners[random(3)]!, visitors[random(3)]!];
  const either = random(2) === 0 ? owner : visitor;
  const wishes = [SKUS[random(3)]!, SKUS[random(3)]!].map((sku) => ({ sku, quantity: 1 + random(3) }));
  switch (random(5)) {
    case 0:
    case 1:
      await kit.add(either, ...wishes);
      return;
    case 2: {
      const lines = await kit.cart.selected(either.id);
      const line = lines[random(lines.length)];
      if (line !== undefined) await kit.cart.change(either, line.lineId, { quantity: 1 + random(4) });
      return;
    }
    case 3:
      await kit.database.transaction((tx) => kit.merger.adopt(tx, visitor.id, owner.id));
      return;
    default: {
      const lines = await kit.cart.selected(owner.id);
      await kit.database.transaction(async (tx) => {
        const [outcome] = await kit.cart.takeOut(tx, [{ ownerId: owner.id, lines }]);
        if (outcome === 'taken')
          await kit.inventory.release(
            tx,
            lines.flatMap((line) => line.holdId ?? []),
          );
      });
    }
  }
}

it('keeps carts and stock in step', async () => {
  const random = randomFrom(20_261_122);
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(Array.from({ length: ACTS_AT_ONCE }, () => act(random)));
    const held = await kit.database.query(`
      SELECT l.id, l.quantity, r.state, r.quantities
      FROM cart.line AS l LEFT JOIN inventory.reservation AS r ON r.id = l.hold_id
      WHERE l.hold_id IS NOT NULL AND (r.state IS DISTINCT FROM 'held' OR l.quantity <> (SELECT sum(u) FROM unnest(r.quantities) AS u))`);
    expect(held).toEqual([]);
    const orphans = await kit.database.query(`
      SELECT id FROM inventory.reservation WHERE state = 'held' AND id NOT IN (SELECT hold_id FROM cart.line WHERE hold_id IS NOT NULL)`);
    expect(orphans).toEqual([]);
    const unheld = await kit.database.query(
      'SELECT id FROM cart.line WHERE hold_id IS NULL AND variant_id = ANY ($1::uuid[])',
      [[kit.variantId('HOT'), kit.variantId('WARM')]],
    );
    expect(unheld).toEqual([]);
    expect(await kit.database.query('SELECT owner_id FROM cart.line GROUP BY 1 HAVING count(*) > 3')).toEqual([]);
  }
  expect(kit.database.defects).toBe(0);
});
