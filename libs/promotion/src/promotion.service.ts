/**
 * Claims of offers and coupons as the saga uses them: claim, commit, release by a caller-given id, many in, one outcome each.
 * Lock order inside: offers by id, coupons by id; usage and coupons of customers change only under their offer's or coupon's lock.
 */
import { Injectable } from '@nestjs/common';
import { plainArray, RetryTransaction, textArray, timeArray, type Tx, uuid7 } from '#libs/platform';
import { asksFor, type ClaimDecision, decideClaims } from './claim.rules.js';
import type { ClaimOutcome, ClaimRequest, CouponsOfWish } from './claim.types.js';
import { couponsOfCodes, couponsOfCustomer } from './coupon.mapping.js';
import * as sql from './db/claim.statements.js';
import * as couponSql from './db/coupon.statements.js';
import type { OfferUsage } from './pricing/basket.types.js';
import type { Coupon } from './pricing/offer.types.js';

/** A transaction or the database: what can run a declared statement. */
export type Reader = Pick<Tx, 'run'>;

@Injectable()
export class PromotionService {
  /**
   * Claims flash units and coupons for each request, all of it or none. Requests are served in array order; those that ask for
   * nothing are `created` without a statement. The window of an offer is checked against `tx.now`.
   */
  async claim(tx: Tx, requests: readonly ClaimRequest[]): Promise<readonly ClaimOutcome[]> {
    const asking = requests.filter(asksFor);
    if (asking.length === 0) return requests.map(() => ({ kind: 'created' }));
    for (const request of asking) assertDistinct(request);
    const byOffer = asking.flatMap(({ customerId, offers }) => offers.map(({ offerId }) => ({ offerId, customerId })));
    const byCoupon = asking.flatMap(({ customerId, couponIds }) =>
      couponIds.map((couponId) => ({ couponId, customerId })),
    );
    const offers = await lockOffers(
      tx,
      byOffer.map(({ offerId }) => offerId),
    );
    const coupons = await lockCoupons(
      tx,
      byCoupon.map(({ couponId }) => couponId),
    );
    const decision = decideClaims(requests, {
      now: tx.now,
      offers,
      coupons,
      // Read after the locks: a statement sees what was committed before it began.
      claims: await tx.run(sql.findClaims, [plainArray(asking.map(({ claimId }) => claimId))]),
      usage:
        byOffer.length === 0
          ? []
          : await tx.run(sql.findUsage, pairs(byOffer.map(({ offerId, customerId }) => [offerId, customerId]))),
      grants:
        byCoupon.length === 0
          ? []
          : await tx.run(sql.findGrants, pairs(byCoupon.map(({ couponId, customerId }) => [couponId, customerId]))),
      mintId: uuid7,
    });
    if (decision.taken.length > 0) await writeTaken(tx, decision, offers);
    return decision.outcomes;
  }

  /**
   * Gives claims back, held or sold: quota, the customer's limit and coupons. An id that is not there leaves a tombstone, so that
   * a claim that comes late finds it released. Releasing twice changes nothing.
   */
  async release(tx: Tx, claimIds: readonly string[]): Promise<void> {
    if (claimIds.length === 0) return;
    const ids = [...new Set(claimIds)];
    const found = await tx.run(sql.lockClaims, [plainArray(ids)]);
    if (found.length < ids.length) await writeTombstones(tx, ids, found);
    const live = found.filter(({ state }) => state !== 'released');
    if (live.length === 0) return;
    const parts = partsOf(live);
    if (parts.length > 0) {
      await lockOffers(
        tx,
        parts.map(({ offerId }) => offerId),
      );
      await addToOffers(
        tx,
        parts.map(({ offerId, units, state }) => ({
          offerId,
          claimed: state === 'held' ? -units : 0,
          sold: state === 'sold' ? -units : 0,
        })),
      );
      const usage = summed(parts, ({ offerId, customerId }) => offerId + customerId);
      await tx.change(sql.takeBackUsage, [
        plainArray(usage.map(({ offerId }) => offerId)),
        plainArray(usage.map(({ customerId }) => customerId)),
        plainArray(usage.map(({ units }) => units)),
      ]);
    }
    const couponIds = live.flatMap((claim) => claim.couponIds);
    if (couponIds.length > 0) {
      await lockCoupons(tx, couponIds);
      await tx.change(sql.reopenGrants, [plainArray(live.map(({ claimId }) => claimId))]);
    }
    await tx.change(sql.settleClaims, [plainArray(live.map(({ claimId }) => claimId)), 'released', tx.now]);
  }

  /** Makes claims final: claimed units are sold, held coupons used. Cannot be refused: call it for what `claim` created. */
  async commit(tx: Tx, claimIds: readonly string[]): Promise<void> {
    if (claimIds.length === 0) return;
    const ids = [...new Set(claimIds)];
    const found = await tx.run(sql.lockClaims, [plainArray(ids)]);
    if (found.length < ids.length || found.some(({ state }) => state === 'released'))
      throw new Error('commit of a claim that is not held');
    const held = found.filter(({ state }) => state === 'held');
    if (held.length === 0) return;
    const parts = partsOf(held);
    if (parts.length > 0) {
      await lockOffers(
        tx,
        parts.map(({ offerId }) => offerId),
      );
      await addToOffers(
        tx,
        parts.map(({ offerId, units }) => ({ offerId, claimed: -units, sold: units })),
      );
    }
    const heldIds = plainArray(held.map(({ claimId }) => claimId));
    if (held.some(({ couponIds }) => couponIds.length > 0)) await tx.change(sql.useGrants, [heldIds]);
    await tx.change(sql.settleClaims, [heldIds, 'sold', tx.now]);
  }

  /** What a customer has used of flash offers and what is left of them, for pricing. Plain read: the claim has the last word. */
  async usage(
    reader: Reader,
    customerId: string,
    offerIds: readonly string[],
  ): Promise<ReadonlyMap<string, OfferUsage>> {
    if (offerIds.length === 0) return new Map();
    const rows = await reader.run(sql.readUsage, [customerId, plainArray(offerIds)]);
    return new Map(rows.map(({ offerId, boughtUnits, unitsLeft }) => [offerId, { boughtUnits, unitsLeft }]));
  }

  /** The coupons a customer names by code, as it could use them at `now`. Plain read; codes are compared in capitals. */
  async couponsOfWish(
    reader: Reader,
    wish: { readonly customerId: string; readonly codes: readonly string[]; readonly now: Date },
  ): Promise<CouponsOfWish> {
    if (wish.codes.length === 0) return { coupons: [], useCouponIds: [], unknownCodes: [] };
    const codes = [...new Set(wish.codes.map((code) => code.trim().toUpperCase()))];
    return couponsOfCodes(
      codes,
      await reader.run(couponSql.findCouponsByCode, [textArray(codes), wish.customerId]),
      wish.now,
    );
  }

  /** All coupons a customer holds and has not used, for the preview's list. At most 200, the ones ending first. Plain read. */
  async couponsHeld(reader: Reader, customerId: string, now: Date): Promise<readonly Coupon[]> {
    return couponsOfCustomer(await reader.run(couponSql.findOpenCouponsOf, [customerId, now]));
  }
}

function assertDistinct({ claimId, offers, couponIds }: ClaimRequest): void {
  const distinct =
    new Set(offers.map(({ offerId }) => offerId)).size === offers.length &&
    new Set(couponIds).size === couponIds.length &&
    offers.every(({ units }) => Number.isSafeInteger(units) && units > 0);
  if (!distinct) throw new RangeError(`claim ${claimId} names an offer or coupon twice, or no units`);
}

async function lockOffers(tx: Tx, ids: readonly string[]): Promise<readonly sql.OfferRow[]> {
  return ids.length === 0 ? [] : tx.run(sql.lockOffers, [plainArray([...new Set(ids)])]);
}

async function lockCoupons(tx: Tx, ids: readonly string[]): Promise<readonly sql.CouponRow[]> {
  return ids.length === 0 ? [] : tx.run(sql.lockCoupons, [plainArray([...new Set(ids)])]);
}

function pairs(list: readonly (readonly [string, string])[]): [string, string] {
  const distinct = [...new Map(list.map((pair) => [pair.join(), pair])).values()];
  return [plainArray(distinct.map(([first]) => first)), plainArray(distinct.map(([, second]) => second))];
}

async function writeTombstones(tx: Tx, ids: readonly string[], found: readonly sql.ClaimRow[]): Promise<void> {
  const known = new Set(found.map(({ claimId }) => claimId));
  const unknown = ids.filter((id) => !known.has(id)).toSorted();
  const written = await tx.change(sql.writeTombstones, [plainArray(unknown), tx.now]);
  if (written < unknown.length) throw new RetryTransaction(new Error('a rival claimed what is being released'));
}

/** One flash position of a claim. */
interface ClaimPart {
  readonly offerId: string;
  readonly customerId: string;
  readonly state: sql.ClaimState;
  readonly units: number;
}

function partsOf(claims: readonly sql.ClaimRow[]): ClaimPart[] {
  return claims.flatMap(({ customerId, state, offerIds, units }) =>
    offerIds.map((offerId, index) => ({ offerId, customerId: customerId!, state, units: units[index]! })),
  );
}

/** One part a key, units added up: a set-based update must meet each row once. */
function summed(parts: readonly ClaimPart[], keyOf: (part: ClaimPart) => string): ClaimPart[] {
  const sums = new Map<string, ClaimPart>();
  for (const part of parts) {
    const key = keyOf(part);
    const known = sums.get(key);
    sums.set(key, known === undefined ? part : { ...known, units: known.units + part.units });
  }
  return [...sums.values()];
}

async function addToOffers(
  tx: Tx,
  changes: readonly { readonly offerId: string; readonly claimed: number; readonly sold: number }[],
): Promise<void> {
  const sums = new Map<string, { claimed: number; sold: number }>();
  for (const { offerId, claimed, sold } of changes) {
    const sum = sums.get(offerId) ?? { claimed: 0, sold: 0 };
    sums.set(offerId, { claimed: sum.claimed + claimed, sold: sum.sold + sold });
  }
  await tx.change(sql.addToOffers, [
    plainArray([...sums.keys()]),
    plainArray([...sums.values()].map(({ claimed }) => claimed)),
    plainArray([...sums.values()].map(({ sold }) => sold)),
  ]);
}

async function writeTaken(tx: Tx, { taken, newGrants }: ClaimDecision, offers: readonly sql.OfferRow[]): Promise<void> {
  const claims = taken.map(({ request }) => request).toSorted((a, b) => (a.claimId < b.claimId ? -1 : 1));
  const written = await tx.change(sql.insertClaims, [
    plainArray(claims.map(({ claimId }) => claimId)),
    plainArray(claims.map(({ customerId }) => customerId)),
    tx.now,
  ]);
  if (written < claims.length) throw new RetryTransaction(new Error('a rival wrote one of the claims first'));
  const parts = claims.flatMap(({ claimId, customerId, offers: asked }) =>
    asked.map(({ offerId, units }) => ({ claimId, customerId, offerId, units, state: 'held' as const })),
  );
  if (parts.length > 0) {
    await addToOffers(
      tx,
      parts.map(({ offerId, units }) => ({ offerId, claimed: units, sold: 0 })),
    );
    const limits = new Map(offers.map(({ offerId, perCustomerLimit }) => [offerId, perCustomerLimit]));
    const usage = summed(parts, ({ offerId, customerId }) => offerId + customerId);
    await tx.change(sql.addUsage, [
      plainArray(usage.map(({ offerId }) => offerId)),
      plainArray(usage.map(({ customerId }) => customerId)),
      plainArray(usage.map(({ units }) => units)),
      plainArray(usage.map(({ offerId }) => limits.get(offerId))),
    ]);
    await tx.change(sql.insertClaimedOffers, [
      plainArray(parts.map(({ claimId }) => claimId)),
      plainArray(parts.map(({ offerId }) => offerId)),
      plainArray(parts.map(({ units }) => units)),
    ]);
  }
  if (newGrants.length > 0) await writeGrants(tx, newGrants);
  const held = taken.flatMap(({ request, coupons }) =>
    coupons.map(({ couponId, grantId }) => ({ claimId: request.claimId, couponId, grantId })),
  );
  if (held.length === 0) return;
  const [claimIds, grantIds] = [held.map(({ claimId }) => claimId), held.map(({ grantId }) => grantId)];
  await tx.change(sql.holdGrants, [plainArray(grantIds), plainArray(claimIds)]);
  await tx.change(sql.insertCouponUses, [
    plainArray(claimIds),
    plainArray(held.map(({ couponId }) => couponId)),
    plainArray(grantIds),
  ]);
}

/** Coupons claimed in passing count against the coupon's limits like any others. */
async function writeGrants(tx: Tx, grants: ClaimDecision['newGrants']): Promise<void> {
  const counts = new Map<string, number>();
  for (const { couponId } of grants) counts.set(couponId, (counts.get(couponId) ?? 0) + 1);
  await tx.change(sql.addToCoupons, [plainArray([...counts.keys()]), plainArray([...counts.values()])]);
  await tx.change(sql.insertGrants, [
    plainArray(grants.map(({ grantId }) => grantId)),
    plainArray(grants.map(({ couponId }) => couponId)),
    plainArray(grants.map(({ customerId }) => customerId)),
    plainArray(grants.map(({ ordinal }) => ordinal)),
    plainArray(grants.map(({ limitOrdinal }) => limitOrdinal)),
    tx.now,
    'code',
    plainArray(grants.map(({ customerId }) => customerId)),
    timeArray(grants.map(({ validFrom }) => validFrom)),
    timeArray(grants.map(({ validUntil }) => validUntil)),
  ]);
}
