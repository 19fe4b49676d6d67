/** The chapters after buying: what is refused, what the books say, and live events caught up with. */
import { randomUUID } from 'node:crypto';
import type { Entry, Order, Page, Problem } from './answers.js';
import { money } from './conversation.js';
import { LiveEvents } from './live-events.js';
import {
  ADDRESS,
  LIVE_SECONDS_MAX,
  orderText,
  problemText,
  showWallet,
  SPARE_MINOR,
  type Shopping,
} from './shopping.js';

/** What must be refused, is, and nothing happens. */
export async function beRefused({ talk, customer, goods }: Shopping): Promise<void> {
  talk.chapter('What must be refused, is, and nothing happens');
  const common = { method: 'POST', path: '/v1/orders', as: customer } as const;
  const line = { sku: goods.single.sku, quantity: 1, shippingAddress: ADDRESS };
  // A penny more than the order costs is no credit problem but a wrong amount, so the spare credit must be below the price.
  const credit = { use: 'exact', amount: SPARE_MINOR + 1 };
  const poor = await talk.ask<Problem>({
    ...common,
    key: randomUUID(),
    body: { ...line, credit },
    expect: 422,
    tell: problemText,
  });
  talk.equal(
    'the refusal',
    [poor.body.code, poor.body.available, poor.body.shortfall],
    ['INSUFFICIENT_CREDIT', SPARE_MINOR, 1],
  );
  const unknown = { sku: 'NO-SUCH-SKU', quantity: 1, shippingAddress: ADDRESS };
  await talk.ask<Problem>({ ...common, key: randomUUID(), body: unknown, expect: 422, tell: problemText });
  await talk.ask<Problem>({
    ...common,
    key: randomUUID(),
    body: { ...line, quantity: -1 },
    expect: 400,
    tell: problemText,
  });
  await talk.ask<Problem>({ ...common, body: line, expect: 400, tell: problemText });
  await showWallet(talk, customer, { balance: SPARE_MINOR, held: 0 });
}

/** What the tour has bought, been given and spent. */
export interface Story {
  readonly orders: readonly string[];
  readonly granted: number;
  readonly spent: number;
}

/** Orders and wallet entries say the same. */
export async function lookBack({ talk, customer }: Shopping, { orders, granted, spent }: Story): Promise<void> {
  talk.chapter('What stands in the books');
  const list = await talk.ask<Page<Order>>({
    method: 'GET',
    path: '/v1/orders?limit=10',
    as: customer,
    expect: 200,
    tell: (page) => page.items.map(orderText).join('\n       '),
  });
  talk.equal(
    'the orders, newest first',
    list.body.items.map((order) => order.id),
    [...orders].reverse(),
  );
  const entries = await talk.ask<Page<Entry>>({
    method: 'GET',
    path: '/v1/wallet/entries',
    as: customer,
    expect: 200,
    tell: (page) =>
      page.items.map((entry) => `${entry.kind} ${money(entry.amount)} → ${money(entry.balanceAfter)}`).join(', '),
  });
  const amounts = entries.body.items.map((entry) => entry.amount);
  talk.equal(
    'the sum of the wallet entries',
    amounts.reduce((sum, amount) => sum + amount, 0),
    granted - spent,
  );
  talk.equal('the number of wallet entries', amounts.length, 3);
}

/** A stream that resumes gets what it has missed. */
export async function replayEvents({ talk, customer, live }: Shopping, baseUrl: string): Promise<void> {
  talk.chapter('Live events, missed and caught up');
  const changes = live.heard.filter(({ name }) => name !== 'ready' && name !== 'heartbeat');
  const first = changes[0]!;
  const last = changes.at(-1)!;
  const again = await LiveEvents.open(baseUrl, customer, first.id);
  try {
    const found = await again.hear((event) => event.id === last.id, LIVE_SECONDS_MAX);
    talk.check(found !== undefined, `a stream that resumes after event ${first.id} replays up to event ${last.id}`);
    talk.check(!again.heard.some((event) => event.id === first.id), 'what was seen before is not sent again');
    talk.note(`resumed after event ${first.id}: ${changes.length - 1} events caught up`);
  } finally {
    again.close();
  }
}
