/** Short ways to put offers and coupons into a test database, and to look at what became of them. */
import { raiseSnapshotVersion, type Database, uuid7 } from '#libs/platform';
import type { CouponRecord } from '../db/coupon.statements.js';
import * as couponSql from '../db/coupon.statements.js';
import * as offerSql from '../db/offer.statements.js';
import type { OfferRules } from '../pricing/offer.types.js';

const HOUR_MS = 3_600_000;

/** A flash sale at 59.00 that began an hour ago and ends in one. Answers its id. */
export async function putFlash(
  database: Database,
  limits: { readonly quota?: number; readonly perCustomerLimit?: number; readonly endsInMs?: number },
): Promise<string> {
  return putOffer(database, { kind: 'flash_sale', priceMinor: 5_900 }, limits);
}

export async function putOffer(
  database: Database,
  rules: OfferRules,
  limits: { readonly quota?: number; readonly perCustomerLimit?: number; readonly endsInMs?: number } = {},
): Promise<string> {
  return database.transaction(async (tx) => {
    const version = await raiseSnapshotVersion(tx, 'promotion');
    const id = uuid7();
    await tx.run(offerSql.insertOffer, [
      id,
      rules.kind,
      'an offer',
      { kind: 'all' },
      rules,
      null,
      new Date(tx.now.getTime() - HOUR_MS),
      new Date(tx.now.getTime() + (limits.endsInMs ?? HOUR_MS)),
      limits.quota ?? null,
      limits.perCustomerLimit ?? null,
      null,
      tx.now,
      version,
    ]);
    return id;
  });
}

/** A coupon of 5.00 off that began an hour ago. */
export async function putCoupon(
  database: Database,
  terms: { readonly code?: string; readonly totalLimit?: number; readonly perCustomerLimit?: number },
): Promise<CouponRecord> {
  return database.transaction(async (tx) => {
    const [coupon] = await tx.run(couponSql.insertCoupon, [
      uuid7(),
      terms.code ?? null,
      'a coupon',
      { kind: 'all' },
      { kind: 'amount', offMinor: 500 },
      0,
      new Date(tx.now.getTime() - HOUR_MS),
      null,
      null,
      terms.totalLimit ?? null,
      terms.perCustomerLimit ?? 1,
      null,
      tx.now,
    ]);
    return coupon!;
  });
}

/** The counters of an offer. */
export async function countersOf(database: Database, offerId: string): Promise<{ claimed: number; sold: number }> {
  const [row] = await database.query<{ claimed: number; sold: number }>(
    'SELECT claimed, sold FROM promotion.offer WHERE id = $1',
    [offerId],
  );
  return row!;
}

/** Every promotion table, for the proof that a refusal left nothing. */
export async function everything(database: Database): Promise<unknown> {
  const tables = ['offer', 'offer_usage', 'claim', 'claimed_offer', 'coupon', 'coupon_grant', 'coupon_use'];
  const rows = tables.map((table) => database.query(`SELECT * FROM promotion.${table} AS t ORDER BY t::text`));
  return Promise.all(rows);
}
