/**
 * The order saga. Read down it is the order of events; read back up the undo. Everything that can be refused stands before the
 * pivot, `capture_payment`. An order that nothing is due on runs from the first step to the last in one transaction.
 */
import type { Tx } from '#libs/platform';
import {
  defineSaga,
  local,
  remote,
  waitFor,
  type Refusal,
  type SagaDefinition,
  type SagaRun,
} from '#libs/platform/saga';
import type { HoldingActs } from './holding.acts.js';
import type { PlaceOrderInput, PlaceOrderWork } from './placement.types.js';
import type { RewardingActs } from './rewarding.acts.js';
import type { SettlingActs } from './settling.acts.js';

export type PlaceOrderRun = SagaRun<PlaceOrderInput, PlaceOrderWork>;

const nothingDue = (run: PlaceOrderRun): boolean => run.input.dueMinor === 0;
const payBy = (run: PlaceOrderRun): Date => new Date(run.input.payByMs);
const UNPAID: Refusal = { code: 'PAY_BY_PASSED', detail: 'not paid in time' };

/** The table. The order is written after its holds: its split needs to know the warehouses, and orders are last in the lock order (ADR 0005). */
export function placeOrderSaga(
  holding: HoldingActs,
  settling: SettlingActs,
  rewarding: RewardingActs,
): SagaDefinition<PlaceOrderInput, PlaceOrderWork> {
  type Runs = readonly PlaceOrderRun[];
  return defineSaga<PlaceOrderInput, PlaceOrderWork>({
    name: 'place_order',
    version: 1,
    steps: [
      //    step                  do                                              undo
      local(
        'claim_offers',
        (tx: Tx, runs: Runs) => holding.claimOffers(tx, runs),
        (tx, runs) => holding.returnOffers(tx, runs),
      ),
      local(
        'reserve_stock',
        (tx: Tx, runs: Runs) => holding.reserveStock(tx, runs),
        (tx, runs) => holding.releaseStock(tx, runs),
      ),
      local(
        'hold_wallet',
        (tx: Tx, runs: Runs) => holding.holdWallet(tx, runs),
        (tx, runs) => holding.releaseWallet(tx, runs),
      ),
      local(
        'reserve_late_stock',
        (tx: Tx, runs: Runs) => holding.reserveLateStock(tx, runs),
        (tx, runs) => holding.releaseLateStock(tx, runs),
      ),
      local('take_cart_lines', (tx: Tx, runs: Runs) => holding.takeCartLines(tx, runs)),
      local(
        'accept_order',
        (tx: Tx, runs: Runs) => holding.acceptOrders(tx, runs),
        (tx, runs) => holding.cancelOrders(tx, runs),
      ),
      waitFor('payment', {
        until: payBy,
        lapsed: UNPAID,
        skipWhen: nothingDue,
        arrived: (tx, runs: Runs) => settling.paymentArrived(tx, runs),
        undo: { needed: (tx, runs) => settling.hasPayments(tx, runs), act: (runs) => settling.returnPayments(runs) },
      }),
      local(
        'secure_stock',
        (tx: Tx, runs: Runs) => settling.secureStock(tx, runs),
        (tx, runs) => settling.releaseLateStock(tx, runs),
      ),
      remote('capture_payment', { skipWhen: nothingDue, act: (runs: Runs) => settling.capturePayment(runs) }),
      // In lock order: offers, stock, wallets, orders.
      local('commit_offers', (tx: Tx, runs: Runs) => settling.commitOffers(tx, runs)),
      local('commit_stock', (tx: Tx, runs: Runs) => settling.commitStock(tx, runs)),
      local('post_wallet', (tx: Tx, runs: Runs) => settling.postWallet(tx, runs)),
      local('mark_paid', (tx: Tx, runs: Runs) => settling.markPaid(tx, runs)),
      local('book_rewards', (tx: Tx, runs: Runs) => rewarding.bookRewards(tx, runs)),
      local('hand_to_fulfilment', (tx: Tx, runs: Runs) => settling.handToFulfilment(tx, runs)),
    ],
  });
}
