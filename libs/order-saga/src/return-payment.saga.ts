/**
 * Money that comes too late: the order has died, or is paid already. It is given back once, in full, to where it came from, and
 * noted on the timeline (domain.md §7). One saga a payment, under the payment's id.
 */
import type { Tx } from '#libs/platform';
import { defineSaga, local, remote, type SagaDefinition, type SagaRun } from '#libs/platform/saga';
import type { OrderService } from '#libs/order';
import type { OrderPayments } from './order-payments.service.js';

export interface ReturnPaymentInput {
  readonly orderId: string;
  readonly reason: string;
}

type Runs = readonly SagaRun<ReturnPaymentInput>[];

export function returnPaymentSaga(payments: OrderPayments, orders: OrderService): SagaDefinition<ReturnPaymentInput> {
  return defineSaga<ReturnPaymentInput>({
    name: 'return_payment',
    version: 1,
    steps: [
      remote('give_back', {
        skipWhen: () => false,
        act: (runs: Runs) => Promise.all(runs.map((run) => payments.callOffPayment(run.id))),
      }),
      local('note_return', (tx: Tx, runs: Runs) =>
        orders.note(
          tx,
          runs.map((run) => ({
            orderId: run.input.orderId,
            what: 'payment_returned',
            actor: null,
            note: run.input.reason,
          })),
        ),
      ),
    ],
  });
}
