/** Sends back money that no order needs: what came too late, and what was left over when an order came to its end. */
import { Injectable } from '@nestjs/common';
import { derivedUuid, type Tx } from '#libs/platform';
import { SagaRunner, type SagaEngine, type SagaState } from '#libs/platform/saga';
import { OrderService } from '#libs/order';
import { PaymentService } from '#libs/payment';
import { OrderPayments } from './order-payments.service.js';
import { paymentOfReturn, returnPaymentSaga, type ReturnPaymentInput, type ReturnRun } from './return-payment.saga.js';

/** A payment to give back, and why, for the timeline. */
export interface PaymentReturn extends ReturnPaymentInput {
  readonly paymentId: string;
}

/** A saga that returned a payment, or is at it. */
export interface KnownReturn {
  readonly sagaId: string;
  readonly state: SagaState;
}

/** Sagas of one payment that one look-up asks for; there is hardly ever a second. */
const CHAIN_LOOKUP = 4;

@Injectable()
export class PaymentReturns {
  private readonly saga: SagaEngine<ReturnPaymentInput>;

  constructor(
    private readonly runner: SagaRunner,
    private readonly payments: PaymentService,
    orderPayments: OrderPayments,
    private readonly orders: OrderService,
  ) {
    this.saga = runner.register(returnPaymentSaga(orderPayments, (tx, runs) => this.noteReturns(tx, runs)));
  }

  /**
   * Starts a saga for each payment that has none on its way. One that is on its way looks at the payment again, under the payment's
   * lock, before it ends: whoever calls this because of news of a payment holds that lock, so nothing falls between the two.
   */
  async start(tx: Tx, returns: readonly PaymentReturn[]): Promise<void> {
    await this.startNext(tx, returns, (last) => last === undefined || last === 'done' || last === 'undone');
  }

  /**
   * Sends back what orders do not need that come to their end in this transaction: everything beyond `dueMinor`, which is 0 for a
   * cancelled order. Call it after the order has moved, under its lock: news of a payment that comes later sees how it ended.
   */
  async startLeftOver(
    tx: Tx,
    ended: readonly { readonly orderId: string; readonly dueMinor: number; readonly reason: string }[],
  ): Promise<void> {
    if (ended.length === 0) return;
    const coverage = await this.payments.coverage(
      tx,
      ended.map(({ orderId }) => orderId),
    );
    const returns = ended.flatMap(({ orderId, dueMinor, reason }) => {
      let neededMinor = dueMinor;
      return coverage.get(orderId)!.payments.flatMap((payment) => {
        const kept = payment.capturedMinor - payment.refundedMinor;
        const isNeeded = kept > 0 && neededMinor > 0;
        if (isNeeded) neededMinor -= kept;
        const isOpen = payment.state === 'authorized' || kept > 0;
        return isOpen && !isNeeded ? [{ paymentId: payment.id, orderId, reason }] : [];
      });
    });
    await this.start(tx, returns);
  }

  /** The sagas that returned each payment or are at it, in order. It takes no locks. */
  async known(tx: Tx, paymentIds: readonly string[]): Promise<ReadonlyMap<string, readonly KnownReturn[]>> {
    const chains = new Map<string, KnownReturn[]>(paymentIds.map((id) => [id, []]));
    let growing = [...chains.keys()];
    for (let from = 0; growing.length > 0; from += CHAIN_LOOKUP) {
      const places = Array.from({ length: CHAIN_LOOKUP }, (_, i) => from + i);
      const states = await this.runner.states(
        tx,
        growing.flatMap((id) => places.map((place) => returnSagaId(id, place))),
      );
      for (const id of growing) {
        for (const place of places) {
          const sagaId = returnSagaId(id, place);
          const state = states.get(sagaId);
          if (state === undefined) break;
          chains.get(id)!.push({ sagaId, state });
        }
      }
      growing = growing.filter((id) => chains.get(id)!.length === from + CHAIN_LOOKUP);
    }
    return chains;
  }

  private async startNext(
    tx: Tx,
    returns: readonly PaymentReturn[],
    mayFollow: (last: SagaState | undefined) => boolean,
  ): Promise<void> {
    if (returns.length === 0) return;
    const byPayment = new Map(returns.map((item) => [item.paymentId, item]));
    const chains = await this.known(tx, [...byPayment.keys()]);
    const starting = [...byPayment.values()].filter(({ paymentId }) => mayFollow(chains.get(paymentId)!.at(-1)?.state));
    await this.saga.start(
      tx,
      starting.map(({ paymentId, orderId, reason }) => ({
        id: returnSagaId(paymentId, chains.get(paymentId)!.length),
        input: { orderId, paymentId, reason },
        work: undefined,
      })),
    );
    tx.afterCommit(() => this.runner.hint());
  }

  /** The last step: notes what went back, and sees that nothing has come meanwhile. */
  private async noteReturns(tx: Tx, runs: readonly ReturnRun[]): Promise<void> {
    const locked = await this.payments.lock(tx, [...new Set(runs.map(paymentOfReturn))]);
    const kept = new Set(locked.filter((row) => row.capturedMinor > row.refundedMinor).map((row) => row.id));
    const [open, over] = [
      runs.filter((run) => kept.has(paymentOfReturn(run))),
      runs.filter((run) => !kept.has(paymentOfReturn(run))),
    ];
    // This run's own row still says that it is on its way; the next one follows it all the same.
    await this.startNext(
      tx,
      open.map((run) => ({ ...run.input, paymentId: paymentOfReturn(run) })),
      () => true,
    );
    await this.orders.note(
      tx,
      over.map((run) => ({
        orderId: run.input.orderId,
        what: 'payment_returned',
        actor: null,
        note: run.input.reason,
      })),
    );
  }
}

/** The id of a payment's return: the payment's own for the first, one that follows from it for each further one. */
export function returnSagaId(paymentId: string, place: number): string {
  return place === 0 ? paymentId : derivedUuid(paymentId, `return_payment:${place}`);
}
