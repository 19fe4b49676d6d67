import { customer, guest, openCartKit, type CartKit } from './cart-kit.js';

const MINUTE_MS = 60_000;

let kit: CartKit;
beforeEach(async () => {
  kit = await openCartKit();
  await kit.sell(
    { sku: 'HOT', stock: 5, takesStockAt: 'cart' },
    { sku: 'WARM', stock: 5, takesStockAt: 'cart' },
    { sku: 'MUG' },
  );
});
afterEach(() => kit.close());

async function reservations(): Promise<{ state: string; units: number }[]> {
  return kit.database.query(
    `SELECT state, sum(u)::int AS units FROM inventory.reservation, unnest(quantities) AS u GROUP BY state ORDER BY state`,
  );
}

async function only(ownerId: string) {
  return (await kit.cart.show(ownerId)).groups[0]!.lines[0]!;
}

describe('a line of a variant that takes its stock in the cart', () => {
  it('holds it for 20 minutes, shows the countdown, and what is held is gone for others', async () => {
    const [owner, other] = [customer(), customer()];
    await kit.add(owner, { sku: 'HOT', quantity: 3 });
    expect(await kit.free('HOT')).toBe(2);
    const line = await only(owner.id);
    expect(line).toMatchObject({
      quantity: 3,
      maxQuantity: 5,
      selectable: true,
      stockState: 'low',
      stockText: 'only 5 left',
    });
    expect(line.holdSecondsLeft).toBeGreaterThan(20 * 60 - 5);
    expect(line.holdSecondsLeft).toBeLessThanOrEqual(20 * 60);
    expect((await kit.add(other, { sku: 'HOT', quantity: 4 }))[0]).toMatchObject({
      outcome: 'quantity_limited',
      quantity: 2,
      atMost: 2,
    });
    expect((await kit.add(guest(), { sku: 'HOT', quantity: 1 }))[0]).toMatchObject({
      outcome: 'out_of_stock',
      lineId: null,
    });
    expect(await only(owner.id)).toMatchObject({ selected: true, selectable: true, maxQuantity: 3 });
    const [selected] = await kit.cart.selected(owner.id);
    expect(selected!.holdId).toEqual(expect.any(String));
  });

  it('holds what its units need after every change; a change does not prolong its time', async () => {
    const owner = customer();
    const lineId = (await kit.add(owner, { sku: 'HOT', quantity: 1 }))[0]!.lineId;
    const { holdExpiresAt } = await only(owner.id);
    kit.database.clockOffsetMs = 5 * MINUTE_MS;
    await kit.add(owner, { sku: 'HOT', quantity: 3 });
    expect(await kit.free('HOT')).toBe(1);
    expect(await kit.cart.change(owner, lineId!, { quantity: 9 })).toMatchObject({
      quantity: 5,
      atMost: 5,
      boundBy: 'stock',
    });
    expect(await kit.free('HOT')).toBe(0);
    expect(await kit.cart.change(owner, lineId!, { quantity: 2 })).toEqual({ kind: 'changed', lineId, quantity: 2 });
    expect(await kit.free('HOT')).toBe(3);
    expect((await only(owner.id)).holdExpiresAt).toBe(holdExpiresAt);
    await kit.cart.change(owner, lineId!, { sku: 'WARM' });
    expect([await kit.free('HOT'), await kit.free('WARM')]).toEqual([5, 3]);
    await kit.cart.change(owner, lineId!, { sku: 'MUG' });
    expect([await kit.free('HOT'), await kit.free('WARM')]).toEqual([5, 5]);
    expect((await only(owner.id)).holdExpiresAt).toBeNull();
    await kit.cart.change(owner, lineId!, { sku: 'HOT' });
    await kit.cart.change(owner, lineId!, { selected: false });
    expect(await kit.free('HOT')).toBe(3);
    await kit.cart.remove(owner, [lineId!]);
    expect(await kit.free('HOT')).toBe(5);
    expect(await reservations()).toEqual([{ state: 'released', units: expect.any(Number) }]);
  });

  it('leaves the cart when its time is over, by the clock: swept or not', async () => {
    const owner = customer();
    await kit.add(owner, { sku: 'HOT', quantity: 5 }, { sku: 'MUG', quantity: 1 });
    kit.database.clockOffsetMs = 20 * MINUTE_MS + 1000;
    const shown = await kit.cart.show(owner.id);
    expect(shown.groups.flatMap((group) => group.lines.map((line) => line.sku))).toEqual(['MUG']);
    expect(shown).toMatchObject({ lineCount: 1, selectedGoodsTotal: 1000 });
    expect(await kit.cart.selected(owner.id)).toHaveLength(1);
    expect(await kit.free('HOT')).toBe(5);
    expect(await kit.cart.expireHeldLines(10)).toBe(1);
    expect(await kit.cart.expireHeldLines(10)).toBe(0);
    expect(await kit.contents(owner)).toEqual(['1 MUG']);
    const events = await kit.database.query('SELECT topic, subject_id, aggregate_seq FROM platform.outbox');
    expect(events).toEqual([{ topic: 'cart.line_lapsed', subject_id: owner.id, aggregate_seq: 1 }]);
  });

  it('cannot be changed or bought once it has lapsed; adding it again is a new line with a new time', async () => {
    const owner = customer();
    const [first] = await kit.add(owner, { sku: 'HOT', quantity: 4 });
    const { lineId, version } = (await kit.cart.selected(owner.id))[0]!;
    kit.database.clockOffsetMs = 20 * MINUTE_MS + 1000;
    const request = { ownerId: owner.id, lines: [{ lineId, version }] };
    expect(await kit.database.transaction((tx) => kit.cart.takeOut(tx, [request]))).toEqual(['changed']);
    expect(await kit.cart.change(owner, lineId, { quantity: 5 })).toEqual({ kind: 'not_found' });
    const [again] = await kit.add(owner, { sku: 'HOT', quantity: 1 });
    expect(again).toMatchObject({ outcome: 'added', quantity: 1 });
    expect(again!.lineId).not.toBe(first!.lineId);
    expect((await only(owner.id)).holdSecondsLeft).toBeGreaterThan(19 * 60);
    expect(await kit.free('HOT')).toBe(4);
    expect(await kit.contents(owner)).toEqual(['1 HOT']);
  });

  it('never holds more than there is when many add at once', async () => {
    const outcomes = (
      await Promise.all(Array.from({ length: 12 }, () => kit.add(customer(), { sku: 'HOT', quantity: 1 })))
    ).flat();
    expect(outcomes.filter((one) => one.outcome === 'added')).toHaveLength(5);
    expect(outcomes.filter((one) => one.outcome === 'out_of_stock' && one.lineId === null)).toHaveLength(7);
    expect(await kit.free('HOT')).toBe(0);
    expect(await kit.database.query('SELECT count(*)::int AS lines FROM cart.line')).toEqual([{ lines: 5 }]);
  });

  it('keeps to the limit per customer over what was held or bought before', async () => {
    await kit.sell({ sku: 'RARE', stock: 9, takesStockAt: 'cart', purchaseLimit: { units: 3, windowDays: 30 } });
    const owner = customer();
    const variantId = kit.variantId('RARE');
    await kit.database.transaction((tx) =>
      kit.inventory.reserve(tx, [
        {
          reservationId: owner.id,
          customerId: owner.id,
          expiresAt: null,
          lines: [{ variantId, quantity: 1, limit: { units: 3, windowDays: 30 } }],
        },
      ]),
    );
    expect((await kit.add(owner, { sku: 'RARE', quantity: 3 }))[0]).toMatchObject({
      outcome: 'quantity_limited',
      quantity: 2,
      atMost: 2,
      boundBy: 'purchase_limit',
    });
    expect(await kit.contents(owner)).toEqual(['2 RARE']);
    expect(await kit.free('RARE')).toBe(6);
  });
});

it('a change to goods that sell out before they can be held is refused, and the line keeps what it held', async () => {
  const [owner, rival] = [customer(), customer()];
  const lineId = (await kit.add(owner, { sku: 'HOT', quantity: 2 }))[0]!.lineId!;
  const before = await only(owner.id);
  // The rival takes the last ones after our stock was read.
  const read = kit.inventory.availability.bind(kit.inventory);
  kit.inventory.availability = async (variantIds) => {
    const seen = await read(variantIds);
    kit.inventory.availability = read;
    await kit.add(rival, { sku: 'WARM', quantity: 5 });
    return seen;
  };
  expect(await kit.cart.change(owner, lineId, { sku: 'WARM' })).toEqual({ kind: 'out_of_stock' });
  const after = await only(owner.id);
  expect([after.sku, after.quantity, after.holdExpiresAt]).toEqual(['HOT', 2, before.holdExpiresAt]);
  expect([await kit.free('HOT'), await kit.free('WARM')]).toEqual([3, 0]);
});
