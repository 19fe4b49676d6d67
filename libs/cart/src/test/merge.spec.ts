import { customer, gate, guest, openCartKit, type CartKit } from './cart-kit.js';
import type { CartMergeReport, CartOwner } from '../cart.types.js';

let kit: CartKit;
beforeAll(async () => {
  kit = await openCartKit({ cartLinesMax: 3, cartLineQuantityMax: 10 });
  await kit.sell(
    { sku: 'A', priceMinor: 1000 },
    { sku: 'B' },
    { sku: 'C' },
    { sku: 'D' },
    { sku: 'RARE', purchaseLimit: { units: 3, windowDays: 30 } },
    { sku: 'HOT', stock: 6, takesStockAt: 'cart' },
    {
      sku: 'RING',
      messageFields: [{ key: 'engraving', label: 'Engraving', required: false, maxLength: 20, pattern: null }],
    },
  );
});
afterAll(() => kit.close());

function adopt(from: CartOwner, to: CartOwner): Promise<CartMergeReport> {
  return kit.database.transaction((tx) => kit.merger.adopt(tx, from.id, to.id));
}

const short = (report: CartMergeReport) =>
  report.lines.map(({ outcome, requested, quantity, cut }) => [outcome, requested, quantity, cut]);

describe("merging a guest's cart at login", () => {
  it("adds up the same lines, moves the others and empties the guest's cart", async () => {
    const [visitor, owner] = [guest(), customer()];
    await kit.add(owner, { sku: 'A', quantity: 2 });
    await kit.add(visitor, { sku: 'A', quantity: 3 }, { sku: 'B', quantity: 1 });
    const report = await adopt(visitor, owner);
    expect(short(report)).toEqual([
      ['moved', 1, 1, 0],
      ['merged', 3, 5, 0],
    ]);
    expect(report.kept).toBe(0);
    expect(await kit.contents(owner)).toEqual(['1 B', '5 A']);
    expect(await kit.contents(visitor)).toEqual([]);
    expect(await adopt(visitor, owner)).toEqual({ lines: [], kept: 0 });
    expect(await kit.contents(owner)).toEqual(['1 B', '5 A']);
  });

  it("makes the customer's cart when there is none, and none when the guest brings nothing", async () => {
    const [visitor, owner] = [guest(), customer()];
    expect(await adopt(visitor, owner)).toEqual({ lines: [], kept: 0 });
    expect(await kit.database.query('SELECT 1 FROM cart.cart WHERE owner_id = $1', [owner.id])).toEqual([]);
    await kit.add(visitor, { sku: 'A', quantity: 1 });
    await adopt(visitor, owner);
    expect(await kit.contents(owner)).toEqual(['1 A']);
  });

  it("cuts to the caps and reports what was cut; the customer's own units stay", async () => {
    const [visitor, owner] = [guest(), customer()];
    await kit.add(owner, { sku: 'A', quantity: 8 }, { sku: 'RARE', quantity: 2 });
    await kit.add(visitor, { sku: 'A', quantity: 5 }, { sku: 'RARE', quantity: 3 });
    const report = await adopt(visitor, owner);
    expect(report.lines).toEqual([
      expect.objectContaining({
        variantId: kit.variantId('RARE'),
        outcome: 'merged',
        quantity: 3,
        cut: 2,
        boundBy: 'purchase_limit',
      }),
      expect.objectContaining({
        variantId: kit.variantId('A'),
        outcome: 'merged',
        quantity: 10,
        cut: 3,
        boundBy: 'line_cap',
      }),
    ]);
    expect(await kit.contents(owner)).toEqual(['10 A', '3 RARE']);
    expect(await kit.contents(visitor)).toEqual([]);
  });

  it("leaves lines without room in the guest's cart and says so; a later merge brings them", async () => {
    const [visitor, owner] = [guest(), customer()];
    const [a] = await kit.add(owner, { sku: 'A', quantity: 1 }, { sku: 'B', quantity: 1 });
    await kit.add(visitor, { sku: 'C', quantity: 1 });
    await kit.add(visitor, { sku: 'D', quantity: 1 }, { sku: 'B', quantity: 1 });
    const report = await adopt(visitor, owner);
    expect(short(report)).toEqual([
      ['merged', 1, 2, 0],
      ['moved', 1, 1, 0],
      ['cart_full', 1, 0, 0],
    ]);
    expect(report.kept).toBe(1);
    expect(await kit.contents(owner)).toEqual(['1 A', '1 D', '2 B']);
    expect(await kit.contents(visitor)).toEqual(['1 C']);
    await kit.cart.remove(owner, [a!.lineId!]);
    expect(short(await adopt(visitor, owner))).toEqual([['moved', 1, 1, 0]]);
    expect(await kit.contents(owner)).toEqual(['1 C', '1 D', '2 B']);
  });

  it('keeps lines with other messages apart; of the same one the newest spelling, price and time stay', async () => {
    const [visitor, owner] = [guest(), customer()];
    await kit.add(owner, { sku: 'RING', quantity: 1, messages: { engraving: 'For Ada' } });
    await kit.add(visitor, { sku: 'RING', quantity: 1, messages: { engraving: 'For Bob' } });
    await kit.add(visitor, { sku: 'RING', quantity: 1, messages: { engraving: 'For  Ada' } });
    await adopt(visitor, owner);
    expect(await kit.contents(owner)).toEqual(['1 RING "For Bob"', '2 RING "For  Ada"']);
    const older = guest();
    await kit.add(older, { sku: 'A', quantity: 1 });
    await kit.sell({ sku: 'A', priceMinor: 1500 });
    await kit.add(owner, { sku: 'A', quantity: 1 });
    await kit.sell({ sku: 'A', priceMinor: 1000 });
    await adopt(older, owner);
    const lines = (await kit.cart.show(owner.id)).groups.flatMap((group) => group.lines);
    expect(lines[0]).toMatchObject({ sku: 'A', quantity: 2, price: 1000, priceWhenAdded: 1500, priceChange: 'down' });
  });

  it('brings what the lines hold: one hold for the sum, cut to what is there', async () => {
    const [visitor, owner, other] = [guest(), customer(), customer()];
    await kit.add(owner, { sku: 'HOT', quantity: 2 });
    await kit.add(visitor, { sku: 'HOT', quantity: 3 });
    expect(short(await adopt(visitor, owner))).toEqual([['merged', 3, 5, 0]]);
    expect(await kit.free('HOT')).toBe(1);
    const second = guest();
    await kit.add(second, { sku: 'HOT', quantity: 1 });
    await adopt(second, other);
    expect(await kit.contents(other)).toEqual(['1 HOT']);
    expect(await kit.free('HOT')).toBe(0);
    const live = await kit.database.query(
      `SELECT r.customer_id, r.quantities FROM inventory.reservation AS r JOIN cart.line AS l ON l.hold_id = r.id WHERE r.state = 'held' ORDER BY 2`,
    );
    // A line that only moved keeps the hold the guest made.
    expect(live).toEqual([
      { customer_id: second.id, quantities: [1] },
      { customer_id: owner.id, quantities: [5] },
    ]);
    for (const one of [owner, other]) await kit.cart.clear(one, 'all');
    expect(await kit.free('HOT')).toBe(6);
  });

  it('merges once when the same login comes twice at once', async () => {
    const [visitor, owner] = [guest(), customer()];
    await kit.add(visitor, { sku: 'A', quantity: 2 }, { sku: 'B', quantity: 1 });
    await Promise.all(Array.from({ length: 8 }, () => adopt(visitor, owner)));
    expect(await kit.contents(owner)).toEqual(['1 B', '2 A']);
    expect(await kit.contents(visitor)).toEqual([]);
  });

  it('loses no unit that is added to either cart meanwhile', async () => {
    const [visitor, owner] = [guest(), customer()];
    await kit.add(visitor, { sku: 'A', quantity: 1 });
    const [merged, merging] = [gate(), gate()];
    const merge = kit.database.transaction(async (tx) => {
      await kit.merger.adopt(tx, visitor.id, owner.id);
      merged.open();
      await merging.opened;
    });
    await merged.opened;
    const adds = [kit.add(owner, { sku: 'A', quantity: 2 }), kit.add(visitor, { sku: 'A', quantity: 4 })];
    await kit.untilBlocked();
    merging.open();
    await Promise.all([merge, ...adds]);
    // Both adds waited for the merge: what the guest added afterwards is in the guest's cart, for the next login.
    expect([await kit.contents(owner), await kit.contents(visitor)]).toEqual([['3 A'], ['4 A']]);
  });

  it('does nothing when the login fails', async () => {
    const [visitor, owner] = [guest(), customer()];
    await kit.add(visitor, { sku: 'HOT', quantity: 1 }, { sku: 'A', quantity: 1 });
    await expect(
      kit.database.transaction(async (tx) => {
        await kit.merger.adopt(tx, visitor.id, owner.id);
        throw new Error('the login failed');
      }),
    ).rejects.toThrow('the login failed');
    expect(await kit.contents(owner)).toEqual([]);
    expect(await kit.contents(visitor)).toEqual(['1 A', '1 HOT']);
    expect(await kit.free('HOT')).toBe(5);
  });
});
