/** What all chapters of the tour share: who shops, and the small acts that come up again and again. */
import { randomUUID } from 'node:crypto';
import type { Cart, Order, Problem, SignedIn, Wallet } from './answers.js';
import { money, type Conversation, type Speaker } from './conversation.js';
import type { Goods } from './goods.js';
import type { LiveEvents } from './live-events.js';

/** A login of somebody who may grant credit. */
export interface OperatorLogin {
  readonly email: string;
  readonly password: string;
}

/** The tour so far: who takes it and what there is to buy. */
export interface Shopping {
  readonly talk: Conversation;
  readonly customer: Speaker;
  readonly customerId: string;
  readonly live: LiveEvents;
  readonly goods: Goods;
}

/** Where the goods go. */
export const ADDRESS = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
};
/** "Within a second", and some for a busy machine. */
export const LIVE_SECONDS_MAX = 5;
/** What is granted beyond what the tour spends. */
export const SPARE_MINOR = 500;

/** Logs somebody in. */
export async function logIn(talk: Conversation, name: string, login: OperatorLogin): Promise<Speaker> {
  const tell = (): string => `${name} signed in`;
  const { email, password } = login;
  const { body } = await talk.ask<SignedIn>({
    method: 'POST',
    path: '/v1/sessions',
    body: { email, password },
    expect: 201,
    tell,
  });
  return { name, token: body.accessToken };
}

/** Puts units of a variant into the cart. */
export async function addToCart(talk: Conversation, as: Speaker, sku: string, quantity: number): Promise<void> {
  const body = { lines: [{ sku, quantity }] };
  await talk.ask({
    method: 'POST',
    path: '/v1/cart/lines',
    as,
    key: randomUUID(),
    body,
    expect: 200,
    tell: () => `${quantity} × ${sku} is in the cart`,
  });
}

/** Reads the cart and gives its lines. */
export async function showCart(talk: Conversation, as: Speaker): Promise<{ sku: string; quantity: number }[]> {
  const linesOf = (cart: Cart): { sku: string; quantity: number }[] =>
    cart.groups.flatMap((group) => group.lines.map(({ sku, quantity }) => ({ sku, quantity })));
  const tell = (cart: Cart): string =>
    linesOf(cart)
      .map((line) => `${line.quantity} × ${line.sku}`)
      .join(', ') || 'an empty cart';
  const { body } = await talk.ask<Cart>({ method: 'GET', path: '/v1/cart', as, expect: 200, tell });
  return linesOf(body);
}

/** Reads the wallet and checks it. */
export async function showWallet(
  talk: Conversation,
  as: Speaker,
  expected: { readonly balance: number; readonly held: number },
): Promise<void> {
  const tell = ({ credit }: Wallet): string =>
    `balance ${money(credit.balance)}, held ${money(credit.held)}, available ${money(credit.available)}`;
  const { body } = await talk.ask<Wallet>({ method: 'GET', path: '/v1/wallet', as, expect: 200, tell });
  const { balance, held, available } = body.credit;
  talk.equal(
    'balance, held and available',
    [balance, held, available],
    [expected.balance, expected.held, expected.balance - expected.held],
  );
}

/** A live event whose name or data holds all the words. */
export async function hearOf(
  { talk, live }: Pick<Shopping, 'talk' | 'live'>,
  what: string,
  words: readonly string[],
): Promise<void> {
  const event = await live.hear(
    ({ name, data }) => words.every((word) => `${name} ${data}`.includes(word)),
    LIVE_SECONDS_MAX,
  );
  const heard = live.heard.map(({ name, data }) => `${name} ${data}`).join('\n');
  talk.check(event !== undefined, `${what} is told live within ${LIVE_SECONDS_MAX} s; heard so far:\n${heard}`);
  talk.note(`⚡ ${event!.name} ${event!.data}`);
}

/** An order in a line. */
export function orderText(order: Order): string {
  const { id, state, breakdown, creditApplied, amountDue } = order;
  return `order ${id}: ${state}, total ${money(breakdown.total)}, credit ${money(creditApplied)}, left to pay ${money(amountDue)}`;
}

/** A refusal in a line. */
export function problemText(problem: Problem): string {
  return `${problem.code}: ${problem.detail}`;
}
