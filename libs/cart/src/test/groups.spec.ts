/** How a cart is grouped and what it says of offers. */
import { uuid7 } from '#libs/platform';
import type { CartAnswer, CartLineAnswer } from '../http/cart.answers.js';
import type { CartOwner } from '../cart.types.js';
import { customer, guest, MERCHANT, openCartKit, statementsOf, type CartKit } from './cart-kit.js';

const LOOM = uuid7();

let kit: CartKit;
beforeAll(async () => {
  kit = await openCartKit();
  kit.sellers.set(LOOM, { name: 'Red Loom', state: 'approved' });
  await kit.sell(
    { sku: 'MUG', priceMinor: 1_000 },
    { sku: 'CUP', priceMinor: 2_000 },
    { sku: 'DISH', priceMinor: 3_000 },
    { sku: 'BOWL', priceMinor: 27_950 },
    { sku: 'RUG', priceMinor: 5_000, merchantId: LOOM },
    { sku: 'MAT', priceMinor: 4_000, merchantId: LOOM },
    { sku: 'SCARF', priceMinor: 2_500, merchantId: LOOM },
  );
});
afterEach(() => kit.stopOffers());
afterAll(() => kit.close());

/** `kind title: sku sku | …`, as shown. */
function shape(cart: CartAnswer): string[] {
  return cart.groups.map(({ kind, title, lines }) => `${kind} ${title}: ${lines.map((line) => line.sku).join(' ')}`);
}

function line(cart: CartAnswer, sku: string): CartLineAnswer {
  return cart.groups.flatMap((group) => group.lines).find((each) => each.sku === sku)!;
}

async function filled(...skus: string[]): Promise<CartOwner> {
  const owner = customer();
  for (const sku of skus) await kit.add(owner, { sku, quantity: 1 });
  return owner;
}

const variants = (...skus: string[]) => ({
  scope: { kind: 'variants' as const, ids: skus.map((sku) => kit.variantId(sku)) },
});
const amountOff = (fromMinor: number, offMinor: number) => ({
  kind: 'threshold_amount_off' as const,
  tiers: [{ fromMinor, offMinor }],
});

describe('groups', () => {
  it("puts a running offer's lines of one seller under the seller's name, of several under the offer's; the rest by seller", async () => {
    await kit.offer(amountOff(2_500, 500), { name: 'Two pieces', ...variants('MUG', 'CUP') });
    await kit.offer(amountOff(7_000, 700), { name: 'Table and floor', ...variants('DISH', 'RUG') });
    const owner = await filled('MUG', 'RUG', 'MAT', 'CUP', 'DISH', 'SCARF');
    const cart = await kit.cart.show(owner.id);
    // Groups stand by their newest line: SCARF, DISH, CUP were added last.
    expect(shape(cart)).toEqual([
      'merchant Red Loom: SCARF MAT',
      'offer Table and floor: DISH RUG',
      'offer Blue Kiln: CUP MUG',
    ]);
    expect(cart.groups.map(({ merchantId, offer }) => [merchantId, offer?.name ?? null])).toEqual([
      [LOOM, null],
      [null, 'Table and floor'],
      [MERCHANT, 'Two pieces'],
    ]);
    // 30.00 − 5.00 and 80.00 − 7.00 and 25.00 + 40.00
    expect(cart).toMatchObject({ selectedGoodsTotal: 17_500, selectedOfferDiscount: 1_200, selectedTotal: 16_300 });
  });

  it('shows an offer that is not running as no group; a line that could be in both is in the offer’s', async () => {
    const now = await kit.database.now();
    const soon = new Date(now.getTime() + 60_000);
    await kit.offer(amountOff(500, 100), { name: 'Soon', startsAt: soon, preheatFrom: now, ...variants('MUG') });
    const owner = await filled('MUG', 'CUP');
    const before = await kit.cart.show(owner.id);
    expect(shape(before)).toEqual(['merchant Blue Kiln: CUP MUG']);
    expect(line(before, 'MUG').offers).toMatchObject([{ state: 'upcoming' }]);
    expect(before.offers).toMatchObject([{ name: 'Soon', startsAt: soon.toISOString() }]);
    await kit.offer(amountOff(500, 100), { name: 'Now', ...variants('MUG') });
    expect(shape(await kit.cart.show(owner.id))).toEqual(['merchant Blue Kiln: CUP', 'offer Blue Kiln: MUG']);
  });

  it('keeps lines where they are when they are ticked off or sold out', async () => {
    await kit.offer(amountOff(2_500, 500), variants('MUG', 'CUP', 'DISH'));
    const owner = await filled('MUG', 'CUP', 'DISH', 'RUG');
    const before = await kit.cart.show(owner.id);
    await kit.cart.change(owner, line(before, 'CUP').id, { selected: false });
    await kit.restock('DISH', 0);
    const after = await kit.cart.show(owner.id);
    await kit.restock('DISH', 100);
    expect(shape(after)).toEqual(shape(before));
    expect(after.groups[1]).toMatchObject({
      selection: 'some',
      offer: { applied: false, base: 1_000, next: { add: 1_500 }, text: 'add 15.00 for 5.00 off' },
    });
    expect(line(after, 'DISH')).toMatchObject({ stockState: 'out_of_stock', selectable: false, selected: false });
  });

  it('says how far the next tier is: "add 20.50 for 50.00 off"', async () => {
    const offerId = await kit.offer(
      {
        kind: 'threshold_amount_off',
        tiers: [
          { fromMinor: 30_000, offMinor: 5_000 },
          { fromMinor: 50_000, offMinor: 9_000 },
        ],
      },
      variants('BOWL', 'CUP', 'MUG'),
    );
    const owner = await filled('BOWL');
    expect((await kit.cart.show(owner.id)).groups[0]!.offer).toMatchObject({
      text: 'add 20.50 for 50.00 off',
      next: { from: 30_000, add: 2_050, off: 5_000 },
      applied: false,
    });
    await kit.add(owner, { sku: 'CUP', quantity: 2 });
    // 279.50 + 40.00 = 319.50: the first tier is reached, 180.50 are missing to the second.
    expect((await kit.cart.show(owner.id)).groups[0]!.offer).toMatchObject({
      offerId,
      applied: true,
      discount: 5_000,
      text: 'add 180.50 for 90.00 off',
    });
  });

  it('selects and unselects a group by its key', async () => {
    const offerId = await kit.offer(amountOff(2_500, 500), variants('MUG', 'CUP'));
    const owner = await filled('MUG', 'CUP', 'DISH');
    const off = await kit.call(owner, 'POST', '/selection', { groupKey: `offer:${offerId}`, selected: false });
    expect(off).toMatchObject({ status: 200 });
    expect(await kit.contents(owner)).toEqual(['1 CUP unselected', '1 DISH', '1 MUG unselected']);
    const shown = await kit.cart.show(owner.id);
    // Nothing of the group is selected: all of its tier is missing.
    expect(shown.groups[1]!.offer).toMatchObject({ base: 0, next: { add: 2_500 }, lineIds: [] });
    expect(
      await kit.call(owner, 'POST', '/selection', { groupKey: `merchant:${MERCHANT}`, selected: false }),
    ).toMatchObject({
      status: 200,
    });
    expect(await kit.contents(owner)).toEqual(['1 CUP unselected', '1 DISH unselected', '1 MUG unselected']);
    expect(await kit.call(owner, 'POST', '/selection', { groupKey: `offer:${uuid7()}`, selected: true })).toMatchObject(
      {
        status: 404,
        body: { code: 'LINE_NOT_FOUND' },
      },
    );
  });
});

describe('prices', () => {
  it('remembers the price with its offer, and says drop and rise', async () => {
    await kit.offer({ kind: 'item_price', priceMinor: 700 }, { name: 'Mug week', ...variants('MUG') });
    const owner = await filled('MUG', 'CUP');
    expect(line(await kit.cart.show(owner.id), 'MUG')).toMatchObject({
      price: 700,
      listPrice: 1_000,
      priceWhenAdded: 700,
      priceChange: 'same',
      lineTotal: 700,
      listTotal: 1_000,
      offers: [{ state: 'applied', saved: 300 }],
    });
    await kit.stopOffers();
    await kit.offer({ kind: 'item_percent', offBps: 5_000 }, variants('CUP'));
    const cart = await kit.cart.show(owner.id);
    expect(line(cart, 'MUG')).toMatchObject({ price: 1_000, priceWhenAdded: 700, priceChange: 'up', offers: [] });
    expect(line(cart, 'CUP')).toMatchObject({ price: 1_000, priceWhenAdded: 2_000, priceChange: 'down' });
  });

  it('names the gift of a tier that is reached', async () => {
    const gift = { variantId: kit.variantId('MUG'), quantity: 1, valueMinor: 1_000 };
    const offerId = await kit.offer(
      { kind: 'threshold_gift', tiers: [{ fromMinor: 5_000, gift }] },
      variants('CUP', 'DISH'),
    );
    const owner = await filled('DISH');
    expect((await kit.cart.show(owner.id)).groups[0]!.offer).toMatchObject({
      text: 'add 20.00 for a gift',
      gift: null,
    });
    await kit.add(owner, { sku: 'CUP', quantity: 1 });
    expect(await kit.cart.show(owner.id)).toMatchObject({
      gifts: [{ offerId, variantId: gift.variantId, quantity: 1 }],
      groups: [{ offer: { applied: true, gift: { variantId: gift.variantId } } }],
    });
  });

  it('shows guests the same offers', async () => {
    await kit.offer(amountOff(500, 100), variants('MUG'));
    const visitor = guest();
    await kit.add(visitor, { sku: 'MUG', quantity: 1 });
    expect((await kit.call(visitor, 'GET', '')).body).toMatchObject({ selectedOfferDiscount: 100, selectedTotal: 900 });
  });
});

/** How often an act waits for the database: statements under way together are one round trip. */
async function roundTripsOf(act: () => Promise<unknown>): Promise<number> {
  const { database } = kit;
  const run = database.run.bind(database);
  let [underWay, roundTrips] = [0, 0];
  database.run = async (...asked: Parameters<typeof run>) => {
    if (underWay++ === 0) roundTrips += 1;
    return run(...asked).finally(() => (underWay -= 1)) as never;
  };
  await act().finally(() => (database.run = run));
  return roundTrips;
}

describe('a cart of 120 lines under 50 offers', () => {
  it('is two statements, three when a flash sale speaks of a line; shown again, they go out together', async () => {
    const skus = Array.from({ length: 120 }, (_, i) => `BULK-${i}`);
    await kit.sell(...skus.map((sku, i) => ({ sku, priceMinor: 100 + i })));
    for (let i = 0; i < 49; i++)
      await kit.offer(
        i % 2 === 0 ? { kind: 'item_percent', offBps: 100 + i } : amountOff(1_000 + i, 50 + i),
        variants(...skus.filter((_, at) => at % 7 === i % 7)),
      );
    const owner = customer();
    await kit.add(owner, ...skus.map((sku) => ({ sku, quantity: 1 })));
    const lines = ['cart.read_changed_lines', 'inventory.list_availability'];
    expect(await statementsOf(() => kit.viewer.text(owner.id))).toEqual(lines);
    expect(await statementsOf(() => kit.viewer.text(owner.id))).toEqual(lines);
    await kit.offer({ kind: 'flash_sale', priceMinor: 1 }, { perCustomerLimit: 1, ...variants('BULK-3') });
    expect(await statementsOf(() => kit.viewer.text(owner.id))).toEqual([...lines, 'promotion.read_usage']);
    // With all that a line can depend on: lines first, the rest at once; all at once when it is shown again.
    await kit.sell({ sku: 'BULK-4', purchaseLimit: { units: 2, windowDays: 7 } });
    await kit.cart.show(owner.id);
    const statements = [...lines, 'inventory.bought_units', 'promotion.read_usage'].sort();
    // Any line but the one that the flash sale and the limit speak of.
    const [any] = await kit.database.query<{ id: string }>(
      'SELECT id FROM cart.line WHERE owner_id = $1 AND variant_id = $2',
      [owner.id, kit.variantId('BULK-0')],
    );
    for (const roundTrips of [2, 1, 1]) {
      let sent: string[] = [];
      expect(await roundTripsOf(async () => void (sent = await statementsOf(() => kit.viewer.text(owner.id))))).toBe(
        roundTrips,
      );
      expect(sent).toEqual(statements);
      // Another quantity takes no second look at the rest; other goods do.
      if (roundTrips === 1) await kit.cart.change(owner, any!.id, { quantity: 2 });
    }
    expect(JSON.parse(await kit.viewer.text(owner.id))).toEqual(await kit.cart.show(owner.id));
    await kit.cart.change(owner, any!.id, { sku: 'MUG' });
    expect(await roundTripsOf(() => kit.viewer.text(owner.id))).toBe(2);
    await kit.cart.change(owner, any!.id, { sku: 'BULK-0' });
    const cart = JSON.parse(await kit.viewer.text(owner.id)) as CartAnswer;
    expect(cart.lineCount).toBe(120);
    expect(line(cart, 'BULK-3').price).toBe(1);
  });
});

describe('a view that is kept', () => {
  it('is shown again only while lines, stock, prices, offers and sellers are as they were', async () => {
    const owner = await filled('MUG', 'RUG');
    const text = (): Promise<string> => kit.viewer.text(owner.id);
    const first = await text();
    const kept = kit.viewer.counts.kept;
    expect(await text()).toBe(first);
    expect(kit.viewer.counts.kept).toBe(kept + 1);
    const flashId = uuid7();
    const lineOf = async (sku: string): Promise<string> => {
      const { groups } = await kit.cart.show(owner.id);
      return groups.flatMap((group) => group.lines).find((line) => line.sku === sku)!.id;
    };
    const changes: (() => Promise<unknown>)[] = [
      () => kit.add(owner, { sku: 'CUP', quantity: 1 }),
      async () => kit.cart.change(owner, await lineOf('MUG'), { quantity: 2 }),
      async () => kit.cart.change(owner, await lineOf('CUP'), { selected: false }),
      // As many goods as before, but others.
      async () => kit.cart.change(owner, await lineOf('CUP'), { sku: 'DISH' }),
      () => kit.restock('MUG', 3),
      () => kit.offer({ kind: 'flash_sale', priceMinor: 7 }, { ...variants('MUG'), offerId: flashId, quota: 1 }),
      async () => {
        const offersClaimed = [{ offerId: flashId, units: 1 }];
        const claim = { claimId: uuid7(), customerId: uuid7(), offers: offersClaimed, couponIds: [] };
        await kit.database.transaction((tx) => kit.promotion.claim(tx, [claim]));
      },
      async () => kit.members.set(owner.id, { tier: 'gold', discountBps: 500 }),
      // Lines and what is read beside them change at once.
      async () => {
        await kit.cart.change(owner, await lineOf('MUG'), { quantity: 2 });
        await kit.restock('MUG', 2);
      },
      () => kit.sell({ sku: 'MUG', priceMinor: 1_111 }),
      () => kit.offer(amountOff(500, 100), variants('MUG')),
      async () => kit.sellers.set(LOOM, { name: 'Red Loom', state: 'suspended' }),
      async () => kit.sellers.set(LOOM, { name: 'Red Loom', state: 'approved' }),
      async () => {
        const lines = await kit.cart.selected(owner.id);
        await kit.database.transaction((tx) => kit.cart.takeOut(tx, [{ ownerId: owner.id, lines }]));
      },
    ];
    let before = first;
    for (const change of changes) {
      await change();
      const after = await text();
      expect(after).not.toBe(before);
      expect(JSON.parse(after)).toEqual(await kit.cart.show(owner.id));
      // What is kept says what a cart read afresh says.
      expect(JSON.parse(await text())).toEqual(await kit.cart.show(owner.id));
      before = after;
    }
    await kit.restock('MUG', 100);
    await kit.sell({ sku: 'MUG', priceMinor: 1_000 });
  });

  it('is not what a changed cart is made of when a flash sale has begun since', async () => {
    const begins = new Date((await kit.database.now()).getTime() + 60_000);
    const offerId = await kit.offer(
      { kind: 'flash_sale', priceMinor: 7 },
      { startsAt: begins, quota: 1, ...variants('MUG') },
    );
    // Its one unit is gone.
    await kit.database.query('UPDATE promotion.offer SET claimed = 1 WHERE id = $1', [offerId]);
    const owner = await filled('MUG');
    await kit.viewer.text(owner.id);
    const { groups } = await kit.cart.show(owner.id);
    await kit.cart.change(owner, groups[0]!.lines[0]!.id, { quantity: 2 });
    kit.database.clockOffsetMs = 61_000;
    const after = JSON.parse(await kit.viewer.text(owner.id)) as CartAnswer;
    kit.database.clockOffsetMs = 0;
    expect(after).toMatchObject({ selectedTotal: 2_000 });
  });

  it('is not shown past the turn of an offer', async () => {
    const now = await kit.database.now();
    await kit.offer(amountOff(500, 100), { endsAt: new Date(now.getTime() + 60_000), ...variants('MUG') });
    const owner = await filled('MUG');
    expect(JSON.parse(await kit.viewer.text(owner.id))).toMatchObject({ selectedTotal: 900 });
    kit.database.clockOffsetMs = 61_000;
    const after = JSON.parse(await kit.viewer.text(owner.id)) as CartAnswer;
    kit.database.clockOffsetMs = 0;
    expect(after).toMatchObject({ selectedTotal: 1_000 });
  });
});
