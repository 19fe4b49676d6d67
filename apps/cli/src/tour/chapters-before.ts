/** The chapters before anything is bought: a guest becomes a customer, the cart is filled, credit is granted. */
import { randomUUID } from 'node:crypto';
import type { Grant, Preview, Problem, SignedIn } from './answers.js';
import { money, type Conversation, type Speaker } from './conversation.js';
import type { Goods } from './goods.js';
import {
  addToCart,
  ADDRESS,
  hearOf,
  logIn,
  problemText,
  showCart,
  showWallet,
  type OperatorLogin,
  type Shopping,
} from './shopping.js';

const PASSWORD = 'a tour of the whole shop';

/** A guest's cart comes along when it registers. */
export async function guestBecomesCustomer(
  talk: Conversation,
  goods: Goods,
): Promise<{ customer: Speaker; customerId: string }> {
  talk.chapter('A guest fills a cart and registers');
  const deviceId = `tour-${randomUUID()}`;
  const welcomed = await talk.ask<{ guestToken: string }>({
    method: 'POST',
    path: '/v1/guests',
    body: { deviceId },
    expect: 201,
    tell: () => 'a guest with a cart and nothing else',
  });
  const { guestToken } = welcomed.body;
  const guest = { name: 'guest', token: guestToken };
  await addToCart(talk, guest, goods.cart[0]!.sku, 1);
  await talk.ask<Problem>({
    method: 'GET',
    path: '/v1/wallet',
    as: guest,
    expect: 403,
    tell: (problem) => `${problem.code}: a guest has no wallet`,
  });

  const email = `tour-${randomUUID()}@example.com`;
  const { body } = await talk.ask<SignedIn>({
    method: 'POST',
    path: '/v1/customers',
    body: { email, password: PASSWORD, displayName: 'Ada Lovelace', guestToken },
    expect: 201,
    tell: (answer) =>
      `signed in as ${answer.account.id}; the guest's cart came along: ${JSON.stringify(answer.cartMerge)}`,
  });
  talk.check(body.cartMerge !== null, "registering with a guest token tells what became of the guest's cart");
  const customer = { name: 'customer', token: body.accessToken };
  const cart = await showCart(talk, customer);
  talk.equal("the guest's line in the customer's cart", cart, [{ sku: goods.cart[0]!.sku, quantity: 1 }]);
  return { customer, customerId: body.account.id };
}

/** Fills the cart and gives its total. */
export async function fillCart({ talk, customer, goods }: Shopping): Promise<number> {
  talk.chapter('The cart, and what it would cost');
  await addToCart(talk, customer, goods.cart[1]!.sku, 2);
  const cart = await showCart(talk, customer);
  const wanted = [
    { sku: goods.cart[0]!.sku, quantity: 1 },
    { sku: goods.cart[1]!.sku, quantity: 2 },
  ];
  talk.equal('the cart', sortedBySku(cart), sortedBySku(wanted));
  await showWallet(talk, customer, { balance: 0, held: 0 });
  const preview = await talk.ask<Preview>({
    method: 'POST',
    path: '/v1/checkout/preview',
    as: customer,
    body: { shippingAddress: ADDRESS, credit: { use: 'max' } },
    expect: 200,
    tell: (answer) =>
      `total ${money(answer.total)}, credit would pay ${money(answer.creditApplied)}, left to pay ${money(answer.amountDue)}`,
  });
  talk.check(preview.body.placeable, `the cart could be ordered as it is: ${JSON.stringify(preview.body.problems)}`);
  talk.equal('what an empty wallet would pay', preview.body.creditApplied, 0);
  return preview.body.total;
}

/** What the product bought at once would cost. */
export async function previewSingle({ talk, customer, goods }: Shopping): Promise<number> {
  const preview = await talk.ask<Preview>({
    method: 'POST',
    path: '/v1/checkout/preview',
    as: customer,
    body: { lines: [{ sku: goods.single.sku, quantity: 1 }], shippingAddress: ADDRESS },
    expect: 200,
    tell: (answer) => `one ${goods.single.sku} would cost ${money(answer.total)}`,
  });
  return preview.body.total;
}

/** One operator proposes, another approves. */
export async function grantCredit(
  { talk, customer, customerId, live }: Shopping,
  operators: readonly [OperatorLogin, OperatorLogin],
  amount: number,
): Promise<void> {
  talk.chapter('Credit, which two operators must agree on');
  const proposer = await logIn(talk, 'operator', operators[0]);
  const approver = await logIn(talk, 'second operator', operators[1]);
  const body = { ownerId: customerId, amount, reason: 'A welcome from the tour' };
  const tell = (grant: Grant): string => `grant of ${money(grant.amount)}: ${grant.state}`;
  const path = '/v1/admin/credit-grants';
  const proposed = await talk.ask<Grant>({
    method: 'POST',
    path,
    as: proposer,
    key: randomUUID(),
    body,
    expect: 201,
    tell,
  });
  const approval = `${path}/${proposed.body.id}/approval`;
  const own = await talk.ask<Problem>({
    method: 'POST',
    path: approval,
    as: proposer,
    key: randomUUID(),
    expect: 403,
    tell: problemText,
  });
  talk.equal('why nobody approves a grant of their own', own.body.code, 'GRANT_NEEDS_SECOND_PERSON');
  await showWallet(talk, customer, { balance: 0, held: 0 });
  const approved = await talk.ask<Grant>({
    method: 'POST',
    path: approval,
    as: approver,
    key: randomUUID(),
    expect: 200,
    tell,
  });
  talk.equal('the grant', approved.body.state, 'approved');
  await showWallet(talk, customer, { balance: amount, held: 0 });
  await hearOf({ talk, live }, `a wallet with ${money(amount)}`, ['wallet', String(amount)]);
}

function sortedBySku(lines: readonly { readonly sku: string; readonly quantity: number }[]): unknown {
  return [...lines].sort((a, b) => (a.sku < b.sku ? -1 : 1));
}
