/** Claims of orders that are refused leave nothing of themselves; and settling a claim does not look through all coupons ever given. */
import { uuid7 } from '#libs/platform';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';
import * as sql from '../db/claim.statements.js';
import { PromotionService } from '../promotion.service.js';
import { countersOf, putCoupon, putFlash } from './promotion-database.js';

const promotion = new PromotionService();
let test: TestDatabase;
beforeAll(async () => (test = await openTestDatabase()));
afterAll(() => test.close());

interface Asked {
  readonly customerId: string;
  readonly isRefused: boolean;
  readonly offers?: readonly { readonly offerId: string; readonly units: number }[];
}

/** Claims the coupon for several orders in one transaction and withdraws those that are refused afterwards. */
function claimAndWithdraw(couponId: string, ...orders: readonly Asked[]): Promise<void> {
  return test.database.transaction(async (tx) => {
    const requests = orders.map(({ customerId, offers = [] }) => ({
      claimId: uuid7(),
      customerId,
      offers,
      couponIds: [couponId],
    }));
    const outcomes = await promotion.claim(tx, requests);
    const refused = orders.flatMap(({ isRefused }, i) => {
      const outcome = outcomes[i]!;
      if (outcome.kind !== 'created') throw new Error(`claimed: ${outcome.kind}`);
      return isRefused ? [{ claimId: requests[i]!.claimId, newGrantIds: outcome.newGrantIds ?? [] }] : [];
    });
    await promotion.withdraw(tx, refused);
    // The saga undoes step by step and may come to the same claims twice.
    await promotion.withdraw(tx, refused);
  });
}

/** The coupon's counter, and each customer's coupons of the kind in order: their number and state. */
async function grantsOf(couponId: string): Promise<unknown> {
  const [coupon] = await test.database.query<{ granted: number }>(
    'SELECT granted FROM promotion.coupon WHERE id = $1',
    [couponId],
  );
  const grants = await test.database.query<{ ordinal: number; state: string }>(
    'SELECT ordinal, state FROM promotion.coupon_grant WHERE coupon_id = $1 ORDER BY customer_id, ordinal',
    [couponId],
  );
  return [coupon!.granted, ...grants.map(({ ordinal, state }) => `${ordinal} ${state}`)];
}

it('a coupon claimed in passing by an order that is refused is there for anybody, and its flash units are back', async () => {
  const offerId = await putFlash(test.database, { quota: 3, perCustomerLimit: 3 });
  const { couponId } = await putCoupon(test.database, { code: `OUT-${Date.now()}`, totalLimit: 1 });
  const [first, second] = [uuid7(), uuid7()];
  await claimAndWithdraw(couponId, { customerId: first, isRefused: true, offers: [{ offerId, units: 2 }] });
  expect(await grantsOf(couponId)).toEqual([0]);
  expect(await countersOf(test.database, offerId)).toEqual({ claimed: 0, sold: 0 });
  await claimAndWithdraw(couponId, { customerId: second, isRefused: false });
  expect(await grantsOf(couponId)).toEqual([1, '1 held']);
});

it('one that the customer had before stays hers, open', async () => {
  const { couponId } = await putCoupon(test.database, { code: `HAD-${Date.now()}`, perCustomerLimit: 2 });
  const customerId = uuid7();
  const claimId = uuid7();
  await test.database.transaction((tx) =>
    promotion.claim(tx, [{ claimId, customerId, offers: [], couponIds: [couponId] }]),
  );
  await test.database.transaction((tx) => promotion.release(tx, [claimId]));
  expect(await grantsOf(couponId)).toEqual([1, '1 open']);
  await claimAndWithdraw(couponId, { customerId, isRefused: true });
  expect(await grantsOf(couponId)).toEqual([1, '1 open']);
  // The open one and a new one are claimed; the new one is withdrawn.
  await claimAndWithdraw(couponId, { customerId, isRefused: false }, { customerId, isRefused: true });
  expect(await grantsOf(couponId)).toEqual([1, '1 held']);
});

it('a customer’s coupons stay numbered without a gap, whichever of her orders is refused', async () => {
  const { couponId } = await putCoupon(test.database, { code: `GAP-${Date.now()}`, perCustomerLimit: 4 });
  const customerId = uuid7();
  const orders = (...refused: boolean[]): Asked[] => refused.map((isRefused) => ({ customerId, isRefused }));
  await claimAndWithdraw(couponId, ...orders(true, true));
  expect(await grantsOf(couponId)).toEqual([0]);
  // The second order stands on the first coupon's number: it stays with the customer.
  await claimAndWithdraw(couponId, ...orders(true, false, true));
  expect(await grantsOf(couponId)).toEqual([2, '1 open', '2 held']);
  await claimAndWithdraw(couponId, ...orders(false, false));
  expect(await grantsOf(couponId)).toEqual([3, '1 held', '2 held', '3 held']);
});

it.each([
  ['using', sql.useGrants],
  ['giving back', sql.reopenGrants],
])('%s the coupons of a claim reads them by key among 20,000', async (_, { text }) => {
  const { couponId } = await putCoupon(test.database, { perCustomerLimit: 1 });
  await test.database.query(
    `INSERT INTO promotion.coupon_grant
       (id, coupon_id, customer_id, ordinal, limit_ordinal, source, granted_by, granted_at, valid_from, state)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), 1, 1, 'operator', $1, now(), now(), 'open' FROM generate_series(1, 20000)`,
    [couponId],
  );
  await test.database.query('ANALYZE promotion.coupon_grant');
  const plan = await test.database.query(`EXPLAIN ${text.replace('$1::uuid[]', `'{${uuid7()}}'::uuid[]`)}`);
  expect(JSON.stringify(plan)).toContain('coupon_grant_pkey');
  expect(JSON.stringify(plan)).not.toContain('Seq Scan on coupon_grant');
});
