/** A shop of random goods under random offers, the same for the same seed. */
import { issueCoupon, startOffer } from './promotions.js';
import type { Shop } from './shop.js';

/** A whole number from 0 to below the one given. */
export type Random = (below: number) => number;

export const RANDOM_SKUS = 24;

/** A small generator with a fixed seed (LCG of Numerical Recipes): a failure can be run again. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * Goods R-0, R-1, … of three merchants under line offers, flash sales, thresholds and two coupons, FIXED and SHARE; every other has
 * a price for gold members. Answers the variants' ids.
 */
export async function openRandomShop(shop: Shop, random: Random): Promise<readonly string[]> {
  const shipping = { flatMinor: 700, perKgMinor: 130, freeFromMinor: 15_000 };
  await shop.setMerchants(shop.merchants.map((_, i) => ({ merchant: i + 1, shipping })));
  const variantIds = await shop.sell(
    Array.from({ length: RANDOM_SKUS }, (_, i) => ({
      sku: `R-${i}`,
      priceMinor: 1 + random(9_999),
      stock: 100_000,
      merchant: 1 + (i % 3),
      variant: { weightGrams: random(3_000), ...(i % 2 === 0 && { memberPricesMinor: { gold: 1 + random(5_000) } }) },
    })),
  );
  const some = (count: number): { kind: 'variants'; ids: string[] } => ({
    kind: 'variants',
    ids: [...new Set(Array.from({ length: count }, () => variantIds[random(RANDOM_SKUS)]!))],
  });
  for (let i = 0; i < 4; i++)
    await startOffer(shop, { kind: 'item_percent', offBps: 333 + random(3_000) }, { scope: some(4) });
  for (let i = 0; i < 3; i++)
    await startOffer(
      shop,
      { kind: 'flash_sale', priceMinor: 1 + random(500) },
      { scope: some(2), perCustomerLimit: 2, quota: 30 },
    );
  for (let i = 0; i < 5; i++) {
    const fromMinor = 3_000 + random(30_000);
    const tiers = [
      { fromMinor, offMinor: 1 + random(fromMinor / 4) },
      { fromMinor: fromMinor * 2, offMinor: Math.floor(fromMinor / 2) },
    ];
    await startOffer(shop, { kind: 'threshold_amount_off', tiers }, { scope: some(10) });
  }
  await startOffer(
    shop,
    { kind: 'threshold_percent_off', tiers: [{ fromMinor: 20_000, offBps: 777 }] },
    { scope: { kind: 'merchants', ids: shop.merchants.slice(0, 2).map(({ merchantId }) => merchantId) } },
  );
  await issueCoupon(shop, 'FIXED', { rules: { kind: 'amount', offMinor: 777 }, perCustomerLimit: 100 });
  await issueCoupon(shop, 'SHARE', {
    rules: { kind: 'percent', offBps: 1_111, capMinor: 4_000 },
    scope: some(8),
    perCustomerLimit: 100,
  });
  return variantIds;
}
