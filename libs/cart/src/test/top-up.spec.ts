/** What fills an offer: everything in its scope that can be had, each product once, at what it costs this customer now. */
import { uuid7 } from '#libs/platform';
import { customer, openCartKit, type CartKit } from './cart-kit.js';

interface Item {
  readonly title: string;
  readonly price: number;
  readonly reach: 'fills' | 'part';
}
interface Answer {
  readonly next: { readonly add: number } | null;
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const SELLERS = Array.from({ length: 14 }, () => uuid7());
const CATEGORIES = Array.from({ length: 12 }, () => uuid7());
const OUT_OF_STOCK = 5;

let kit: CartKit;
/** Twenty-eight products, two a seller, of 1.00, 2.00 … 28.00; each is in two categories, the first of two neighbours in both. */
beforeAll(async () => {
  kit = await openCartKit();
  for (const [i, id] of SELLERS.entries()) kit.sellers.set(id, { name: `Seller ${i}`, state: 'approved' });
  await kit.database.query(
    `INSERT INTO catalog.category (id, slug, name, path, ancestor_ids, position, version)
     SELECT id, 'c' || n, 'C' || n, 'c' || n, ARRAY[id], n, 1 FROM unnest($1::uuid[]) WITH ORDINALITY AS c (id, n)`,
    [CATEGORIES],
  );
  await kit.sell(
    ...Array.from({ length: 28 }, (_, n) => ({
      sku: `T${n + 1}`,
      priceMinor: 100 * (n + 1),
      merchantId: SELLERS[n % 14]!,
      stock: n + 1 === OUT_OF_STOCK ? 0 : 3,
      categoryIds: [CATEGORIES[n % 12]!, CATEGORIES[(n + 1) % 12]!],
    })),
  );
  await kit.sell({ sku: 'FREE', priceMinor: 0, merchantId: SELLERS[0]! });
});
afterAll(() => kit.close());
afterEach(() => kit.stopOffers());

const threshold = (fromMinor: number) =>
  ({ kind: 'threshold_amount_off', tiers: [{ fromMinor, offMinor: 100 }] }) as const;

/** The whole list, page by page. */
async function listed(owner: { id: string; kind: string }, offerId: string, limit: number): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < 100; pages++) {
    const at: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { status, body } = await kit.call(owner, 'GET', `/v1/offers/${offerId}/top-up?limit=${limit}${at}`);
    expect(status).toBe(200);
    const answer = body as Answer;
    expect(answer.items.length).toBeLessThanOrEqual(limit);
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === null) return items;
  }
  throw new Error('the list has no end');
}

const skus = (numbers: readonly number[]): string[] => numbers.map((n) => `Article T${n}`);
const upAndDown = (all: readonly number[], from: number): string[] =>
  skus([...all.filter((n) => n >= from), ...all.filter((n) => n < from).reverse()]);
const ALL = Array.from({ length: 28 }, (_, n) => n + 1).filter((n) => n !== OUT_OF_STOCK);

it.each([1, 2, 3, 10, 50])('lists all sellers of an offer of fourteen, in pages of %i', async (limit) => {
  const offerId = await kit.offer(threshold(1_000), { scope: { kind: 'merchants', ids: SELLERS } });
  const items = await listed(customer(), offerId, limit);
  expect(items.map(({ title }) => title)).toEqual(upAndDown(ALL, 10));
  for (const { title, price, reach } of items)
    expect([price, reach]).toEqual([100 * Number(title.slice(9)), price >= 1_000 ? 'fills' : 'part']);
});

it.each([1, 4, 50])('lists a product in several of its categories once, in pages of %i', async (limit) => {
  const ids = CATEGORIES.slice(0, 11);
  const offerId = await kit.offer(threshold(2_000), { scope: { kind: 'categories', ids } });
  const items = await listed(customer(), offerId, limit);
  expect(items.map(({ title }) => title)).toEqual(upAndDown(ALL, 20));
});

it.each([1, 3, 50])('lists named variants the same way, in pages of %i', async (limit) => {
  const numbers = [2, 5, 9, 10, 11, 20];
  const ids = [...numbers.map((n) => kit.variantId(`T${n}`)), kit.variantId('FREE')];
  const offerId = await kit.offer(threshold(1_000), { scope: { kind: 'variants', ids } });
  const items = await listed(customer(), offerId, limit);
  expect(items.map(({ title }) => title)).toEqual(upAndDown([2, 9, 10, 11, 20], 10));
});

it('tells prices with the offers of now, and what a unit reaches at that price', async () => {
  const ids = [9, 10, 11, 12, 20].map((n) => kit.variantId(`T${n}`));
  for (const scope of [{ kind: 'variants', ids }, { kind: 'all' }] as const) {
    const offerId = await kit.offer(threshold(1_000), { scope });
    await kit.offer({ kind: 'item_percent', offBps: 1_000 }, { scope: { kind: 'variants', ids: [ids[1]!, ids[3]!] } });
    await kit.offer({ kind: 'item_price', priceMinor: 150 }, { scope: { kind: 'variants', ids: [ids[4]!] } });
    const shown = new Map((await listed(customer(), offerId, 7)).map(({ title, ...item }) => [title.slice(8), item]));
    expect(Object.fromEntries(['T9', 'T10', 'T11', 'T12', 'T20'].map((sku) => [sku, shown.get(sku)]))).toMatchObject({
      T9: { price: 900, reach: 'part' },
      T10: { price: 900, reach: 'part' },
      T11: { price: 1_100, reach: 'fills' },
      T12: { price: 1_080, reach: 'fills' },
      T20: { price: 150, reach: 'part' },
    });
    await kit.stopOffers();
  }
});

it('is the price of this customer: a flash sale used up is over for who used it', async () => {
  const ids = [kit.variantId('T20')];
  const offerId = await kit.offer(threshold(1_000), { scope: { kind: 'variants', ids } });
  const flashId = await kit.offer(
    { kind: 'flash_sale', priceMinor: 100 },
    { scope: { kind: 'variants', ids }, perCustomerLimit: 1, quota: 50 },
  );
  const [fresh, served] = [customer(), customer()];
  expect(await listed(fresh, offerId, 5)).toMatchObject([{ price: 100, reach: 'part' }]);
  const claim = { claimId: uuid7(), customerId: served.id, offers: [{ offerId: flashId, units: 1 }], couponIds: [] };
  expect(await kit.database.transaction((tx) => kit.promotion.claim(tx, [claim]))).toMatchObject([{ kind: 'created' }]);
  expect(await listed(served, offerId, 5)).toMatchObject([{ price: 2_000, reach: 'fills' }]);
  expect(await listed(fresh, offerId, 5)).toMatchObject([{ price: 100, reach: 'part' }]);
});

it('goes on from the amount it began with, whatever is added or sold out meanwhile', async () => {
  const offerId = await kit.offer(threshold(1_000), { scope: { kind: 'merchants', ids: SELLERS } });
  const owner = customer();
  const ask = async (cursor?: string): Promise<Answer> =>
    (await kit.call(owner, 'GET', `/v1/offers/${offerId}/top-up?limit=3${cursor ? `&cursor=${cursor}` : ''}`))
      .body as Answer;
  const first = await ask();
  expect(first.items.map(({ title }) => title)).toEqual(skus([10, 11, 12]));
  await kit.add(owner, { sku: 'T6', quantity: 1 });
  await kit.restock('T12', 0);
  await kit.restock('T13', 0);
  const second = await ask(first.nextCursor!);
  expect([second.next?.add, second.items.map(({ title }) => title)]).toEqual([400, skus([14, 15, 16])]);
  await kit.restock('T12', 3);
  await kit.restock('T13', 3);
});

it.each(['x', Buffer.from('["fills",-1,"a",0]').toString('base64url')])('refuses the cursor %s', async (cursor) => {
  const offerId = await kit.offer(threshold(1_000));
  const { status, body } = await kit.call(customer(), 'GET', `/v1/offers/${offerId}/top-up?cursor=${cursor}`);
  expect([status, (body as { code: string }).code]).toEqual([400, 'INVALID_CURSOR']);
});
