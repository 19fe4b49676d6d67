/** Who did what to an offer or coupon, and what it was before: asked of the audit log by what it was done to. */
import { HttpClient } from '../support/http-client.js';
import { Shop, type Customer } from '../support/shop.js';

interface Act {
  readonly seq: number;
  readonly operation: string;
  readonly actorId: string;
  readonly subjectType: string;
  readonly subject: string;
  readonly content: unknown;
  readonly outcome: unknown;
}

let shop: Shop;
let staff: readonly Customer[];
beforeAll(async () => {
  shop = await Shop.open();
  staff = [await shop.staff('operator'), await shop.staff('operator'), await shop.staff('admin')];
});
afterAll(() => shop?.close());

const at = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const http = (n: number): HttpClient => staff[n]!.http;
const made = async (path: string, body: object): Promise<{ id: string; version: number; path: string }> => {
  const answer = await http(0).post<{ id: string; version: number }>(path, body);
  expect(answer.status).toBe(201);
  return { ...answer.body, path: `${path}/${answer.body.id}` };
};
const actsOn = async (subject: string, more = ''): Promise<{ items: readonly Act[]; nextCursor: string | null }> =>
  (await http(0).get<{ items: Act[]; nextCursor: string | null }>(`/v1/admin/audit-log?subject=${subject}${more}`))
    .body;

it('tells who made, moved, stopped and copied an offer', async () => {
  const terms = { name: '50 off from 300', kind: 'threshold_amount_off', scope: { kind: 'all' } };
  const window = { startsAt: at(6), endsAt: at(7) };
  const { id, version, path } = await made('/v1/admin/offers', {
    ...terms,
    ...{ tiers: [{ from: 30_000, off: 5_000 }], startsAt: at(5) },
  });
  const schedule = (seen: number) =>
    http(1).post<{ version: number }>(`${path}/schedule`, window, { 'if-match': `"${seen}"` });
  expect((await schedule(version - 1)).status).toBe(412);
  const moved = await schedule(version);
  expect(moved.status).toBe(201);
  const now = moved.body.version;
  expect((await http(2).post(`${path}/stop`, undefined, { 'if-match': `"${now}"` })).status).toBe(201);

  const { items: acts } = await actsOn(id);
  expect(acts.map(({ operation, actorId, subjectType }) => [operation, actorId, subjectType])).toEqual([
    ['stopOffer', staff[2]!.id, 'offers'],
    ['scheduleOffer', staff[1]!.id, 'offers'],
    ['createOffer', staff[0]!.id, 'offers'],
  ]);
  expect(acts[0]!.outcome).toEqual({ claimed: 0, sold: 0 });
  expect(acts[1]).toMatchObject({ content: window, outcome: { before: { endsAt: null }, after: window } });

  const clone = await made(`${path}/clones`, { startsAt: at(1) });
  expect((await actsOn(clone.id)).items).toMatchObject([{ operation: 'cloneOffer', subject: id }]);
  expect((await actsOn(id)).items.map(({ operation }) => operation)).toContain('cloneOffer');
});

it('tells who did what to a coupon, newest first; what was refused is not among it', async () => {
  const terms = { name: '20.00 off from 200.00', off: 2_000, minSpend: 20_000, scope: { kind: 'all' } };
  const { id, version, path } = await made('/v1/admin/coupons', { ...terms, code: 'WHO', startsAt: at(-1) });
  const customer = await shop.customer();
  expect((await http(1).post(`${path}/grants`, { customerIds: [customer.id] })).status).toBe(201);
  const stop = (seen: number) => http(2).post(`${path}/stop`, undefined, { 'if-match': `"${seen}"` });
  expect([(await stop(version + 9)).status, (await stop(version)).status]).toEqual([412, 201]);

  const { items: acts } = await actsOn(id);
  expect(acts.map(({ operation, actorId, subject }) => [operation, actorId, subject])).toEqual([
    ['stopCoupon', staff[2]!.id, id],
    ['giveCoupons', staff[1]!.id, id],
    ['createCoupon', staff[0]!.id, id],
  ]);
  expect(acts[1]!.outcome).toEqual({ customers: 1 });
  const first = await actsOn(id, '&limit=1');
  const rest = await actsOn(id, `&limit=2&cursor=${first.nextCursor}`);
  expect([...first.items, ...rest.items].map(({ seq }) => seq)).toEqual(acts.map(({ seq }) => seq));
  expect(rest.nextCursor).toBeNull();
  expect((await customer.http.get(`/v1/admin/audit-log?subject=${id}`)).status).toBe(403);
});
