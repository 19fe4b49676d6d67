/** Offers and coupons for tests of a whole shop, known to every API at once. */
import { uuid7 } from '#libs/platform';
import { CouponService, OfferService, OfferSnapshot, type NewCoupon, type NewOffer } from '#libs/promotion';
import type { Shop } from './shop.js';

const HOUR_MS = 3_600_000;

/** Starts an offer that runs from an hour ago until in a day, unless said otherwise. Answers its id. */
export async function startOffer(shop: Shop, rules: NewOffer['rules'], more: Partial<NewOffer> = {}): Promise<string> {
  const now = (await shop.database.now()).getTime();
  const offer: NewOffer = {
    offerId: uuid7(),
    createdBy: uuid7(),
    name: rules.kind,
    rules,
    scope: { kind: 'all' },
    preheatFrom: null,
    startsAt: new Date(now - HOUR_MS),
    endsAt: new Date(now + 24 * HOUR_MS),
    perCustomerLimit: null,
    quota: null,
    ...more,
  };
  const outcome = await shop.database.transaction((tx) => shop.get(OfferService).create(tx, offer));
  if (outcome.kind !== 'done') throw new Error(`the offer was ${outcome.kind}`);
  await refreshOffers(shop);
  return offer.offerId;
}

/** Stops an offer, as an operator does. */
export async function stopOffer(shop: Shop, offerId: string): Promise<void> {
  const [row] = await shop.database.query<{ version: number }>('SELECT version FROM promotion.offer WHERE id = $1', [
    offerId,
  ]);
  const outcome = await shop.database.transaction((tx) =>
    shop.get(OfferService).stop(tx, { offerId, version: row!.version }),
  );
  if (outcome.kind !== 'done') throw new Error(`the offer was ${outcome.kind}`);
  await refreshOffers(shop);
}

/** A coupon that anybody may use by its code. */
export async function issueCoupon(shop: Shop, code: string, more: Partial<NewCoupon>): Promise<string> {
  const now = (await shop.database.now()).getTime();
  const couponId = uuid7();
  const coupon: NewCoupon = {
    couponId,
    createdBy: uuid7(),
    name: code,
    code,
    scope: { kind: 'all' },
    rules: { kind: 'amount', offMinor: 100 },
    minSpendMinor: 0,
    startsAt: new Date(now - HOUR_MS),
    endsAt: new Date(now + 24 * HOUR_MS),
    validDays: null,
    totalLimit: null,
    perCustomerLimit: 1,
    ...more,
  };
  await shop.database.transaction((tx) => shop.get(CouponService).create(tx, coupon));
  return couponId;
}

async function refreshOffers(shop: Shop): Promise<void> {
  for (const app of shop.apps) await app.get(OfferSnapshot, { strict: false }).refresh();
}
