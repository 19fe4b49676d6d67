/** Offers and coupons over real HTTP: made, scheduled, shown, stopped, cloned, tried, claimed. */
import { uuid7 } from '#libs/platform';
import { openTestDatabase } from '#libs/platform/testing';
import { callerId, type HttpKit, type Reply, startHttp } from './http-kit.js';

let kit: HttpKit;
beforeAll(async () => (kit = await startHttp(await openTestDatabase())));
afterAll(() => kit?.close());

const HOUR_MS = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toISOString();
const asOperator = (method: string, path: string, body?: unknown, version?: number): Promise<Reply> =>
  kit.call(method, path, {
    as: 'operator-1',
    ...(body !== undefined && { body }),
    ...(version !== undefined && { version }),
  });

const threshold = (more: object = {}): object => ({
  name: '50 off from 300',
  kind: 'threshold_amount_off',
  scope: { kind: 'all' },
  tiers: [{ from: 30_000, off: 5_000 }],
  startsAt: at(-1),
  endsAt: at(24),
  ...more,
});
const flash = (more: object = {}): object => ({
  name: 'flash',
  kind: 'flash_sale',
  scope: { kind: 'variants', ids: [uuid7()] },
  price: 5_900,
  quota: 10,
  perCustomerLimit: 2,
  startsAt: at(-1),
  ...more,
});

describe('offers', () => {
  it('runs at once, is listed to everyone, and ends when stopped', async () => {
    const made = await asOperator('POST', '/v1/admin/offers', flash());
    expect(made.status).toBe(201);
    const { id, version } = made.body as { id: string; version: number };
    expect(made.body).toMatchObject({ state: 'running', claimed: 0, sold: 0, quota: 10, price: 5_900 });
    expect(made.headers.get('etag')).toBe(`"${version}"`);
    const ids = async (): Promise<string[]> => {
      // What the poll would do within a second.
      await asOperator('POST', '/v1/admin/offer-dry-runs', { lines: [aTrialLine()] });
      return ((await kit.call('GET', '/v1/offers?limit=100')).body as { items: { id: string }[] }).items.map(
        (o) => o.id,
      );
    };
    expect(await ids()).toContain(id);
    const stale = await asOperator('POST', `/v1/admin/offers/${id}/stop`, undefined, version - 1);
    expect([stale.status, (stale.body as { code: string }).code]).toEqual([412, 'STALE_VERSION']);
    const stopped = await asOperator('POST', `/v1/admin/offers/${id}/stop`, undefined, version);
    expect(stopped.body).toMatchObject({ state: 'ended' });
    expect(await ids()).not.toContain(id);
  });

  it('preheats, is scheduled anew, and keeps its start once it runs', async () => {
    const made = await asOperator('POST', '/v1/admin/offers', threshold({ startsAt: at(5), preheatFrom: at(2) }));
    const { id, version, state } = made.body as { id: string; version: number; state: string };
    expect(state).toBe('hidden');
    const window = { preheatFrom: at(-1), startsAt: at(5), endsAt: at(6) };
    const moved = await asOperator('POST', `/v1/admin/offers/${id}/schedule`, window, version);
    expect(moved.body).toMatchObject({ state: 'upcoming', startsAt: window.startsAt });
    const running = await asOperator('POST', '/v1/admin/offers', threshold());
    const { id: runningId, version: runningVersion } = running.body as { id: string; version: number };
    const refused = await asOperator('POST', `/v1/admin/offers/${runningId}/schedule`, window, runningVersion);
    expect([refused.status, (refused.body as { code: string }).code]).toEqual([409, 'OFFER_STATE']);
  });

  it('is cloned with its terms and nothing claimed', async () => {
    const made = await asOperator('POST', '/v1/admin/offers', flash());
    const { id } = made.body as { id: string };
    const clone = await asOperator('POST', `/v1/admin/offers/${id}/clones`, { startsAt: at(1), name: 'again' });
    expect(clone.status).toBe(201);
    expect(clone.body).toMatchObject({ name: 'again', kind: 'flash_sale', price: 5_900, quota: 10, state: 'hidden' });
    expect((clone.body as { id: string }).id).not.toBe(id);
  });

  it('is tried together with a coupon: a threshold of 300.00, then 20.00 off from 200.00', async () => {
    const trial = (lines: object[], more: object) =>
      asOperator('POST', '/v1/admin/offer-dry-runs', { lines, withOthers: false, offer: threshold(), ...more });
    // 350.00 − 50.00 = 300.00; − 20.00 = 280.00.
    const both = await trial([aTrialLine(35_000)], { coupon: coupon('TRIED') });
    expect([both.status, both.body]).toMatchObject([200, { goods: 28_000, coupons: [{ state: 'applied' }] }]);
    // 199.99 reaches neither: 0.01 is missing to the coupon.
    const neither = await trial([aTrialLine(19_999)], { coupon: coupon('TRIED') });
    expect(neither.body).toMatchObject({ goods: 19_999, coupons: [{ state: 'unusable', reason: 'MIN_SPEND' }] });
    const made = await asOperator('POST', '/v1/admin/coupons', coupon('KNOWN'));
    const known = await trial([aTrialLine(35_000)], { couponId: (made.body as { id: string }).id });
    expect(known.body).toMatchObject({ goods: 28_000 });
    expect((await trial([aTrialLine()], { couponId: uuid7() })).status).toBe(404);
    expect((await trial([aTrialLine()], { coupon: { ...coupon('BAD'), off: undefined } })).status).toBe(422);
  });

  it.each([
    ['a price for a threshold', threshold({ price: 100 }), 'price'],
    ['no tiers', threshold({ tiers: [] }), 'tiers'],
    [
      'tiers that fall',
      threshold({
        tiers: [
          { from: 300, off: 20 },
          { from: 200, off: 30 },
        ],
      }),
      'tiers[1].from',
    ],
    ['more off than from', threshold({ tiers: [{ from: 300, off: 301 }] }), 'tiers[0].off'],
    ['a quota for a threshold', threshold({ quota: 5 }), 'quota'],
    ['a scope without ids', threshold({ scope: { kind: 'merchants' } }), 'scope.ids'],
    ['an end before the start', threshold({ endsAt: at(-2) }), 'endsAt'],
    ['a flash sale without price', { ...flash(), price: undefined }, 'price'],
  ])('refuses %s', async (_, body, path) => {
    const refused = await asOperator('POST', '/v1/admin/offers', body);
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({
      code: 'OFFER_INVALID',
      errors: expect.arrayContaining([expect.objectContaining({ path })]),
    });
  });

  it('pages through the list, filtered', async () => {
    for (let n = 0; n < 3; n++) await asOperator('POST', '/v1/admin/offers', threshold({ name: `page ${n}` }));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query = `limit=2&kind=threshold_amount_off&state=running${cursor === null ? '' : `&cursor=${cursor}`}`;
      const { body } = await asOperator('GET', `/v1/admin/offers?${query}`);
      const page = body as { items: { id: string; kind: string; state: string }[]; nextCursor: string | null };
      for (const { id, kind, state } of page.items) {
        expect([kind, state]).toEqual(['threshold_amount_off', 'running']);
        seen.push(id);
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(3);
  });

  it('is for operators; customers are refused', async () => {
    expect((await kit.call('POST', '/v1/admin/offers', { as: 'customer-1', body: threshold() })).status).toBe(403);
    expect((await kit.call('POST', '/v1/admin/offers', { body: threshold() })).status).toBe(401);
  });
});

describe('the dry run', () => {
  it('prices a basket under an offer that does not exist yet, at a time, and keeps nothing', async () => {
    const run = { lines: [aTrialLine(9_990), aTrialLine(14_950), aTrialLine(8_005, 2)], withOthers: false };
    const dry = await asOperator('POST', '/v1/admin/offer-dry-runs', { ...run, offer: threshold() });
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({ list: 40_950, basketOffers: 5_000, goods: 35_950 });
    expect((dry.body as { lines: { basketOffer: number }[] }).lines.map((line) => line.basketOffer)).toEqual([
      1_220, 1_825, 1_955,
    ]);
    const later = await asOperator('POST', '/v1/admin/offer-dry-runs', { ...run, offer: threshold(), at: at(25) });
    expect(later.body).toMatchObject({ basketOffers: 0, goods: 40_950 });
  });
});

describe('coupons', () => {
  it('is made, claimed by code in any case, listed, and claimed once a customer', async () => {
    const made = await asOperator('POST', '/v1/admin/coupons', coupon('WELCOME'));
    expect(made.status).toBe(201);
    const claimed = await kit.call('POST', '/v1/coupon-claims', { as: 'customer-1', body: { code: 'welcome' } });
    expect(claimed.status).toBe(201);
    expect(claimed.body).toMatchObject({ code: 'WELCOME', state: 'open', off: 2_000, minSpend: 20_000 });
    const mine = await kit.call('GET', '/v1/me/coupons', { as: 'customer-1' });
    expect((mine.body as { items: unknown[] }).items).toEqual([claimed.body]);
    const again = await kit.call('POST', '/v1/coupon-claims', { as: 'customer-1', body: { code: 'WELCOME' } });
    expect([again.status, again.body]).toMatchObject([422, { code: 'COUPON_NOT_TO_BE_HAD', reason: 'COUPON_USED' }]);
    const taken = await asOperator('POST', '/v1/admin/coupons', coupon('WELCOME'));
    expect(taken.status).toBe(409);
    expect((await kit.call('POST', '/v1/coupon-claims', { as: 'customer-1', body: { code: 'NOPE' } })).status).toBe(
      404,
    );
  });

  it('100 claims at once of 10: exactly 10', async () => {
    await asOperator('POST', '/v1/admin/coupons', coupon('RACE', { totalLimit: 10, perCustomerLimit: 1_000 }));
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        kit.call('POST', '/v1/coupon-claims', { as: `customer-${n % 10}`, body: { code: 'RACE' } }),
      ),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(replies.filter(({ status }) => status === 422)).toHaveLength(90);
  });

  it('the same key 10 times at once is one claim', async () => {
    await asOperator('POST', '/v1/admin/coupons', coupon('ONCE', { perCustomerLimit: 100 }));
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        kit.call('POST', '/v1/coupon-claims', {
          as: 'customer-2',
          body: { code: 'ONCE' },
          headers: { 'idempotency-key': 'the-same-key' },
        }),
      ),
    );
    expect(new Set(replies.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
    expect(replies.every(({ status }) => status === 201)).toBe(true);
  });

  it('is given by an operator, each customer with an outcome, and cannot be had when stopped', async () => {
    const made = await asOperator('POST', '/v1/admin/coupons', { ...coupon('X'), code: undefined, totalLimit: 2 });
    const { id, version } = made.body as { id: string; version: number };
    const customerIds = [callerId(1), callerId(2), callerId(3)];
    const given = await asOperator('POST', `/v1/admin/coupons/${id}/grants`, { customerIds });
    expect(given.body).toMatchObject([
      { customerId: callerId(1), reason: null },
      { customerId: callerId(2), reason: null },
      { customerId: callerId(3), grantId: null, reason: 'COUPON_GONE' },
    ]);
    const stopped = await asOperator('POST', `/v1/admin/coupons/${id}/stop`, undefined, version);
    expect(stopped.status).toBe(201);
    expect((stopped.body as { stoppedAt: string | null }).stoppedAt).not.toBeNull();
  });

  it('is scheduled anew and cloned; a stopped one is not', async () => {
    const made = await asOperator('POST', '/v1/admin/coupons', coupon('MOVED'));
    const { id, version } = made.body as { id: string; version: number };
    const window = { startsAt: at(2), endsAt: at(48), validDays: 7 };
    const stale = await asOperator('POST', `/v1/admin/coupons/${id}/schedule`, window, version + 1);
    expect([stale.status, stale.body]).toMatchObject([412, { code: 'STALE_VERSION', version }]);
    const moved = await asOperator('POST', `/v1/admin/coupons/${id}/schedule`, window, version);
    expect([moved.status, moved.body]).toMatchObject([201, { ...window, version: version + 1 }]);
    const early = await kit.call('POST', '/v1/coupon-claims', { as: 'customer-4', body: { code: 'MOVED' } });
    expect([early.status, early.body]).toMatchObject([422, { reason: 'COUPON_NOT_STARTED' }]);
    const clone = await asOperator('POST', `/v1/admin/coupons/${id}/clones`, { startsAt: at(-1), code: 'moved-2' });
    expect([clone.status, clone.body]).toMatchObject([
      201,
      { code: 'MOVED-2', off: 2_000, minSpend: 20_000, granted: 0, validDays: null },
    ]);
    expect(
      (await asOperator('POST', `/v1/admin/coupons/${id}/clones`, { startsAt: at(-1), code: 'MOVED' })).status,
    ).toBe(409);
    await asOperator('POST', `/v1/admin/coupons/${id}/stop`, undefined, version + 1);
    const late = await asOperator('POST', `/v1/admin/coupons/${id}/schedule`, window, version + 2);
    expect([late.status, late.body]).toMatchObject([409, { code: 'COUPON_STOPPED' }]);
  });

  it.each([
    ['neither amount nor share', { off: undefined }, 'off'],
    ['both', { offBps: 100 }, 'off'],
    ['a cap on an amount', { cap: 100 }, 'cap'],
  ])('refuses %s', async (_, more, path) => {
    const refused = await asOperator('POST', '/v1/admin/coupons', coupon(`BAD-${path}`.toUpperCase(), more));
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'COUPON_INVALID', errors: [{ path }] });
  });
});

function coupon(code: string, more: object = {}): object {
  const terms = { name: '20.00 off from 200.00', off: 2_000, minSpend: 20_000, scope: { kind: 'all' } };
  return { ...terms, code, startsAt: at(-1), ...more };
}

function aTrialLine(price = 1_000, quantity = 1): object {
  return { variantId: uuid7(), merchantId: callerId(9), quantity, price };
}
