/** In a random shop: what the product page and the list show as the price of one unit is what a preview of one unit charges for it. */
import { TierService } from '#libs/loyalty';
import { expectCleanAudit } from '../support/audit.js';
import { preview } from '../support/checkout.js';
import { buyWithCredit, setTiers, tier } from '../support/loyalty-kit.js';
import { openRandomShop, RANDOM_SKUS, randomFrom } from '../support/random-shop.js';
import { Shop, type Customer } from '../support/shop.js';

interface Shown {
  readonly offerPriceMinor: number;
  readonly memberPrices: readonly { readonly tier: string; readonly priceMinor: number }[];
}
interface Page {
  readonly variants: readonly (Shown & { readonly sku: string; readonly priceMinor: number })[];
}
interface List {
  readonly items: readonly (Shown & { readonly id: string; readonly priceFromMinor: number })[];
}

let shop: Shop;
let anybody: Customer;
let gold: Customer;
let silver: Customer;
beforeAll(async () => {
  shop = await Shop.open();
  await openRandomShop(shop, randomFrom(41));
  await shop.sell([{ sku: 'GOLD', priceMinor: 100_000 }]);
  await shop.sell([{ sku: 'SILVER', priceMinor: 30_000 }]);
  // Gold has prices of its own here and there; silver pays 7 % less for everything.
  await setTiers(shop, [tier('silver', 20_000, { discountBps: 700 }), tier('gold', 50_000)]);
  [anybody, silver, gold] = [await shop.customer(), await shop.customer(200_000), await shop.customer(200_000)];
  await buyWithCredit(silver, [{ sku: 'SILVER', quantity: 1 }]);
  await buyWithCredit(gold, [{ sku: 'GOLD', quantity: 1 }]);
  await shop.get(TierService).refresh();
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

/** What a preview of one unit charges for it, before what takes off the whole basket. */
async function charged(customer: Customer, sku: string): Promise<number> {
  const [line] = (await preview(customer, { lines: [{ sku, quantity: 1 }] })).lines;
  return (line!['list'] as number) - (line!['lineOffer'] as number);
}

const priceFor = (name: string, { offerPriceMinor, memberPrices }: Shown): number =>
  memberPrices.find((each) => each.tier === name)?.priceMinor ?? offerPriceMinor;

it('for anybody and for members of each tier, variant by variant', async () => {
  const list = await anybody.http.get<List>('/v1/products?limit=100');
  expect(list.body.items).toHaveLength(RANDOM_SKUS + 2);
  let [offered, forGold, forSilver] = [0, 0, 0];
  for (const card of list.body.items) {
    const page = await anybody.http.get<Page>(`/v1/products/${card.id}`);
    const [variant] = page.body.variants;
    expect([priceFor('gold', card), priceFor('silver', card), card.offerPriceMinor]).toEqual([
      priceFor('gold', variant!),
      priceFor('silver', variant!),
      variant!.offerPriceMinor,
    ]);
    expect([variant!.sku, variant!.offerPriceMinor]).toEqual([variant!.sku, await charged(anybody, variant!.sku)]);
    expect([variant!.sku, priceFor('gold', variant!)]).toEqual([variant!.sku, await charged(gold, variant!.sku)]);
    expect([variant!.sku, priceFor('silver', variant!)]).toEqual([variant!.sku, await charged(silver, variant!.sku)]);
    if (variant!.offerPriceMinor < variant!.priceMinor) offered += 1;
    if (priceFor('gold', variant!) < variant!.offerPriceMinor) forGold += 1;
    if (priceFor('silver', variant!) < variant!.offerPriceMinor) forSilver += 1;
  }
  expect(offered).toBeGreaterThan(5);
  expect(forGold).toBeGreaterThan(2);
  expect(forSilver).toBeGreaterThan(10);
});
