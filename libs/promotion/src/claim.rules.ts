/** Who gets what of offers and coupons: a batch of claims decided in array order over locked rows. Pure. */
import type { ClaimOutcome, ClaimRefusal, ClaimRequest } from './claim.types.js';
import type { ClaimRow, CouponRow, GrantRow, OfferRow, UsageRow } from './db/claim.statements.js';
import { firstToUse, grantRefusal, validityOf } from './grant.rules.js';

/** The rows a batch needs, read under its locks. */
export interface ClaimBasis {
  readonly now: Date;
  readonly claims: readonly ClaimRow[];
  readonly offers: readonly OfferRow[];
  readonly usage: readonly UsageRow[];
  readonly coupons: readonly CouponRow[];
  readonly grants: readonly GrantRow[];
  /** Mints the ids of coupons claimed in passing. */
  readonly mintId: () => string;
}

/** A coupon claimed in passing, by its code. */
export interface NewGrant {
  readonly grantId: string;
  readonly couponId: string;
  readonly customerId: string;
  readonly ordinal: number;
  readonly limitOrdinal: number;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

/** What a claim takes. */
export interface Taken {
  readonly request: ClaimRequest;
  readonly coupons: readonly { readonly couponId: string; readonly grantId: string }[];
}

export interface ClaimDecision {
  readonly outcomes: readonly ClaimOutcome[];
  readonly taken: readonly Taken[];
  readonly newGrants: readonly NewGrant[];
}

/** True when a request asks for something. */
export function asksFor(request: ClaimRequest): boolean {
  return request.offers.length > 0 || request.couponIds.length > 0;
}

/** Decides a batch: all of a request or none, in array order. */
export function decideClaims(requests: readonly ClaimRequest[], basis: ClaimBasis): ClaimDecision {
  const state = new Ledger(basis);
  const known = new Map(basis.claims.map((claim) => [claim.claimId, claim]));
  const taken: Taken[] = [];
  const newGrants: NewGrant[] = [];
  const outcomes = requests.map((request): ClaimOutcome => {
    if (!asksFor(request)) return { kind: 'created' };
    const before = known.get(request.claimId);
    if (before !== undefined) return outcomeOfKnown(before, request);
    const refusals: ClaimRefusal[] = [];
    for (const { offerId, units } of request.offers) {
      const refusal = state.refusalOfOffer(offerId, units, request.customerId);
      if (refusal !== undefined) refusals.push(refusal);
    }
    const coupons = request.couponIds.map((couponId) => state.couponFor(couponId, request.customerId));
    for (const coupon of coupons) if ('reason' in coupon) refusals.push(coupon);
    if (refusals.length > 0) return { kind: 'refused', refusals };
    state.take(request);
    const held: { couponId: string; grantId: string }[] = [];
    const newGrantIds: string[] = [];
    for (const coupon of coupons) {
      if ('reason' in coupon) continue;
      if (coupon.isNew) {
        newGrants.push(coupon.grant as NewGrant);
        newGrantIds.push(coupon.grant.grantId);
      }
      const { couponId, grantId } = coupon.grant;
      state.hold(coupon);
      held.push({ couponId, grantId });
    }
    taken.push({ request, coupons: held });
    known.set(request.claimId, claimRow(request));
    return newGrantIds.length === 0 ? { kind: 'created' } : { kind: 'created', newGrantIds };
  });
  return { outcomes, taken, newGrants };
}

function outcomeOfKnown(before: ClaimRow, request: ClaimRequest): ClaimOutcome {
  if (before.state === 'released') return { kind: 'released' };
  const asked = claimRow(request);
  const same =
    before.customerId === asked.customerId &&
    before.offerIds.join() === asked.offerIds.join() &&
    before.units.join() === asked.units.join() &&
    before.couponIds.join() === asked.couponIds.join();
  return { kind: same ? 'exists' : 'differs' };
}

function claimRow({ claimId, customerId, offers, couponIds }: ClaimRequest): ClaimRow {
  const sorted = offers.toSorted((a, b) => (a.offerId < b.offerId ? -1 : 1));
  return {
    claimId,
    customerId,
    state: 'held',
    offerIds: sorted.map(({ offerId }) => offerId),
    units: sorted.map(({ units }) => units),
    couponIds: couponIds.toSorted(),
    grantIds: [],
  };
}

type CouponChoice =
  | { readonly isNew: boolean; readonly grant: Pick<GrantRow, 'grantId' | 'couponId' | 'customerId' | 'ordinal'> }
  | Extract<ClaimRefusal, { couponId: string }>;

/** The locked rows with what the requests before have taken of them. */
class Ledger {
  private readonly offers: Map<string, OfferRow>;
  private readonly left = new Map<string, number>();
  private readonly used = new Map<string, number>();
  private readonly coupons: Map<string, CouponRow & { granted: number }>;
  private readonly grants = new Map<string, GrantRow[]>();

  constructor(private readonly basis: ClaimBasis) {
    this.offers = new Map(basis.offers.map((offer) => [offer.offerId, offer]));
    for (const { offerId, quota, claimed, sold } of basis.offers)
      this.left.set(offerId, quota === null ? Number.POSITIVE_INFINITY : quota - claimed - sold);
    for (const { offerId, customerId, units } of basis.usage) this.used.set(offerId + customerId, units);
    this.coupons = new Map(basis.coupons.map((coupon) => [coupon.couponId, { ...coupon }]));
    for (const grant of basis.grants) this.grantsOf(grant.couponId, grant.customerId).push(grant);
  }

  refusalOfOffer(offerId: string, units: number, customerId: string): ClaimRefusal | undefined {
    const offer = this.offers.get(offerId);
    if (offer === undefined) return { offerId, reason: 'OFFER_UNKNOWN' };
    const { now } = this.basis;
    if (now < offer.startsAt) return { offerId, reason: 'OFFER_NOT_STARTED' };
    if (offer.endsAt !== null && offer.endsAt <= now) return { offerId, reason: 'OFFER_ENDED' };
    if (offer.stoppedAt !== null && offer.stoppedAt <= now) return { offerId, reason: 'OFFER_ENDED' };
    const ofQuota = this.left.get(offerId)!;
    const limit = offer.perCustomerLimit ?? Number.POSITIVE_INFINITY;
    const ofLimit = Math.max(0, limit - (this.used.get(offerId + customerId) ?? 0));
    if (units > ofLimit) return { offerId, reason: 'LIMIT', left: Math.min(ofLimit, ofQuota) };
    if (units > ofQuota) return { offerId, reason: 'QUOTA_GONE', left: ofQuota };
    return undefined;
  }

  take({ offers, customerId }: ClaimRequest): void {
    for (const { offerId, units } of offers) {
      this.left.set(offerId, this.left.get(offerId)! - units);
      this.used.set(offerId + customerId, (this.used.get(offerId + customerId) ?? 0) + units);
    }
  }

  /** The customer's coupon to use, or a new one where it can be claimed by a code. */
  couponFor(couponId: string, customerId: string): CouponChoice {
    const coupon = this.coupons.get(couponId);
    if (coupon === undefined) return { couponId, reason: 'COUPON_UNKNOWN' };
    const { now } = this.basis;
    if (coupon.stoppedAt !== null && coupon.stoppedAt <= now) return { couponId, reason: 'COUPON_ENDED' };
    const had = this.grantsOf(couponId, customerId);
    const open = firstToUse(had, now);
    if (open !== undefined) return { isNew: false, grant: open };
    if (coupon.code === null) return { couponId, reason: reasonOfNone(had, now) };
    const refusal = grantRefusal(coupon, had.length, now);
    if (refusal !== undefined)
      return { couponId, reason: refusal === 'COUPON_USED' ? reasonOfNone(had, now) : refusal };
    const grant: NewGrant = {
      grantId: this.basis.mintId(),
      couponId,
      customerId,
      ordinal: had.length + 1,
      limitOrdinal: coupon.perCustomerLimit,
      ...validityOf(coupon, now),
    };
    return { isNew: true, grant };
  }

  hold(choice: Exclude<CouponChoice, { reason: string }>): void {
    const { couponId, customerId, grantId } = choice.grant;
    const had = this.grantsOf(couponId, customerId);
    if (choice.isNew) {
      this.coupons.get(couponId)!.granted += 1;
      had.push({ ...(choice.grant as NewGrant), state: 'held' });
      return;
    }
    const at = had.findIndex((grant) => grant.grantId === grantId);
    had[at] = { ...had[at]!, state: 'held' };
  }

  private grantsOf(couponId: string, customerId: string): GrantRow[] {
    const key = couponId + customerId;
    let list = this.grants.get(key);
    if (list === undefined) this.grants.set(key, (list = []));
    return list;
  }
}

/** Why none of a customer's coupons of a kind can be used. */
function reasonOfNone(
  had: readonly GrantRow[],
  now: Date,
): 'COUPON_NOT_YOURS' | 'COUPON_USED' | 'COUPON_ENDED' | 'COUPON_NOT_STARTED' {
  const open = had.filter(({ state }) => state === 'open');
  if (open.length > 0) return open.some(({ validFrom }) => now < validFrom) ? 'COUPON_NOT_STARTED' : 'COUPON_ENDED';
  return had.length > 0 ? 'COUPON_USED' : 'COUPON_NOT_YOURS';
}
