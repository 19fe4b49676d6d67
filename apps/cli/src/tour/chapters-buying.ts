/** The chapters about buying: the cart partly with credit, the rest at the gateway, one product with credit alone. */
import { randomUUID } from 'node:crypto';
import type { Order, Payment, Problem, TimelineEvent } from './answers.js';
import { money } from './conversation.js';
import { ADDRESS, hearOf, orderText, problemText, showCart, showWallet, type Shopping } from './shopping.js';

/** What the cart costs, what of it credit pays, and what was granted. */
export interface CartPurchase {
  readonly total: number;
  readonly credit: number;
  readonly granted: number;
}

/** Places the selected cart, once and once more under the same key. */
export async function buyCart(
  { talk, customer, live }: Shopping,
  { total, credit, granted }: CartPurchase,
): Promise<Order> {
  talk.chapter('The whole cart, partly with credit');
  const body = {
    shippingAddress: ADDRESS,
    credit: { use: 'exact', amount: credit },
    expectedTotal: total,
    reference: 'tour-cart',
  };
  const request = { method: 'POST', path: '/v1/orders/from-cart', as: customer } as const;
  const changed = await talk.ask<Problem>({
    ...request,
    key: randomUUID(),
    body: { ...body, expectedTotal: total + 1 },
    expect: 409,
    tell: problemText,
  });
  talk.equal('the refusal of a total the customer has not seen', changed.body.code, 'PRICE_CHANGED');
  await showWallet(talk, customer, { balance: granted, held: 0 });

  const key = randomUUID();
  const placed = await talk.ask<Order>({ ...request, key, body, expect: 201, tell: orderText });
  const order = placed.body;
  talk.equal(
    'state, credit applied and amount due',
    [order.state, order.creditApplied, order.amountDue],
    ['awaiting_payment', credit, total - credit],
  );
  talk.equal("the wallet in the order's answer", order.wallet, {
    balance: granted,
    held: credit,
    available: granted - credit,
  });
  talk.check(order.payBy !== null, 'an order to be paid says until when');
  await showWallet(talk, customer, { balance: granted, held: credit });
  talk.equal('what is left in the cart', await showCart(talk, customer), []);
  await hearOf({ talk, live }, 'the order, awaiting payment', [order.id, 'awaiting_payment']);

  talk.note('The same request once more, as a client does whose connection broke:');
  const again = await talk.ask<Order>({ ...request, key, body, expect: 201, tell: orderText });
  talk.equal('the order of the repeated request', again.body.id, order.id);
  talk.equal('Idempotency-Replayed', again.headers.get('idempotency-replayed'), 'true');
  await showWallet(talk, customer, { balance: granted, held: credit });
  return order;
}

/** Pays what is left: with a bad card, then with a good one. */
export async function payRest(
  shopping: Shopping,
  order: Order,
  { credit, granted }: Omit<CartPurchase, 'total'>,
): Promise<void> {
  const { talk, customer, live } = shopping;
  talk.chapter('The rest at the sandbox gateway');
  const declined = await openPayment(shopping, order);
  const refusal = await talk.ask<Problem>({
    method: 'POST',
    path: `/v1/payments/${declined.id}/confirmation`,
    as: customer,
    key: randomUUID(),
    body: { instrument: 'tok_declined' },
    expect: 422,
    tell: problemText,
  });
  talk.equal('the refusal of a bad card', refusal.body.code, 'PAYMENT_DECLINED');
  const path = `/v1/orders/${order.id}`;
  const open = await talk.ask<Order>({ method: 'GET', path, as: customer, expect: 200, tell: orderText });
  talk.equal('the order after a declined card', open.body.state, 'awaiting_payment');

  const payment = await openPayment(shopping, order);
  talk.equal('the amount to pay', payment.amount, order.amountDue);
  await talk.ask<Payment>({
    method: 'POST',
    path: `/v1/payments/${payment.id}/confirmation`,
    as: customer,
    key: randomUUID(),
    body: { instrument: 'tok_ok' },
    expect: 200,
    tell: (answer) => `payment ${answer.state}`,
  });
  const paid = await talk.until<Order>(
    { path, as: customer },
    'the order is paid',
    (answer) => answer.state === 'paid',
  );
  talk.note(orderText(paid));
  talk.equal('paid at the gateway and left to pay', [paid.amountPaid, paid.amountDue], [order.amountDue, 0]);
  await showWallet(talk, customer, { balance: granted - credit, held: 0 });
  await hearOf({ talk, live }, 'the order, paid', [order.id, '"paid"']);
  const timeline = await talk.ask<readonly TimelineEvent[]>({
    method: 'GET',
    path: `${path}/timeline`,
    as: customer,
    expect: 200,
    tell: (events) => events.map((event) => event.what).join(' → '),
  });
  talk.check(
    timeline.body.some((event) => event.toState === 'paid'),
    'the timeline tells that the order was paid',
  );
}

/** Buys one product; it is paid at once. */
export async function buyWithCreditAlone(
  { talk, customer, goods, live }: Shopping,
  { total, available }: { readonly total: number; readonly available: number },
): Promise<Order> {
  talk.chapter('One product at once, with credit alone');
  const placed = await talk.ask<Order>({
    method: 'POST',
    path: '/v1/orders',
    as: customer,
    key: randomUUID(),
    body: {
      sku: goods.single.sku,
      quantity: 1,
      shippingAddress: ADDRESS,
      credit: { use: 'max' },
      expectedTotal: total,
    },
    expect: 201,
    tell: orderText,
  });
  const order = placed.body;
  talk.equal(
    'state, payment state and amount due',
    [order.state, order.paymentState, order.amountDue],
    ['paid', 'not_required', 0],
  );
  await showWallet(talk, customer, { balance: available - total, held: 0 });
  await hearOf({ talk, live }, 'the order, paid at once', [order.id, '"paid"']);
  return order;
}

async function openPayment({ talk, customer }: Shopping, order: Order): Promise<Payment> {
  const { body } = await talk.ask<Payment>({
    method: 'POST',
    path: `/v1/orders/${order.id}/payments`,
    as: customer,
    key: randomUUID(),
    body: { provider: 'sandbox' },
    expect: 201,
    tell: (payment) => `payment of ${money(payment.amount)} opened: ${payment.state}`,
  });
  return body;
}
