/** The chapter after the shop's work: parts are shipped and delivered, the customer confirms and reviews, and the reward begins to mature. */
import { randomUUID } from 'node:crypto';
import type { Earning, Order, Page, Part, Problem, Review } from './answers.js';
import { money, type Conversation, type Speaker } from './conversation.js';
import { hearOf, logIn, orderText, problemText, type OperatorLogin, type Shopping } from './shopping.js';

/** What is recorded of a part, and the state it leads to. */
const STEPS: Readonly<Record<string, string>> = { accepted: 'acceptance', shipped: 'shipment', delivered: 'delivery' };

/** An order comes: by hand of an operator, in the words of its customer. */
export async function receiveOrder(shopping: Shopping, login: OperatorLogin, order: Order): Promise<void> {
  const { talk, customer } = shopping;
  talk.chapter('The goods come, and earn');
  const operator = await logIn(talk, 'operator', login);
  const path = `/v1/orders/${order.id}/receipt`;
  const early = await talk.ask<Problem>({
    ...{ method: 'POST', path, as: customer, key: randomUUID() },
    ...{ expect: 409, tell: problemText },
  });
  talk.equal('why nothing can be confirmed yet', early.body.code, 'NOTHING_RECEIVED');
  for (const { number } of order.subOrders) await bring(talk, operator, { orderId: order.id, number });
  await hearOf(shopping, 'the delivery', [order.id, 'delivered']);
  const received = await talk.ask<Order>({
    ...{ method: 'POST', path, as: customer, key: randomUUID() },
    ...{ expect: 200, tell: orderText },
  });
  talk.equal('the order that was received', received.body.state, 'completed');
  await showReward(talk, customer, order.id);
  await reviewOnce(talk, customer, order.id);
}

/** Takes a part along its flow; what the flow does not know is refused. */
async function bring(
  talk: Conversation,
  operator: Speaker,
  { orderId, number }: { readonly orderId: string; readonly number: number },
): Promise<void> {
  const path = `/v1/admin/orders/${orderId}/sub-orders/${number}`;
  const tell = (part: Part): string =>
    `part ${part.number}: ${part.state}${part.confirmBy === null ? '' : `, received by itself on ${part.confirmBy}`}`;
  const early = await talk.ask<Problem>({
    ...{ method: 'POST', path: `${path}/delivery`, as: operator, key: randomUUID() },
    ...{ body: {}, expect: 409, tell: problemText },
  });
  talk.equal('why it cannot be delivered before it is shipped', early.body.code, 'SUB_ORDER_STATE');
  let part = (await talk.ask<Part>({ method: 'GET', path, as: operator, expect: 200, tell })).body;
  while (part.mayMoveTo.length > 0) {
    const next = part.mayMoveTo[0]!;
    const answer = await talk.ask<Part>({
      ...{ method: 'POST', path: `${path}/${STEPS[next]!}`, as: operator, key: randomUUID() },
      ...{ body: { note: 'by the tour' }, expect: 201, tell },
    });
    talk.equal('the part', answer.body.state, next);
    part = answer.body;
  }
  talk.equal('the end of what is recorded by hand', part.state, 'delivered');
}

async function showReward(talk: Conversation, customer: Speaker, orderId: string): Promise<void> {
  const earnings = await talk.ask<Page<Earning>>({
    method: 'GET',
    path: '/v1/loyalty/earnings',
    as: customer,
    expect: 200,
    tell: (page) =>
      page.items
        .map(
          ({ amount, state, maturesAt }) =>
            `${money(amount)} ${state} ${maturesAt === null ? 'once received' : `until ${maturesAt}`}`,
        )
        .join(', '),
  });
  const own = earnings.body.items.filter((earning) => earning.orderId === orderId);
  talk.check(
    own.every(({ maturesAt }) => maturesAt !== null),
    'everything that the order earned matures from its receipt on',
  );
}

async function reviewOnce(talk: Conversation, customer: Speaker, orderId: string): Promise<void> {
  const request = { method: 'POST', path: `/v1/orders/${orderId}/reviews`, as: customer } as const;
  const body = { line: 1, rating: 5, text: 'As promised by the tour.' };
  const review = await talk.ask<Review>({
    ...{ ...request, key: randomUUID(), body, expect: 201 },
    tell: ({ rating, points }) => `${rating} stars earned ${points} points`,
  });
  talk.check(review.body.points > 0, 'a review earns points');
  const again = await talk.ask<Problem>({ ...request, key: randomUUID(), body, expect: 409, tell: problemText });
  talk.equal('why a line is reviewed once', again.body.code, 'ALREADY_REVIEWED');
}
