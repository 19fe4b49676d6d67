/** What claims write: sums a row, one set-based statement a table. Called under the locks of `promotion.service.ts`. */
import { plainArray, RetryTransaction, timeArray, type Tx } from '#libs/platform';
import type { ClaimDecision } from './claim.rules.js';
import * as sql from './db/claim.statements.js';

/** One flash position of a claim. */
export interface ClaimPart {
  readonly offerId: string;
  readonly customerId: string;
  readonly state: sql.ClaimState;
  readonly units: number;
}

export function partsOf(claims: readonly sql.ClaimRow[]): ClaimPart[] {
  return claims.flatMap(({ customerId, state, offerIds, units }) =>
    offerIds.map((offerId, index) => ({ offerId, customerId: customerId!, state, units: units[index]! })),
  );
}

/** One part a key, units added up: a set-based update must meet each row once. */
export function summed(parts: readonly ClaimPart[], keyOf: (part: ClaimPart) => string): ClaimPart[] {
  const sums = new Map<string, ClaimPart>();
  for (const part of parts) {
    const key = keyOf(part);
    const known = sums.get(key);
    sums.set(key, known === undefined ? part : { ...known, units: known.units + part.units });
  }
  return [...sums.values()];
}

export async function addToOffers(
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

/** Writes what a batch of claims took, one statement a table. @throws RetryTransaction when a rival wrote one of the claims first */
export async function writeTaken(
  tx: Tx,
  { taken, newGrants }: ClaimDecision,
  offers: readonly sql.OfferRow[],
): Promise<void> {
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

/** Takes coupons that this transaction claimed in passing away again, with their uses: they are there for anybody as before. */
export async function unwriteGrants(
  tx: Tx,
  grants: readonly { readonly claimId: string; readonly grantId: string }[],
): Promise<void> {
  const [claimIds, grantIds] = [grants.map(({ claimId }) => claimId), grants.map(({ grantId }) => grantId)];
  await tx.change(sql.deleteCouponUses, [plainArray(claimIds), plainArray(grantIds)]);
  const gone = await tx.run(sql.deleteGrants, [plainArray(grantIds)]);
  if (gone.length > 0) await addToCoupons(tx, gone, -1);
}

async function addToCoupons(tx: Tx, grants: readonly { readonly couponId: string }[], each: 1 | -1): Promise<void> {
  const counts = new Map<string, number>();
  for (const { couponId } of grants) counts.set(couponId, (counts.get(couponId) ?? 0) + each);
  await tx.change(sql.addToCoupons, [plainArray([...counts.keys()]), plainArray([...counts.values()])]);
}

/** Coupons claimed in passing count against the coupon's limits like any others. */
async function writeGrants(tx: Tx, grants: ClaimDecision['newGrants']): Promise<void> {
  await addToCoupons(tx, grants, 1);
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
