/** Who gets what, to the millisecond and to the last unit: the rules of claims over given rows. */
import type { ClaimRefusal, ClaimRequest } from '../claim.types.js';
import { type ClaimBasis, decideClaims } from '../claim.rules.js';
import type { CouponRow, GrantRow, OfferRow } from '../db/claim.statements.js';
import { NOON } from './basket-builders.js';

const after = (ms: number): Date => new Date(NOON.getTime() + ms);
const anOffer = (more: Partial<OfferRow> = {}): OfferRow => ({
  offerId: 'flash',
  startsAt: after(0),
  endsAt: after(1_000),
  stoppedAt: null,
  quota: null,
  claimed: 0,
  sold: 0,
  perCustomerLimit: null,
  ...more,
});
const aCoupon = (more: Partial<CouponRow> = {}): CouponRow => ({
  couponId: 'coupon',
  code: 'CODE',
  startsAt: after(0),
  endsAt: after(1_000),
  validDays: null,
  stoppedAt: null,
  totalLimit: null,
  perCustomerLimit: 1,
  granted: 0,
  ...more,
});
const aGrant = (more: Partial<GrantRow> = {}): GrantRow => ({
  grantId: 'grant',
  couponId: 'coupon',
  customerId: 'ada',
  ordinal: 1,
  validFrom: after(0),
  validUntil: after(1_000),
  state: 'open',
  ...more,
});

let minted = 0;
function decide(basis: Partial<ClaimBasis>, ...requests: readonly Partial<ClaimRequest>[]) {
  return decideClaims(
    requests.map((request, n) => ({ claimId: `claim-${n}`, customerId: 'ada', offers: [], couponIds: [], ...request })),
    {
      now: NOON,
      claims: [],
      offers: [],
      usage: [],
      coupons: [],
      grants: [],
      mintId: () => `minted-${++minted}`,
      ...basis,
    },
  );
}
const reasons = ({ outcomes }: ReturnType<typeof decide>): string[] =>
  outcomes.map((outcome) =>
    outcome.kind === 'refused' ? outcome.refusals.map(({ reason }: ClaimRefusal) => reason).join() : outcome.kind,
  );
const flash = (units: number, customerId = 'ada'): Partial<ClaimRequest> => ({
  customerId,
  offers: [{ offerId: 'flash', units }],
});
const coupon = (customerId = 'ada'): Partial<ClaimRequest> => ({ customerId, couponIds: ['coupon'] });

it.each([
  ['a millisecond before it starts', -1, {}, 'OFFER_NOT_STARTED'],
  ['as it starts', 0, {}, 'created'],
  ['a millisecond before it ends', 999, {}, 'created'],
  ['as it ends', 1_000, {}, 'OFFER_ENDED'],
  ['a millisecond before it is stopped', 499, { stoppedAt: after(500) }, 'created'],
  ['as it is stopped', 500, { stoppedAt: after(500) }, 'OFFER_ENDED'],
  ['stopped before it started', 100, { stoppedAt: after(-1) }, 'OFFER_ENDED'],
])('a flash sale %s', (_, ms, more, outcome) => {
  expect(reasons(decide({ now: after(ms), offers: [anOffer(more)] }, flash(1)))).toEqual([outcome]);
});

it.each([
  ['a millisecond before its code can be claimed', -1, {}, [], 'COUPON_NOT_STARTED'],
  ['as its code can be claimed', 0, {}, [], 'created'],
  ['as its code can be claimed no more', 1_000, {}, [], 'COUPON_ENDED'],
  ['one claimed before, a millisecond before it runs out', 999, {}, [aGrant()], 'created'],
  ['one claimed before, as it runs out', 1_000, {}, [aGrant()], 'COUPON_ENDED'],
  ['one claimed before that lasts longer than the code', 1_000, {}, [aGrant({ validUntil: after(2_000) })], 'created'],
  ['one claimed before, as the coupon is stopped', 500, { stoppedAt: after(500) }, [aGrant()], 'COUPON_ENDED'],
  ['of which another order holds the only one', 0, {}, [aGrant({ state: 'held' })], 'COUPON_USED'],
  ['of which a second may be had', 0, { perCustomerLimit: 2 }, [aGrant({ state: 'used' })], 'created'],
  ['without a code, that the customer does not have', 0, { code: null }, [], 'COUPON_NOT_YOURS'],
  ['without a code, that was given to the customer', 0, { code: null }, [aGrant()], 'created'],
  ['of which all are gone', 0, { totalLimit: 3, granted: 3 }, [], 'COUPON_GONE'],
  ['of which all are gone, the customer having one', 0, { totalLimit: 3, granted: 3 }, [aGrant()], 'created'],
])('a coupon %s', (_, ms, more, grants, outcome) => {
  expect(reasons(decide({ now: after(ms), coupons: [aCoupon(more)], grants }, coupon()))).toEqual([outcome]);
});

it('counts what the requests before have taken: of the quota, of a customer’s limit, of a coupon', () => {
  const offers = [anOffer({ quota: 10, claimed: 3, sold: 2, perCustomerLimit: 2 })];
  const usage = [{ offerId: 'flash', customerId: 'ada', units: 1 }];
  const units = decide({ offers, usage }, flash(1), flash(1), flash(2, 'bob'), flash(2, 'cy'), flash(1, 'di'));
  expect(reasons(units)).toEqual(['created', 'LIMIT', 'created', 'created', 'QUOTA_GONE']);
  const two = decide({ coupons: [aCoupon({ totalLimit: 5, granted: 3 })] }, coupon('a'), coupon('b'), coupon('c'));
  expect(reasons(two)).toEqual(['created', 'created', 'COUPON_GONE']);
});

it('says which coupons were claimed in passing, and not which were there', () => {
  const coupons = [aCoupon({ perCustomerLimit: 2 })];
  const { outcomes, newGrants } = decide({ coupons, grants: [aGrant()] }, coupon(), coupon(), coupon());
  expect(outcomes).toEqual([
    { kind: 'created' },
    { kind: 'created', newGrantIds: [newGrants[0]!.grantId] },
    { kind: 'refused', refusals: [{ couponId: 'coupon', reason: 'COUPON_USED' }] },
  ]);
  expect(newGrants).toMatchObject([{ ordinal: 2, limitOrdinal: 2, customerId: 'ada' }]);
});
