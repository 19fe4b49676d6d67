/** Live events over two APIs: an order placed at one is seen at the other within a second, and replayed by Last-Event-ID. */
import type { OrderDto } from '#libs/order';
import { ADDRESS, Shop } from '../support/shop.js';

interface Seen {
  readonly id: string;
  readonly type: string;
  readonly data: string;
}

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open({ apis: 2 });
  await shop.sell([{ sku: 'MUG', priceMinor: 1_000 }]);
});
afterAll(() => shop?.close());

/** Reads a stream until `isEnough`, or fails after 10 s. */
async function read(
  url: string,
  token: string,
  options: { lastEventId?: string; isEnough: (seen: readonly Seen[]) => boolean; onReady?: () => void },
): Promise<readonly Seen[]> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error('the stream stayed silent for 10 s')), 10_000);
  const headers = {
    authorization: `Bearer ${token}`,
    ...(options.lastEventId !== undefined && { 'last-event-id': options.lastEventId }),
  };
  const seen: Seen[] = [];
  try {
    const response = await fetch(`${url}/v1/events`, { headers, signal: abort.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const fields = new Map(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
        );
        text = text.slice(end + 2);
        if (!fields.has('event')) continue;
        seen.push({ id: fields.get('id') ?? '', type: fields.get('event')!, data: fields.get('data') ?? '' });
        if (seen.at(-1)!.type === 'ready') options.onReady?.();
        if (options.isEnough(seen)) return seen;
      }
    }
    throw new Error('the stream ended early');
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

const has =
  (type: string, text: string) =>
  (seen: readonly Seen[]): boolean =>
    seen.some((event) => event.type === type && event.data.includes(text));

describe('GET /v1/events', () => {
  it('shows balance and order at another API within a second, then replays them', async () => {
    const customer = await shop.customer(5_000);
    const token = customer.http.token!;
    let placedAt = 0;
    let orderId = '';
    const place = async (): Promise<void> => {
      const placed = await customer.http
        .at(shop.urls[0]!)
        .post<OrderDto>('/v1/orders', { sku: 'MUG', quantity: 2, shippingAddress: ADDRESS, credit: { use: 'max' } });
      placedAt = performance.now();
      orderId = placed.body.id;
      expect(placed.body.state).toBe('paid');
    };
    let placing: Promise<void> | undefined;
    const seen = await read(shop.urls[1]!, token, {
      onReady: () => (placing = place()),
      isEnough: (events) =>
        has('order.changed', '"state":"paid"')(events) && has('wallet.changed', '"balance":3000')(events),
    });
    await placing;
    // A bound of the contract ("within a second"), not a measurement: ten times as long as it takes.
    expect(performance.now() - placedAt).toBeLessThan(1_000);
    expect(
      seen
        .filter(({ type }) => type === 'order.changed')
        .map(({ data }) => (JSON.parse(data) as { orderId: string }).orderId),
    ).toContain(orderId);
    const ready = seen.find(({ type }) => type === 'ready')!;
    expect(ready.id).toMatch(/^\d+\.\d+$/);
    const again = await read(shop.urls[0]!, token, { lastEventId: ready.id, isEnough: has('ready', '') });
    expect(again.slice(0, -1)).toEqual(seen.filter(({ type }) => type !== 'ready'));
    const after = await read(shop.urls[0]!, token, { lastEventId: seen.at(-1)!.id, isEnough: has('ready', '') });
    expect(after.map(({ type }) => type)).toEqual(['ready']);
  });

  it('shows nobody else anything, and refuses an id that is none', async () => {
    const [one, other] = await shop.customers(2, 5_000);
    const silent = await read(shop.urls[0]!, other!.http.token!, {
      onReady: () =>
        void one!.http
          .post('/v1/orders', { sku: 'MUG', quantity: 1, shippingAddress: ADDRESS, credit: { use: 'max' } })
          .then(() =>
            other!.http.post('/v1/orders', {
              sku: 'MUG',
              quantity: 1,
              shippingAddress: ADDRESS,
              credit: { use: 'max' },
            }),
          ),
      isEnough: has('order.changed', '"state":"paid"'),
    });
    const orders = await other!.http.get<{ items: OrderDto[] }>('/v1/orders');
    for (const { type, data } of silent)
      if (type === 'order.changed')
        expect((JSON.parse(data) as { orderId: string }).orderId).toBe(orders.body.items[0]!.id);
    const refused = await other!.http.get('/v1/events', { 'last-event-id': 'x' });
    expect(refused.status).toBe(400);
  });
});
