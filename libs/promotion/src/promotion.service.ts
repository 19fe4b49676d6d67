/**
 * Claims of offers and coupons as the saga uses them: claim, commit, release by a caller-given id, many in, one outcome each.
 * Lock order inside: offers by id, coupons by id; usage and coupons of customers change only under their offer's or coupon's lock.
 */
import { Injectable } from '@nestjs/common';
import { isUuid, plainArray, RetryTransaction, textArray, type Tx, uuid7 } from '#libs/platform';
import { asksFor, decideClaims } from './claim.rules.js';
import type { ClaimOutcome, ClaimRequest, CouponsOfWish } from './claim.types.js';
import { addToOffers, partsOf, summed, unwriteGrants, writeTaken } from './claim.writes.js';
import { type CouponName, couponsOfCustomer, couponsOfNames } from './coupon.mapping.js';
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

  /**
   * Undoes claims that {@link claim} created in this very transaction, of orders that are refused: as {@link release}, and coupons
   * claimed in passing have not been claimed, so that a refusal uses up no limit. (One stays with its customer when another order
   * of hers in the same transaction has claimed the next one.)
   */
  async withdraw(
    tx: Tx,
    claims: readonly { readonly claimId: string; readonly newGrantIds: readonly string[] }[],
  ): Promise<void> {
    await this.release(
      tx,
      claims.map(({ claimId }) => claimId),
    );
    const grants = claims.flatMap(({ claimId, newGrantIds }) => newGrantIds.map((grantId) => ({ claimId, grantId })));
    if (grants.length > 0) await unwriteGrants(tx, grants);
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
    return (await this.usages(reader, [{ customerId, offerIds }]))[0]!;
  }

  /** As {@link usage} for a batch of baskets, in one statement; none when no offer is asked for. */
  async usages(
    reader: Reader,
    asked: readonly { readonly customerId: string; readonly offerIds: readonly string[] }[],
  ): Promise<readonly ReadonlyMap<string, OfferUsage>[]> {
    const places = asked.flatMap(({ customerId, offerIds }, place) =>
      offerIds.map((offerId) => ({ place, customerId, offerId })),
    );
    const known = asked.map(() => new Map<string, OfferUsage>());
    if (places.length === 0) return known;
    const rows = await reader.run(sql.readUsage, [
      plainArray(places.map(({ place }) => place)),
      plainArray(places.map(({ customerId }) => customerId)),
      plainArray(places.map(({ offerId }) => offerId)),
    ]);
    for (const { place, offerId, boughtUnits, unitsLeft } of rows)
      known[place]!.set(offerId, { boughtUnits, unitsLeft });
    return known;
  }

  /**
   * The coupons a customer names, as it could use them at `now`: by code (compared in capitals), or by coupon id where it holds one,
   * for those that have no code. Plain read.
   */
  async couponsOfWish(
    reader: Reader,
    wish: { readonly customerId: string; readonly codes: readonly string[]; readonly now: Date },
  ): Promise<CouponsOfWish> {
    return (await this.couponsOfWishes(reader, [wish], wish.now))[0]!;
  }

  /** As {@link couponsOfWish} for a batch of wishes, in one statement; none when no code is named. */
  async couponsOfWishes(
    reader: Reader,
    wishes: readonly { readonly customerId: string; readonly codes: readonly string[] }[],
    now: Date,
  ): Promise<readonly CouponsOfWish[]> {
    const names = wishes.map((wish) => couponNames(wish.codes));
    const asked = names.flatMap((own, place) => own.map((each) => ({ place, ...each })));
    if (asked.length === 0) return wishes.map(() => NO_COUPONS);
    const rows = await reader.run(couponSql.findCouponsByName, [
      plainArray(asked.map(({ place }) => place)),
      textArray(asked.map(({ name }) => name)),
      plainArray(asked.map(({ couponId }) => couponId)),
      plainArray(asked.map(({ place }) => wishes[place]!.customerId)),
    ]);
    const rowsOf: couponSql.NamedCoupon[][] = wishes.map(() => []);
    for (const row of rows) rowsOf[row.place]!.push(row);
    return names.map((own, place) => couponsOfNames(own, rowsOf[place]!, now));
  }

  /** All coupons a customer holds and has not used, for the preview's list. At most 200, the ones ending first. Plain read. */
  async couponsHeld(reader: Reader, customerId: string, now: Date): Promise<readonly Coupon[]> {
    return couponsOfCustomer(await reader.run(couponSql.findOpenCouponsOf, [customerId, now]));
  }
}

const NO_COUPONS: CouponsOfWish = { coupons: [], useCouponIds: [], unknownCodes: [], nameOf: new Map() };

/** Each name once. No code is as long as an id. */
function couponNames(codes: readonly string[]): readonly CouponName[] {
  const names = new Set(
    codes.map((code) => {
      const name = code.trim();
      return isUuid(name.toLowerCase()) ? name.toLowerCase() : name.toUpperCase();
    }),
  );
  return [...names].map((name) => ({ name, couponId: isUuid(name) ? name : null }));
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
