/** The product list and page over HTTP: they carry the offers of now and those announced, members' prices, and what can be had. */
import { uuid7 } from '#libs/platform';
import { CatalogService } from '#libs/catalog';
import { InventoryService } from '#libs/inventory';
import { expectCleanAudit } from '../support/audit.js';
import { startOffer, stopOffer } from '../support/promotions.js';
import { ADDRESS, Shop, type Customer } from '../support/shop.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

interface Badge {
  readonly id: string;
  readonly state: string;
}
interface Shown {
  readonly id: string;
  readonly offerPriceMinor: number;
  readonly memberPrices: readonly { readonly tier: string; readonly priceMinor: number }[];
}
interface List {
  readonly items: readonly (Shown & { readonly offerIds: readonly string[]; readonly inStock: boolean })[];
  readonly offers: readonly Badge[];
  readonly currency: string;
}
interface Page {
  readonly offers: readonly Badge[];
  readonly variants: readonly (Shown & {
    readonly sku: string;
    readonly offerId: string | null;
    readonly priceMinor: number;
    readonly available: number | null;
  })[];
}

let shop: Shop;
let visitor: Customer;
beforeAll(async () => {
  shop = await Shop.open();
  visitor = await shop.customer();
});
afterAll(() => shop?.close());
afterEach(async () => {
  shop.moveClock(0);
  await expectCleanAudit(shop);
});

interface Article {
  readonly name: string;
  readonly productId: string;
  readonly variantIds: readonly string[];
}

/** A product found by its name alone, with a variant a price; one unit of each in stock unless said otherwise. */
async function article(
  name: string,
  variants: readonly {
    readonly priceMinor: number;
    readonly colour?: string;
    readonly stock?: number;
    readonly memberPrices?: Readonly<Record<string, number>>;
  }[],
): Promise<Article> {
  const productId = uuid7();
  const { merchantId, warehouseId } = shop.merchants[0]!;
  const made = variants.map(({ priceMinor, colour, memberPrices }, n) => ({
    variantId: uuid7(),
    sku: `${name}-${n}`,
    priceMinor,
    shelf: 'on' as const,
    ...(colour !== undefined && { attributes: { colour } }),
    ...(memberPrices !== undefined && { memberPricesMinor: memberPrices }),
  }));
  await shop.database.transaction(async (tx) => {
    const product = { productId, merchantId, title: name, shelf: 'on' as const };
    await shop.get(CatalogService).upsertProducts(tx, [{ ...product, variants: made }], { author: null });
    const stocked = made.flatMap(({ variantId }, n) =>
      variants[n]!.stock === 0
        ? []
        : [{ variantId, warehouseId, quantity: variants[n]!.stock ?? 1, kind: 'received' as const, priority: 1 }],
    );
    await shop.get(InventoryService).changeStock(tx, stocked);
  });
  return { name, productId, variantIds: made.map(({ variantId }) => variantId) };
}

async function listed({ name }: Article, more = ''): Promise<List> {
  const answer = await visitor.http.get<List>(`/v1/products?q=${name}${more}`);
  expect(answer.status).toBe(200);
  return answer.body;
}
const paged = async ({ productId }: Article): Promise<Page> =>
  (await visitor.http.get<Page>(`/v1/products/${productId}`)).body;
const on = (...ids: readonly (string | undefined)[]) => ({
  scope: { kind: 'variants' as const, ids: ids.map((id) => id!) },
});
const states = (offers: readonly Badge[]): unknown[] => offers.map(({ id, state }) => [id, state]);

it('shows an offer from its announcement to its end, and its price while it runs, on the list and on the page', async () => {
  const lamp = await article('LAMP', [{ priceMinor: 9_900 }]);
  const now = (await shop.database.now()).getTime();
  const id = await startOffer(
    shop,
    { kind: 'item_price', priceMinor: 7_900 },
    {
      ...on(lamp.variantIds[0]),
      preheatFrom: new Date(now + 10 * MINUTE_MS),
      startsAt: new Date(now + 20 * MINUTE_MS),
      endsAt: new Date(now + 30 * MINUTE_MS),
    },
  );
  const at = async (minutes: number): Promise<unknown> => {
    shop.moveClock(minutes * MINUTE_MS);
    const [list, page] = [await listed(lamp), await paged(lamp)];
    const [card, variant] = [list.items[0]!, page.variants[0]!];
    expect(list.currency).toBe('USD');
    expect([card.offerIds, states(list.offers), card.offerPriceMinor]).toEqual([
      page.offers.map((badge) => badge.id),
      states(page.offers),
      variant.offerPriceMinor,
    ]);
    return [...states(page.offers), variant.priceMinor, variant.offerPriceMinor, variant.offerId];
  };
  expect(await at(5)).toEqual([9_900, 9_900, null]);
  expect(await at(15)).toEqual([[id, 'upcoming'], 9_900, 9_900, null]);
  expect(await at(25)).toEqual([[id, 'running'], 9_900, 7_900, id]);
  expect(await at(35)).toEqual([9_900, 9_900, null]);
});

it('shows the running offer before the announced one, a basket offer as a badge alone, and nothing of one that was stopped', async () => {
  const desk = await article('DESK', [{ priceMinor: 20_000 }]);
  const now = (await shop.database.now()).getTime();
  const announced = await startOffer(
    shop,
    { kind: 'flash_sale', priceMinor: 15_000 },
    { ...on(desk.variantIds[0]), preheatFrom: new Date(now - HOUR_MS), startsAt: new Date(now + HOUR_MS) },
  );
  const tiers = [{ fromMinor: 30_000, offMinor: 3_000 }];
  const basket = await startOffer(shop, { kind: 'threshold_amount_off', tiers }, on(desk.variantIds[0]));
  const page = await paged(desk);
  expect(states(page.offers)).toEqual([
    [basket, 'running'],
    [announced, 'upcoming'],
  ]);
  expect(page.variants[0]).toMatchObject({ offerPriceMinor: 20_000, offerId: null });
  expect((await listed(desk)).items[0]!.offerIds).toEqual([basket, announced]);
  await stopOffer(shop, basket);
  expect([states((await paged(desk)).offers), (await listed(desk)).items[0]!.offerIds]).toEqual([
    [[announced, 'upcoming']],
    [announced],
  ]);
});

it('shows on a card the cheapest variant for anybody and for each tier, and the offers of all variants that fit', async () => {
  const shirt = await article('SHIRT', [
    { priceMinor: 1_000, colour: 'red' },
    { priceMinor: 1_200, colour: 'blue', memberPrices: { gold: 700, silver: 1_100 } },
    { priceMinor: 3_000, colour: 'green' },
  ]);
  const [, blue, green] = shirt.variantIds;
  const greenSale = await startOffer(shop, { kind: 'item_price', priceMinor: 2_500 }, on(green));
  const blueSale = await startOffer(shop, { kind: 'item_percent', offBps: 1_000 }, on(blue));
  // Blue is 10.80 by its offer, 7.00 for gold; green 25.00; red 10.00.
  const page = await paged(shirt);
  expect(page.variants.map(({ offerPriceMinor, memberPrices }) => [offerPriceMinor, memberPrices])).toEqual([
    [1_000, []],
    [1_080, [{ tier: 'gold', priceMinor: 700 }]],
    [2_500, []],
  ]);
  const [card] = (await listed(shirt)).items;
  expect(card).toMatchObject({ offerPriceMinor: 1_000, memberPrices: [{ tier: 'gold', priceMinor: 700 }] });
  expect([...card!.offerIds].sort()).toEqual([greenSale, blueSale].sort());
  // Filtered by what one variant is: that variant alone speaks.
  const [onlyGreen] = (await listed(shirt, '&attribute=colour:green')).items;
  expect(onlyGreen).toMatchObject({ offerPriceMinor: 2_500, memberPrices: [], offerIds: [greenSale] });
});

it('shows live what can be had: sold out after the last order, there again when it is cancelled', async () => {
  const vase = await article('VASE', [
    { priceMinor: 1_000, stock: 2 },
    { priceMinor: 1_000, stock: 0 },
  ]);
  const seen = async (): Promise<unknown> => {
    const page = await paged(vase);
    const fitting = await listed(vase, '&inStock=true');
    return [
      page.variants.map(({ available }) => available),
      (await listed(vase)).items[0]!.inStock,
      fitting.items.length,
    ];
  };
  expect(await seen()).toEqual([[2, 0], true, 1]);
  const order = { sku: 'VASE-0', quantity: 2, shippingAddress: ADDRESS };
  const placed = await visitor.http.post<{ id: string }>('/v1/orders', order, { 'idempotency-key': uuid7() });
  expect([placed.status, await seen()]).toEqual([201, [[0, 0], false, 0]]);
  await visitor.http.post(`/v1/orders/${placed.body.id}/cancellation`);
  expect(await seen()).toEqual([[2, 0], true, 1]);
});

it('is nobody’s price list of one: what a customer used of a flash sale does not change what browsing shows', async () => {
  const mug = await article('MUG', [{ priceMinor: 1_000, stock: 5 }]);
  const id = await startOffer(
    shop,
    { kind: 'flash_sale', priceMinor: 600 },
    { ...on(mug.variantIds[0]), perCustomerLimit: 1 },
  );
  const order = { sku: 'MUG-0', quantity: 1, shippingAddress: ADDRESS };
  const placed = await visitor.http.post<{ breakdown: { total: number } }>('/v1/orders', order, {
    'idempotency-key': uuid7(),
  });
  expect(placed.body.breakdown.total).toBe(600);
  expect((await paged(mug)).variants[0]).toMatchObject({ offerPriceMinor: 600, offerId: id });
});
