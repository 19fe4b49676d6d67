/**
 * Money that comes too late: the order has died, or is paid already. It is given back once, in full, to where it came from, and
 * noted on the timeline (domain.md §7). A payment has one saga on its way at a time; money that shows up after its saga has ended
 * (a capture that overtook the void, a refund that failed late) gets the next one.
 */
import type { Tx } from '#libs/platform';
import { defineSaga, local, remote, type SagaDefinition, type SagaRun } from '#libs/platform/saga';
import type { OrderPayments } from './order-payments.service.js';

export interface ReturnPaymentInput {
  readonly orderId: string;
  /** Absent in sagas of before there could be several: then the saga's id is the payment's. */
  readonly paymentId?: string;
  readonly reason: string;
}

export type ReturnRun = SagaRun<ReturnPaymentInput>;

/** The payment that a return is about. */
export function paymentOfReturn(run: { readonly id: string; readonly input: ReturnPaymentInput }): string {
  return run.input.paymentId ?? run.id;
}

export function returnPaymentSaga(
  payments: OrderPayments,
  noteReturn: (tx: Tx, runs: readonly ReturnRun[]) => Promise<void>,
): SagaDefinition<ReturnPaymentInput> {
  return defineSaga<ReturnPaymentInput>({
    name: 'return_payment',
    version: 1,
    steps: [
      remote('give_back', {
        skipWhen: () => false,
        act: (runs: readonly ReturnRun[]) =>
          Promise.all(runs.map((run) => payments.callOffPayment(paymentOfReturn(run)))),
      }),
      local('note_return', noteReturn),
    ],
  });
}
