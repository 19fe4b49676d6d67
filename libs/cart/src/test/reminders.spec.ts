/** Reminders: each exactly once, by bounded sweeps, in any number of processes. */
import type { CartOwner } from '../cart.types.js';
import { customer, guest, openCartKit, type CartKit } from './cart-kit.js';

const HOUR_MS = 3_600_000;

let kit: CartKit;
beforeEach(async () => {
  kit = await openCartKit();
  await kit.sell({ sku: 'MUG', priceMinor: 1_000 }, { sku: 'CUP', priceMinor: 2_000 });
});
afterEach(() => kit.close());

/** Lets the watch go round once and tells all its news. */
async function watch(): Promise<void> {
  while ((await kit.reminders.watch(1)) === 1);
  while ((await kit.reminders.tellNews(2)) > 0);
}

function told(): string[] {
  return kit.told
    .splice(0)
    .map(({ ownerId, kind, title, about }) => `${kind} ${ownerId} ${title} ${about['sku'] ?? about['units']}`);
}

describe('a cart that was left', () => {
  it('is told of once after 24 hours, and again only when it was changed and left again', async () => {
    const [owner, visitor, empty] = [customer(), guest(), customer()];
    await kit.add(owner, { sku: 'MUG', quantity: 2 }, { sku: 'CUP', quantity: 1 });
    await kit.add(visitor, { sku: 'MUG', quantity: 1 });
    const [only] = await kit.add(empty, { sku: 'MUG', quantity: 1 });
    await kit.cart.remove(empty, [only!.lineId!]);
    kit.database.clockOffsetMs = 23 * HOUR_MS;
    await kit.reminders.remindLeft(100);
    expect(told()).toEqual([]);
    kit.database.clockOffsetMs = 25 * HOUR_MS;
    // Two processes at once, twice.
    await Promise.all([kit.reminders.remindLeft(2), kit.reminders.remindLeft(2)]);
    await kit.reminders.remindLeft(100);
    expect(told()).toEqual([`cart_left ${owner.id} Still in your cart 3`]);
    kit.database.clockOffsetMs = 100 * HOUR_MS;
    await kit.reminders.remindLeft(100);
    expect(told()).toEqual([]);
    await kit.add(owner, { sku: 'CUP', quantity: 1 });
    kit.database.clockOffsetMs = 125 * HOUR_MS;
    await kit.reminders.remindLeft(100);
    expect(told()).toEqual([`cart_left ${owner.id} Still in your cart 4`]);
  });
});

describe('a cart of which something was ordered', () => {
  it('is left since the order, not since its lines were added; one that was ordered whole is not told of', async () => {
    const [partly, wholly, edited] = [customer(), customer(), customer()];
    for (const owner of [partly, wholly, edited])
      await kit.add(owner, { sku: 'MUG', quantity: 2 }, { sku: 'CUP', quantity: 1 });
    const order = async (owner: CartOwner, skus: readonly string[]): Promise<void> => {
      const ids = skus.map((sku) => kit.variantId(sku));
      const lines = (await kit.cart.selected(owner.id)).filter(({ variantId }) => ids.includes(variantId));
      expect(await kit.database.transaction((tx) => kit.cart.takeOut(tx, [{ ownerId: owner.id, lines }]))).toEqual([
        'taken',
      ]);
    };
    kit.database.clockOffsetMs = 23 * HOUR_MS;
    await order(partly, ['MUG']);
    await order(wholly, ['MUG', 'CUP']);
    // A change that is under way keeps the cart; the order does not wait for it.
    await kit.database.transaction(async (tx) => {
      await tx.query('SELECT FROM cart.cart WHERE owner_id = $1 FOR UPDATE', [edited.id]);
      await order(edited, ['MUG']);
    });
    kit.database.clockOffsetMs = 25 * HOUR_MS;
    await kit.reminders.remindLeft(100);
    expect(told()).toEqual([`cart_left ${edited.id} Still in your cart 1`]);
    kit.database.clockOffsetMs = 48 * HOUR_MS;
    await kit.reminders.remindLeft(100);
    expect(told()).toEqual([`cart_left ${partly.id} Still in your cart 1`]);
  });
});

describe('the watch over what is in carts', () => {
  it('tells a price drop once to each customer who has it, with the price it was added at', async () => {
    const [one, two, visitor] = [customer(), customer(), guest()];
    await kit.add(one, { sku: 'MUG', quantity: 1 });
    await kit.add(two, { sku: 'MUG', quantity: 1 }, { sku: 'CUP', quantity: 1 });
    await kit.add(visitor, { sku: 'MUG', quantity: 1 });
    await watch();
    expect(told()).toEqual([]);
    await kit.sell({ sku: 'MUG', priceMinor: 800 });
    await Promise.all([kit.reminders.watch(500), kit.reminders.watch(500), kit.reminders.watch(500)]);
    await Promise.all([kit.reminders.tellNews(500), kit.reminders.tellNews(500)]);
    await watch();
    expect(kit.told.map(({ body }) => body)).toEqual(
      Array(2).fill('Article MUG in your cart costs 8.00 instead of 10.00'),
    );
    expect(told().sort()).toEqual([one, two].map(({ id }) => `price_drop ${id} Cheaper now MUG`).sort());
    // Up and down again to the same price is no news for somebody who was told of it; lower still is.
    await kit.sell({ sku: 'MUG', priceMinor: 900 });
    await watch();
    await kit.sell({ sku: 'MUG', priceMinor: 800 });
    await watch();
    expect(told()).toEqual([]);
    await kit.sell({ sku: 'MUG', priceMinor: 700 });
    await watch();
    expect(told().length).toBe(2);
  });

  it('takes an offer for a price drop, also one that began between adding and the first look', async () => {
    const owner = customer();
    await kit.add(owner, { sku: 'MUG', quantity: 1 });
    await kit.offer({ kind: 'item_price', priceMinor: 600 });
    await watch();
    expect(told()).toEqual([`price_drop ${owner.id} Cheaper now MUG`]);
    const late = customer();
    await kit.add(late, { sku: 'MUG', quantity: 1 });
    await watch();
    expect(told()).toEqual([]);
  });

  it('tells a restock once, to those who had it before', async () => {
    const owner = customer();
    await kit.add(owner, { sku: 'MUG', quantity: 1 });
    await watch();
    await kit.restock('MUG', 0);
    await watch();
    await kit.restock('MUG', 5);
    const late = customer();
    await watch();
    await kit.add(late, { sku: 'MUG', quantity: 1 });
    await watch();
    expect(told()).toEqual([`restock ${owner.id} Back in stock MUG`]);
  });

  it('tells a price drop while it was sold out together with the restock, in one reminder that says both', async () => {
    const owner = customer();
    await kit.add(owner, { sku: 'MUG', quantity: 1 });
    await watch();
    await kit.restock('MUG', 0);
    await watch();
    await kit.sell({ sku: 'MUG', priceMinor: 500 });
    await watch();
    expect(told()).toEqual([]);
    await kit.restock('MUG', 5);
    await Promise.all([kit.reminders.watch(500), kit.reminders.watch(500)]);
    await Promise.all([kit.reminders.tellNews(500), kit.reminders.tellNews(500)]);
    await watch();
    expect(kit.told.map(({ body, about }) => [body, about['price'], about['priceWhenAdded']])).toEqual([
      ['Article MUG in your cart can be bought again, and costs 5.00 instead of 10.00', 500, 1_000],
    ]);
    expect(told()).toEqual([`restock ${owner.id} Back in stock and cheaper MUG`]);
    // The price was told with it: sold out and back at the same price is a restock and nothing else.
    await kit.restock('MUG', 0);
    await watch();
    await kit.restock('MUG', 5);
    await watch();
    expect(told()).toEqual([`restock ${owner.id} Back in stock MUG`]);
    await kit.sell({ sku: 'MUG', priceMinor: 400 });
    await watch();
    expect(told()).toEqual([`price_drop ${owner.id} Cheaper now MUG`]);
  });

  it('says cheaper only to whom it is: at a restock each is told of the own price', async () => {
    const [early, late] = [customer(), customer()];
    await kit.add(early, { sku: 'MUG', quantity: 1 });
    await kit.sell({ sku: 'MUG', priceMinor: 600 });
    await kit.add(late, { sku: 'MUG', quantity: 1 });
    await kit.restock('MUG', 0);
    await watch();
    await kit.restock('MUG', 5);
    await watch();
    expect(told().sort()).toEqual(
      [`restock ${early.id} Back in stock and cheaper MUG`, `restock ${late.id} Back in stock MUG`].sort(),
    );
  });

  it('says nothing of the stock of what no warehouse holds', async () => {
    const owner = customer();
    await kit.sell({ sku: 'E-BOOK', priceMinor: 900, stock: 0, kind: 'virtual' });
    await kit.add(owner, { sku: 'E-BOOK', quantity: 1 });
    await watch();
    await kit.sell({ sku: 'E-BOOK', priceMinor: 800, kind: 'virtual' });
    await watch();
    expect(told()).toEqual([`price_drop ${owner.id} Cheaper now E-BOOK`]);
  });

  it('forgets what is in no cart any more, and says nothing of what is off shelf', async () => {
    const owner = customer();
    const [mug] = await kit.add(owner, { sku: 'MUG', quantity: 1 }, { sku: 'CUP', quantity: 1 });
    await watch();
    await kit.cart.remove(owner, [mug!.lineId!]);
    await kit.sell({ sku: 'CUP', priceMinor: 1, shelf: 'off' });
    await watch();
    expect(told()).toEqual([]);
    const watched = await kit.database.query('SELECT variant_id, price_minor, in_stock FROM cart.watched_variant');
    expect(watched).toEqual([{ variant_id: kit.variantId('CUP'), price_minor: 2_000, in_stock: false }]);
  });
});
