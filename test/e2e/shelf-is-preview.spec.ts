/** In a random shop: what the product page and the list show as the price of one unit is what a preview of one unit charges for it. */
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
beforeAll(async () => {
  shop = await Shop.open();
  await openRandomShop(shop, randomFrom(41));
  await shop.sell([{ sku: 'GOLD', priceMinor: 100_000 }]);
  await setTiers(shop, [tier('gold', 50_000)]);
  [anybody, gold] = [await shop.customer(), await shop.customer(200_000)];
  await buyWithCredit(gold, [{ sku: 'GOLD', quantity: 1 }]);
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

/** What a preview of one unit charges for it, before what takes off the whole basket. */
async function charged(customer: Customer, sku: string): Promise<number> {
  const [line] = (await preview(customer, { lines: [{ sku, quantity: 1 }] })).lines;
  return (line!['list'] as number) - (line!['lineOffer'] as number);
}

const ofGold = ({ offerPriceMinor, memberPrices }: Shown): number =>
  memberPrices.find((each) => each.tier === 'gold')?.priceMinor ?? offerPriceMinor;

it('for anybody and for a gold member, variant by variant', async () => {
  const list = await anybody.http.get<List>('/v1/products?limit=100');
  expect(list.body.items).toHaveLength(RANDOM_SKUS + 1);
  let [offered, forMembers] = [0, 0];
  for (const card of list.body.items) {
    const page = await anybody.http.get<Page>(`/v1/products/${card.id}`);
    const [variant] = page.body.variants;
    expect([ofGold(card), card.offerPriceMinor]).toEqual([ofGold(variant!), variant!.offerPriceMinor]);
    expect([variant!.sku, variant!.offerPriceMinor]).toEqual([variant!.sku, await charged(anybody, variant!.sku)]);
    expect([variant!.sku, ofGold(variant!)]).toEqual([variant!.sku, await charged(gold, variant!.sku)]);
    if (variant!.offerPriceMinor < variant!.priceMinor) offered += 1;
    if (ofGold(variant!) < variant!.offerPriceMinor) forMembers += 1;
  }
  expect(offered).toBeGreaterThan(5);
  expect(forMembers).toBeGreaterThan(2);
});
