/** Claims on a real PostgreSQL: what is created, refused, given back, and who wins a race. */
import { uuid7 } from '#libs/platform';
import type { ClaimOutcome, ClaimRequest } from '../claim.types.js';
import { PromotionService } from '../promotion.service.js';
import { countersOf, everything, putCoupon, putFlash } from './promotion-database.js';
import { openTestDatabase, type TestDatabase } from '#libs/platform/testing';

const promotion = new PromotionService();
let test: TestDatabase;
beforeAll(async () => (test = await openTestDatabase({ connectionsMax: 30 })));
afterAll(() => test.close());

function asking(more: Partial<ClaimRequest> = {}): ClaimRequest {
  return { claimId: uuid7(), customerId: uuid7(), offers: [], couponIds: [], ...more };
}

const claim = (...requests: readonly ClaimRequest[]): Promise<readonly ClaimOutcome[]> =>
  test.database.transaction((tx) => promotion.claim(tx, requests));
const release = (...ids: readonly string[]): Promise<void> =>
  test.database.transaction((tx) => promotion.release(tx, ids));
const commit = (...ids: readonly string[]): Promise<void> =>
  test.database.transaction((tx) => promotion.commit(tx, ids));
const unitsOf = (outcomes: readonly ClaimOutcome[]): number => outcomes.filter(({ kind }) => kind === 'created').length;

describe('claiming flash units', () => {
  it('example 7: 25 customers at once for a quota of 10: exactly 10', async () => {
    const offerId = await putFlash(test.database, { quota: 10 });
    const outcomes = await Promise.all(
      Array.from({ length: 25 }, () => claim(asking({ offers: [{ offerId, units: 1 }] }))),
    );
    expect(unitsOf(outcomes.flat())).toBe(10);
    const refused = outcomes.flat().filter((outcome) => outcome.kind === 'refused');
    expect(refused).toHaveLength(15);
    for (const outcome of refused) expect(outcome.refusals).toEqual([{ offerId, reason: 'QUOTA_GONE', left: 0 }]);
    expect(await countersOf(test.database, offerId)).toEqual({ claimed: 10, sold: 0 });
  });

  it('the same in batches of five on connections of their own: exactly 10, the first of each batch first', async () => {
    const offerId = await putFlash(test.database, { quota: 10 });
    const batches = await Promise.all(
      Array.from({ length: 5 }, () =>
        claim(...Array.from({ length: 5 }, () => asking({ offers: [{ offerId, units: 1 }] }))),
      ),
    );
    expect(unitsOf(batches.flat())).toBe(10);
    for (const batch of batches) {
      const firstRefused = batch.findIndex(({ kind }) => kind === 'refused');
      if (firstRefused >= 0) expect(batch.slice(firstRefused).every(({ kind }) => kind === 'refused')).toBe(true);
    }
  });

  it('example 7: one customer sends 5 orders at once with a limit of 1: exactly one unit', async () => {
    const offerId = await putFlash(test.database, { quota: 100, perCustomerLimit: 1 });
    const customerId = uuid7();
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => claim(asking({ customerId, offers: [{ offerId, units: 1 }] }))),
    );
    expect(unitsOf(outcomes.flat())).toBe(1);
    for (const outcome of outcomes.flat())
      if (outcome.kind === 'refused') expect(outcome.refusals).toEqual([{ offerId, reason: 'LIMIT', left: 0 }]);
    expect(await countersOf(test.database, offerId)).toEqual({ claimed: 1, sold: 0 });
  });

  it('two offers claimed in opposite orders at once do not deadlock', async () => {
    const [a, b] = [await putFlash(test.database, { quota: 40 }), await putFlash(test.database, { quota: 40 })];
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const offers = [a, b].map((offerId) => ({ offerId, units: 1 }));
        return claim(asking({ offers: index % 2 === 0 ? offers : offers.toReversed() }));
      }),
    );
    expect(unitsOf(outcomes.flat())).toBe(20);
    expect(await countersOf(test.database, a)).toEqual({ claimed: 20, sold: 0 });
    expect(await countersOf(test.database, b)).toEqual({ claimed: 20, sold: 0 });
  });

  it('claiming twice exists, with other content differs, and changes nothing', async () => {
    const offerId = await putFlash(test.database, { quota: 10 });
    const request = asking({ offers: [{ offerId, units: 2 }] });
    expect(await claim(request)).toEqual([{ kind: 'created' }]);
    const before = await everything(test.database);
    expect(await claim(request)).toEqual([{ kind: 'exists' }]);
    expect(await claim({ ...request, offers: [{ offerId, units: 3 }] })).toEqual([{ kind: 'differs' }]);
    expect(await everything(test.database)).toEqual(before);
  });

  it('the same claim 8 times at once is one claim', async () => {
    const offerId = await putFlash(test.database, { quota: 10 });
    const request = asking({ offers: [{ offerId, units: 1 }] });
    const outcomes = (await Promise.all(Array.from({ length: 8 }, () => claim(request)))).flat();
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual([
      'created',
      ...Array.from({ length: 7 }, () => 'exists'),
    ]);
    expect(await countersOf(test.database, offerId)).toEqual({ claimed: 1, sold: 0 });
  });

  it('a refused request takes nothing, its neighbours in the batch do', async () => {
    const [open, gone] = [await putFlash(test.database, { quota: 5 }), await putFlash(test.database, { quota: 1 })];
    const outcomes = await claim(
      asking({ offers: [{ offerId: gone, units: 1 }] }),
      asking({
        offers: [
          { offerId: open, units: 1 },
          { offerId: gone, units: 1 },
        ],
      }),
      asking({ offers: [{ offerId: open, units: 4 }] }),
      asking(),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'refused', 'created', 'created']);
    expect(await countersOf(test.database, open)).toEqual({ claimed: 4, sold: 0 });
    expect(await countersOf(test.database, gone)).toEqual({ claimed: 1, sold: 0 });
  });

  it('releasing gives quota and limit back, once; held or sold', async () => {
    const offerId = await putFlash(test.database, { quota: 2, perCustomerLimit: 2 });
    const customerId = uuid7();
    const first = asking({ customerId, offers: [{ offerId, units: 2 }] });
    await claim(first);
    expect((await claim(asking({ customerId, offers: [{ offerId, units: 1 }] })))[0]!.kind).toBe('refused');
    await release(first.claimId);
    await release(first.claimId);
    expect(await countersOf(test.database, offerId)).toEqual({ claimed: 0, sold: 0 });
    expect(await claim(first)).toEqual([{ kind: 'released' }]);
    const second = asking({ customerId, offers: [{ offerId, units: 2 }] });
    expect(await claim(second)).toEqual([{ kind: 'created' }]);
    await commit(second.claimId);
    await commit(second.claimId);
    expect(await countersOf(test.database, offerId)).toEqual({ claimed: 0, sold: 2 });
    expect((await promotion.usage(test.database, customerId, [offerId])).get(offerId)).toEqual({
      boughtUnits: 2,
      unitsLeft: 0,
    });
    await release(second.claimId);
    expect(await countersOf(test.database, offerId)).toEqual({ claimed: 0, sold: 0 });
    expect((await promotion.usage(test.database, customerId, [offerId])).get(offerId)).toEqual({
      boughtUnits: 0,
      unitsLeft: 2,
    });
  });

  it('a release that comes first leaves a tombstone: the late claim takes nothing', async () => {
    const offerId = await putFlash(test.database, { quota: 2 });
    const request = asking({ offers: [{ offerId, units: 1 }] });
    await release(request.claimId);
    expect(await claim(request)).toEqual([{ kind: 'released' }]);
    expect(await countersOf(test.database, offerId)).toEqual({ claimed: 0, sold: 0 });
    await expect(commit(request.claimId)).rejects.toThrow('not held');
  });

  it('the same claim claimed and released at once ends released, with nothing taken', async () => {
    const offerId = await putFlash(test.database, { quota: 50 });
    const requests = Array.from({ length: 20 }, () => asking({ offers: [{ offerId, units: 1 }] }));
    await Promise.all(requests.flatMap((request) => [claim(request), release(request.claimId)]));
    await release(...requests.map(({ claimId }) => claimId));
    expect(await countersOf(test.database, offerId)).toEqual({ claimed: 0, sold: 0 });
  });

  it('is refused outside the window by the clock of the database', async () => {
    const offerId = await putFlash(test.database, { quota: 5, endsInMs: 60_000 });
    test.database.clockOffsetMs = 60_000;
    try {
      expect(await claim(asking({ offers: [{ offerId, units: 1 }] }))).toEqual([
        { kind: 'refused', refusals: [{ offerId, reason: 'OFFER_ENDED' }] },
      ]);
      test.database.clockOffsetMs = -7_200_000;
      expect(await claim(asking({ offers: [{ offerId, units: 1 }] }))).toEqual([
        { kind: 'refused', refusals: [{ offerId, reason: 'OFFER_NOT_STARTED' }] },
      ]);
    } finally {
      test.database.clockOffsetMs = 0;
    }
    const unknown = uuid7();
    expect(await claim(asking({ offers: [{ offerId: unknown, units: 1 }] }))).toEqual([
      { kind: 'refused', refusals: [{ offerId: unknown, reason: 'OFFER_UNKNOWN' }] },
    ]);
  });

  it('the database itself refuses one unit over quota and over the limit', async () => {
    const offerId = await putFlash(test.database, { quota: 1, perCustomerLimit: 1 });
    const request = asking({ offers: [{ offerId, units: 1 }] });
    await claim(request);
    await expect(
      test.database.query('UPDATE promotion.offer SET claimed = claimed + 1 WHERE id = $1', [offerId]),
    ).rejects.toMatchObject({ constraint: 'offer_quota_kept' });
    await expect(
      test.database.query('UPDATE promotion.offer_usage SET units = 2 WHERE offer_id = $1', [offerId]),
    ).rejects.toMatchObject({ constraint: 'offer_usage_limit_kept' });
  });
});

describe('claiming coupons', () => {
  it('a code for 10 in total, 25 customers at once: exactly 10, each used by one order', async () => {
    const { couponId } = await putCoupon(test.database, { code: `TEN-${Date.now()}`, totalLimit: 10 });
    const outcomes = (
      await Promise.all(Array.from({ length: 25 }, () => claim(asking({ couponIds: [couponId] }))))
    ).flat();
    expect(unitsOf(outcomes)).toBe(10);
    for (const outcome of outcomes)
      if (outcome.kind === 'refused') expect(outcome.refusals).toEqual([{ couponId, reason: 'COUPON_GONE' }]);
    const [row] = await test.database.query('SELECT granted FROM promotion.coupon WHERE id = $1', [couponId]);
    expect(row).toEqual({ granted: 10 });
  });

  it('one customer sends 5 orders at once with one coupon: one order has it; cancelled, it can be used again', async () => {
    const { couponId } = await putCoupon(test.database, { code: `ONE-${Date.now()}` });
    const customerId = uuid7();
    const requests = Array.from({ length: 5 }, () => asking({ customerId, couponIds: [couponId] }));
    const outcomes = (await Promise.all(requests.map((request) => claim(request)))).flat();
    expect(unitsOf(outcomes)).toBe(1);
    for (const outcome of outcomes)
      if (outcome.kind === 'refused') expect(outcome.refusals).toEqual([{ couponId, reason: 'COUPON_USED' }]);
    const winner = requests[outcomes.findIndex(({ kind }) => kind === 'created')]!;
    await commit(winner.claimId);
    expect((await claim(asking({ customerId, couponIds: [couponId] })))[0]!.kind).toBe('refused');
    await release(winner.claimId);
    expect(await claim(asking({ customerId, couponIds: [couponId] }))).toEqual([{ kind: 'created' }]);
  });

  it('offer and coupon together: all or none', async () => {
    const offerId = await putFlash(test.database, { quota: 5 });
    const { couponId } = await putCoupon(test.database, {});
    const before = await everything(test.database);
    expect(await claim(asking({ offers: [{ offerId, units: 1 }], couponIds: [couponId] }))).toEqual([
      { kind: 'refused', refusals: [{ couponId, reason: 'COUPON_NOT_YOURS' }] },
    ]);
    expect(await everything(test.database)).toEqual(before);
  });

  it('tells the codes of a wish apart: usable, held, used, gone, unknown', async () => {
    const code = `WISH-${Date.now()}`;
    const { couponId } = await putCoupon(test.database, { code });
    const customerId = uuid7();
    const wish = async (): Promise<unknown> => {
      const found = await promotion.couponsOfWish(test.database, {
        customerId,
        codes: [code.toLowerCase(), 'NO-SUCH'],
        now: await test.database.now(),
      });
      expect(found.unknownCodes).toEqual(['NO-SUCH']);
      expect(found.useCouponIds).toEqual([couponId]);
      return found.coupons[0]!.barred;
    };
    expect(await wish()).toBeNull();
    const request = asking({ customerId, couponIds: [couponId] });
    await claim(request);
    expect(await wish()).toBe('HELD');
    await commit(request.claimId);
    expect(await wish()).toBe('USED');
    await release(request.claimId);
    expect(await wish()).toBeNull();
    const held = await promotion.couponsHeld(test.database, customerId, await test.database.now());
    expect(held.map((coupon) => coupon.couponId)).toEqual([couponId]);
  });
});

it('requests that ask for nothing cost no statement', async () => {
  await test.database.transaction(async (tx) => {
    const silent = { run: () => Promise.reject(new Error('a statement')), now: tx.now };
    expect(await promotion.claim(silent as unknown as typeof tx, [asking(), asking()])).toEqual([
      { kind: 'created' },
      { kind: 'created' },
    ]);
  });
});
