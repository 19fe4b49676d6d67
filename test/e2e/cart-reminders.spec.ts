/** A reminder from the sweep to the customer: one row, one live event, read once; and the live event of a line whose hold lapsed. */
import { CartReminders, CartService } from '#libs/cart';
import { InventoryService } from '#libs/inventory';
import { expectCleanAudit } from '../support/audit.js';
import { EventClient } from '../support/event-client.js';
import { eventually } from '../support/http-client.js';
import { Shop } from '../support/shop.js';

interface Notifications {
  readonly items: readonly {
    id: string;
    kind: string;
    title: string;
    readAt: string | null;
    about: Record<string, string>;
  }[];
  readonly nextCursor: string | null;
}

const HOUR_MS = 3_600_000;

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ apis: 2 });
});
afterAll(() => shop?.close());
afterEach(() => shop.moveClock(0));

it('tells a cart that was left once, whichever process sweeps, live and in the list', async () => {
  await shop.sell([{ sku: 'LEFT', priceMinor: 1_000 }]);
  const [customer, stranger] = await shop.customers(2);
  const events = await EventClient.open(customer!.http.at(shop.urls[1]!));
  await customer!.http.post('/v1/cart/lines', { lines: [{ sku: 'LEFT', quantity: 2 }] });
  shop.moveClock(24 * HOUR_MS + 60_000);
  await Promise.all(shop.apps.map((app) => app.get(CartReminders, { strict: false }).remindLeft(100)));
  // Sessions would be over by that clock.
  shop.moveClock(0);
  const told = await eventually(
    () => customer!.http.get<Notifications>('/v1/notifications'),
    ({ body }) => body.items.length > 0,
  );
  expect(told.body).toMatchObject({
    items: [{ kind: 'cart_left', title: 'Still in your cart', about: { lines: '1', units: '2' }, readAt: null }],
    nextCursor: null,
  });
  const { id } = told.body.items[0]!;
  const event = await eventually(
    async () => events.seen.filter(({ type }) => type === 'notification.created'),
    (seen) => seen.length > 0,
  );
  expect(event.map(({ data }) => data)).toEqual([{ id, kind: 'cart_left', title: 'Still in your cart' }]);
  await events.close();
  expect((await customer!.http.get('/v1/notifications/unread-count')).body).toEqual({ unread: 1, more: false });
  expect(await stranger!.http.post(`/v1/notifications/${id}/reading`)).toMatchObject({
    status: 404,
    body: { code: 'NOTIFICATION_NOT_FOUND' },
  });
  expect(await customer!.http.post(`/v1/notifications/${id}/reading`)).toMatchObject({ status: 200, body: { id } });
  expect((await customer!.http.get<Notifications>('/v1/notifications?show=unread')).body.items).toEqual([]);
  expect(await customer!.http.post('/v1/notifications/readings', { upTo: id })).toMatchObject({ body: { read: 0 } });
});

it('tells live that a line has left because its hold lapsed', async () => {
  await shop.sell([{ sku: 'LAPSE', priceMinor: 1_000, stock: 1, variant: { takesStockAt: 'cart' } }]);
  const customer = await shop.customer();
  const events = await EventClient.open(customer.http);
  const added = await customer.http.post<{ lines: { lineId: string }[] }>('/v1/cart/lines', {
    lines: [{ sku: 'LAPSE', quantity: 1 }],
  });
  expect((await customer.http.get('/v1/cart')).body).toMatchObject({
    groups: [{ lines: [{ holdSecondsLeft: expect.any(Number), stockText: 'only 1 left' }] }],
  });
  shop.moveClock(21 * 60_000);
  await shop.get(CartService).expireHeldLines(100);
  await shop.get(InventoryService).releaseLapsed(100);
  const event = await eventually(
    async () => events.seen.filter(({ type }) => type === 'cart.line_lapsed'),
    (seen) => seen.length > 0,
  );
  expect(event.map(({ data }) => data)).toMatchObject([{ lineId: added.body.lines[0]!.lineId }]);
  await events.close();
  expect((await customer.http.get('/v1/cart')).body).toMatchObject({ lineCount: 0 });
  await expectCleanAudit(shop);
});
