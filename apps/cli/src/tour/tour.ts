/**
 * The whole purchase, told while it happens: a guest fills a cart, registers and takes it along, gets credit that two operators agreed
 * on, buys the cart partly with credit and the rest at the gateway, then one product with credit alone, is refused what must be, and receives
 * and reviews what was bought.
 */
import { beRefused, lookBack, replayEvents } from './chapters-after.js';
import { fillCart, grantCredit, guestBecomesCustomer, previewSingle } from './chapters-before.js';
import { buyCart, buyWithCreditAlone, payRest } from './chapters-buying.js';
import { receiveOrder } from './chapters-receiving.js';
import { Conversation } from './conversation.js';
import { findGoods } from './goods.js';
import { LiveEvents } from './live-events.js';
import { SPARE_MINOR, type OperatorLogin, type Shopping } from './shopping.js';

/** Where the tour goes and with whom. */
export interface TourPlan {
  readonly baseUrl: string;
  /** One proposes, the other approves. */
  readonly operators: readonly [OperatorLogin, OperatorLogin];
  readonly print: (line: string) => void;
}

/** Takes the tour; gives the number of things checked. @throws TourFailure at the first thing that is not as it should be */
export async function takeTour(plan: TourPlan): Promise<number> {
  const talk = new Conversation(plan.baseUrl, plan.print);
  talk.chapter('The shop');
  await talk.ask({ method: 'GET', path: '/health/ready', expect: 200 });
  const goods = await findGoods(talk);
  const { customer, customerId } = await guestBecomesCustomer(talk, goods);
  const live = await LiveEvents.open(plan.baseUrl, customer);
  const shopping: Shopping = { talk, customer, customerId, live, goods };
  try {
    const cartTotal = await fillCart(shopping);
    const single = await previewSingle(shopping);
    const cartCredit = Math.floor(cartTotal / 3);
    const granted = cartCredit + single + SPARE_MINOR;
    await grantCredit(shopping, plan.operators, granted);
    const order = await buyCart(shopping, { total: cartTotal, credit: cartCredit, granted });
    await payRest(shopping, order, { credit: cartCredit, granted });
    const second = await buyWithCreditAlone(shopping, { total: single, available: granted - cartCredit });
    await beRefused(shopping);
    await lookBack(shopping, { orders: [order.id, second.id], granted, spent: cartCredit + single });
    await receiveOrder(shopping, plan.operators[0], second);
    await replayEvents(shopping, plan.baseUrl);
  } finally {
    live.close();
  }
  return talk.checks;
}
