/** Offers as operators run them, over HTTP: stopped while orders hold their units, cloned half sold, and tried on the shop as it is. */
import { uuid7 } from '#libs/platform';
import { expectCleanAudit } from '../support/audit.js';
import { placeAsSeen, preview, sendPreviewed } from '../support/checkout.js';
import { eventually } from '../support/http-client.js';
import { buyWithCredit, setTiers, tier } from '../support/loyalty-kit.js';
import { startOffer } from '../support/promotions.js';
import { openRandomShop, RANDOM_SKUS, randomFrom } from '../support/random-shop.js';
import { Shop, type Customer } from '../support/shop.js';
import { confirm, openPayment, orderOf } from '../race/race-kit.js';

const NORMAL = 9_900;
const FLASH = 5_900;
const HOUR_MS = 3_600_000;

interface AdminOffer {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly claimed: number;
  readonly sold: number;
}
interface Trial {
  readonly goods: number;
  readonly list: number;
  readonly lines: readonly { readonly payable: number; readonly offerKind: string | null }[];
}

let shop: Shop;
let operator: Customer;
beforeAll(async () => {
  shop = await Shop.open();
  operator = await shop.staff('operator');
});
afterAll(() => shop?.close());
afterEach(() => expectCleanAudit(shop));

const read = async (id: string): Promise<AdminOffer> =>
  (await operator.http.get<AdminOffer>(`/v1/admin/offers/${id}`)).body;
const act = async (path: string, body: object | undefined, version: number): Promise<AdminOffer> => {
  const done = await operator.http.post<AdminOffer>(path, body, { 'if-match': `"${version}"` });
  expect([path, done.status, done.body]).toEqual([path, 201, expect.anything()]);
  return done.body;
};
/** What a basket costs at a time, as the operator is told. */
const trial = async (body: object): Promise<Trial> => {
  const tried = await operator.http.post<Trial>('/v1/admin/offer-dry-runs', body);
  expect([tried.status, tried.body]).toEqual([200, expect.anything()]);
  return tried.body;
};
const one = (sku: string, quantity = 1) => ({ lines: [{ sku, quantity }] });
const total = async (customer: Customer, sku: string, quantity = 1): Promise<number> =>
  (await preview(customer, one(sku, quantity))).total;
const isoIn = (ms: number): string => new Date(Date.now() + ms).toISOString();

it('a flash sale is stopped while orders hold its units: they keep their price, paid or given back; nobody else gets it', async () => {
  const [id] = await shop.sell([{ sku: 'STOP', priceMinor: NORMAL }]);
  const scope = { kind: 'variants' as const, ids: [id!] };
  const rules = { kind: 'flash_sale', priceMinor: FLASH } as const;
  const offerId = await startOffer(shop, rules, { scope, quota: 3, perCustomerLimit: 1 });
  const [paying, leaving, late] = await shop.customers(3);
  const [paid, left] = await Promise.all(
    [paying!, leaving!].map(async (customer) => placeAsSeen(customer, await preview(customer, one('STOP')))),
  );
  const seen = await preview(late!, one('STOP'));
  expect([paid!.breakdown.total, left!.breakdown.total, seen.total]).toEqual([FLASH, FLASH, FLASH]);

  const before = await read(offerId);
  expect(before).toMatchObject({ state: 'running', claimed: 2, sold: 0 });
  expect(await act(`/v1/admin/offers/${offerId}/stop`, undefined, before.version)).toMatchObject({
    state: 'ended',
    claimed: 2,
  });
  expect(await sendPreviewed(late!, seen)).toMatchObject({
    status: 409,
    body: { code: 'PRICE_CHANGED', total: NORMAL },
  });

  await confirm(paying!, await openPayment(paying!, paid!.id));
  const settled = await eventually(
    () => orderOf(paying!, paid!.id),
    ({ state }) => state === 'paid',
    'the order is paid',
  );
  expect(settled.breakdown.total).toBe(FLASH);
  expect((await leaving!.http.post(`/v1/orders/${left!.id}/cancellation`)).status).toBe(200);
  expect(await read(offerId)).toMatchObject({ claimed: 0, sold: 1 });
  // What came back is nobody's: the offer is over.
  expect(await Promise.all([leaving!, late!].map((customer) => total(customer, 'STOP')))).toEqual([NORMAL, NORMAL]);
});

it('a running offer is cloned half sold: the copy has its whole quota and counts its own buyers; the original goes on', async () => {
  const [id] = await shop.sell([{ sku: 'CLONE', priceMinor: NORMAL }]);
  const scope = { kind: 'variants' as const, ids: [id!] };
  const rules = { kind: 'flash_sale', priceMinor: FLASH } as const;
  const offerId = await startOffer(shop, rules, {
    scope,
    quota: 2,
    perCustomerLimit: 1,
    endsAt: new Date(Date.now() + HOUR_MS),
  });
  const [first, second] = await shop.customers(2);
  await placeAsSeen(first!, await preview(first!, one('CLONE')));
  expect(await total(first!, 'CLONE')).toBe(NORMAL);
  const made = await operator.http.post<AdminOffer>(`/v1/admin/offers/${offerId}/clones`, { startsAt: isoIn(-1_000) });
  expect([made.status, made.body]).toMatchObject([
    201,
    { state: 'running', claimed: 0, sold: 0, quota: 2, perCustomerLimit: 1, price: FLASH, endsAt: null },
  ]);
  expect(await read(offerId)).toMatchObject({ state: 'running', claimed: 1, quota: 2 });
  // The first customer's limit is used up under the original only.
  await placeAsSeen(first!, await preview(first!, one('CLONE')));
  expect(await total(first!, 'CLONE')).toBe(NORMAL);
  // Under both the line has one: the original ends first; its last unit, and the rest at the normal price.
  await placeAsSeen(second!, await preview(second!, one('CLONE', 2)));
  expect([(await read(offerId)).claimed, (await read(made.body.id)).claimed]).toEqual([2, 1]);
});

it('an offer is moved and preheats; its window holds for shop and orders from then on', async () => {
  const [id] = await shop.sell([{ sku: 'MOVE', priceMinor: NORMAL }]);
  const made = await operator.http.post<AdminOffer>('/v1/admin/offers', {
    name: 'moved',
    kind: 'item_price',
    price: FLASH,
    scope: { kind: 'variants', ids: [id] },
    startsAt: isoIn(24 * HOUR_MS),
  });
  const { id: offerId, version, state } = made.body;
  const customer = await shop.customer();
  const listed = async (): Promise<string | undefined> => {
    await trial({ lines: [trialLine(id!, 1)] });
    const { body } = await customer.http.get<{ items: AdminOffer[] }>(`/v1/offers?variantId=${id}`);
    return body.items.find((offer) => offer.id === offerId)?.state;
  };
  expect([state, await listed(), await total(customer, 'MOVE')]).toEqual(['hidden', undefined, NORMAL]);
  const window = { preheatFrom: isoIn(-HOUR_MS), startsAt: isoIn(HOUR_MS), endsAt: isoIn(2 * HOUR_MS) };
  const upcoming = await act(`/v1/admin/offers/${offerId}/schedule`, window, version);
  expect([upcoming.state, await listed(), await total(customer, 'MOVE')]).toEqual(['upcoming', 'upcoming', NORMAL]);
  // Moved to begin in the past it runs at once.
  const begun = { startsAt: isoIn(-1_000), endsAt: isoIn(HOUR_MS) };
  const running = await act(`/v1/admin/offers/${offerId}/schedule`, begun, upcoming.version);
  expect([running.state, await listed(), await total(customer, 'MOVE')]).toEqual(['running', 'running', FLASH]);
  // Once it runs its end can be moved, its start cannot; what is over stays over.
  const shorter = await act(
    `/v1/admin/offers/${offerId}/schedule`,
    { ...begun, endsAt: isoIn(60_000) },
    running.version,
  );
  const moved = (body: object, seen: number) =>
    operator.http.post<{ code: string }>(`/v1/admin/offers/${offerId}/schedule`, body, { 'if-match': `"${seen}"` });
  expect((await moved({ ...begun, startsAt: isoIn(-HOUR_MS) }, shorter.version)).body.code).toBe('OFFER_STATE');
  const ended = await act(`/v1/admin/offers/${offerId}/stop`, undefined, shorter.version);
  expect((await moved(begun, ended.version)).body.code).toBe('OFFER_STATE');
  expect(await total(customer, 'MOVE')).toBe(NORMAL);
});

const trialLine = (variantId: string, quantity: number, price = NORMAL, merchant = 1): object => ({
  variantId,
  merchantId: shop.merchants[merchant - 1]!.merchantId,
  quantity,
  price,
});

describe('the dry run', () => {
  it('under an offer that runs says what a customer would pay who has bought nothing: its quota as it is', async () => {
    const [id] = await shop.sell([{ sku: 'TRY', priceMinor: NORMAL }]);
    const scope = { kind: 'variants' as const, ids: [id!] };
    const rules = { kind: 'flash_sale', priceMinor: FLASH } as const;
    const offerId = await startOffer(shop, rules, { scope, quota: 3, endsAt: null });
    const alone = { offerId, withOthers: false, lines: [trialLine(id!, 2)] };
    expect((await trial(alone)).goods).toBe(2 * FLASH);
    const buyer = await shop.customer();
    await placeAsSeen(buyer, await preview(buyer, one('TRY', 2)));
    expect((await trial(alone)).goods).toBe(FLASH + NORMAL);
    expect((await trial({ lines: alone.lines })).goods).toBe(FLASH + NORMAL);
    expect(await total(await shop.customer(), 'TRY', 2)).toBe(FLASH + NORMAL);
    // Tomorrow what is sold is sold.
    expect((await trial({ ...alone, at: isoIn(24 * HOUR_MS) })).goods).toBe(FLASH + NORMAL);
  });

  it('at a time that is over sees the offers of that time, among them those that have ended or been stopped since', async () => {
    const [id] = await shop.sell([{ sku: 'PAST', priceMinor: NORMAL }]);
    const scope = { kind: 'variants' as const, ids: [id!] };
    const now = (await shop.database.now()).getTime();
    const item = (priceMinor: number) => ({ kind: 'item_price' as const, priceMinor });
    const day = 24 * HOUR_MS;
    const window = { scope, startsAt: new Date(now - 3 * day), endsAt: new Date(now - day) };
    const ended = await startOffer(shop, item(7_000), window);
    // Made today, whatever its window says: it was not there yesterday.
    await startOffer(shop, item(100), { ...window, endsAt: null });
    await shop.database.query('UPDATE promotion.offer SET created_at = starts_at WHERE id = $1', [ended]);
    const at = (days: number) => ({ at: new Date(now + days * day).toISOString(), lines: [trialLine(id!, 1)] });
    expect((await trial(at(-2))).goods).toBe(7_000);
    expect((await trial(at(-4))).goods).toBe(NORMAL);
    expect((await trial({ lines: at(0).lines })).goods).toBe(100);
  });

  it('refuses a window that no offer can have, and says of a coupon that is over that it is over', async () => {
    const lines = [trialLine(uuid7(), 1)];
    const offer = { name: 'x', kind: 'item_price', price: 1, scope: { kind: 'all' }, startsAt: isoIn(0) };
    const refused = await operator.http.post<{ code: string; errors: { path: string }[] }>('/v1/admin/offer-dry-runs', {
      lines,
      offer: { ...offer, endsAt: isoIn(-HOUR_MS) },
    });
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { code: 'OFFER_INVALID', errors: [{ path: 'endsAt' }] },
    ]);
    const coupon = {
      name: 'x',
      off: 100,
      scope: { kind: 'all' },
      startsAt: isoIn(HOUR_MS),
      endsAt: isoIn(2 * HOUR_MS),
    };
    const judged = async (at: number, more = {}): Promise<string | undefined> => {
      const body = { withOthers: false, lines, coupon: { ...coupon, ...more }, at: isoIn(at) };
      const { coupons } = (await trial(body)) as unknown as { coupons: { reason: string | null; state: string }[] };
      return coupons[0]!.reason ?? coupons[0]!.state;
    };
    expect(await judged(0)).toBe('NOT_YET_VALID');
    expect(await judged(0, { validDays: 3 })).toBe('NOT_YET_VALID');
    expect(await judged(1.5 * HOUR_MS)).toBe('applied');
    expect(await judged(3 * HOUR_MS)).toBe('EXPIRED');
  });

  it('is what a customer is told, over random baskets under many offers, for anybody and for members', async () => {
    const random = randomFrom(4_711);
    const variantIds = await openRandomShop(shop, random);
    await shop.sell([{ sku: 'DUES', priceMinor: 100 }]);
    await setTiers(shop, [tier('gold', 100, { discountBps: 250 })]);
    const rows = await shop.database.query<{ id: string; price: number; member: number | null }>(
      `SELECT id, price_minor AS price, (member_prices ->> 'gold')::bigint AS member FROM catalog.variant WHERE id = ANY ($1)`,
      [variantIds],
    );
    const goods = new Map(rows.map((row) => [row.id, row]));
    let discounted = 0;
    for (let i = 0; i < 40; i++) {
      const wanted = Array.from({ length: 1 + random(8) }, () => ({ n: random(RANDOM_SKUS), quantity: 1 + random(4) }));
      const isMember = random(2) === 0;
      const customer = await shop.customer(isMember ? 10_000 : 0);
      if (isMember) await buyWithCredit(customer, [{ sku: 'DUES', quantity: 1 }]);
      const seen = await preview(customer, {
        lines: wanted.map(({ n, quantity }) => ({ sku: `R-${n}`, quantity })),
      });
      const tried = await trial({
        ...(isMember && { member: { tier: 'gold', discountBps: 250 } }),
        lines: wanted.map(({ n, quantity }) => {
          const { price, member } = goods.get(variantIds[n]!)!;
          return {
            ...trialLine(variantIds[n]!, quantity, price, 1 + (n % 3)),
            ...(member !== null && { memberPrice: member }),
          };
        }),
      });
      expect([i, tried.list, tried.goods]).toEqual([i, seen.breakdown.list, seen.breakdown.goods]);
      expect(tried.lines.map(({ payable }) => payable)).toEqual(seen.lines.map(({ payable }) => payable));
      if (tried.goods < tried.list) discounted += 1;
      // Quotas are used up on the way.
      await placeAsSeen(customer, seen);
    }
    expect(discounted).toBeGreaterThan(30);
  });
});
