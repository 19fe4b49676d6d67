/** What operators see of sagas, and how they let a stuck one go on: tried again, or with its money given back by hand. */
import { Injectable } from '@nestjs/common';
import { Database, uuid7, type Tx } from '#libs/platform';
import { SagaRunner, type SagaFault, type SagaRow, type SagaState } from '#libs/platform/saga';
import { PaymentDesk, PaymentService } from '#libs/payment';
import { OrderPayments } from './order-payments.service.js';
import { PaymentReturns } from './payment-returns.service.js';
import { paymentOfReturn, type ReturnPaymentInput } from './return-payment.saga.js';

/** A saga as an operator sees it. */
export interface SagaView extends Omit<SagaRow, 'input'> {
  readonly step: string | null;
  readonly orderId: string | null;
  /** The payment that is given back; null for other flows. */
  readonly paymentId: string | null;
  readonly updatedAt: Date;
}

/** What giving back by hand came to. `not_stuck`: no flow waits for it; the others: see {@link PaymentDesk.refundOutside}. */
export type GivenBackOutcome =
  | { readonly kind: 'recorded'; readonly refundId: string; readonly amountMinor: number; readonly sagaId: string }
  | { readonly kind: 'missing' | 'under_way' | 'nothing_left' | 'not_stuck' };

@Injectable()
export class SagaDesk {
  constructor(
    private readonly database: Database,
    private readonly runner: SagaRunner,
    private readonly orderPayments: OrderPayments,
    private readonly returns: PaymentReturns,
    private readonly payments: PaymentService,
    private readonly paymentDesk: PaymentDesk,
  ) {}

  /** Sagas by state and name, newest first; `before` is the last id of the page before. */
  async list(filter: {
    state?: SagaState;
    name?: string;
    before?: string;
    limit: number;
  }): Promise<readonly SagaView[]> {
    return (await this.runner.list(filter)).map((row) => this.view(row));
  }

  /** One saga. */
  async find(sagaId: string): Promise<SagaView | undefined> {
    const row = await this.runner.find(this.database, sagaId);
    return row && this.view(row);
  }

  /**
   * Lets a stuck saga go on from where it stopped. A refund that failed for good is tried again as a new attempt, under a new id;
   * one whose outcome is unknown is asked about again, under its old one.
   */
  async resume(tx: Tx, sagaId: string): Promise<'resumed' | 'unknown' | 'not_stuck'> {
    const saga = await this.runner.find(tx, sagaId);
    if (saga === undefined) return 'unknown';
    if (saga.state !== 'stuck') return 'not_stuck';
    const isGivingBack = givesBack(saga);
    // Payments before sagas, as news of payments takes them.
    const newRefunds = isGivingBack ? await this.orderPayments.renewReturns(tx, await this.paymentsOf(tx, saga)) : 0;
    if (!(await this.runner.resume(tx, sagaId))) return 'not_stuck';
    tx.tellOutcome({ goesOnAt: this.runner.stepName(saga), newRefunds });
    return 'resumed';
  }

  /**
   * Records that a payment whose return is stuck was given back without the gateway, all that is left of it, and lets the flow go
   * on: it finds nothing left to do. What no stuck flow gives back is refused: the money may be an order's.
   */
  async giveBackOutside(
    tx: Tx,
    paymentId: string,
    by: { readonly reason: string; readonly reference: string },
  ): Promise<GivenBackOutcome> {
    const { reference, reason } = by;
    const [payment] = await this.payments.lock(tx, [paymentId]);
    if (payment === undefined) return { kind: 'missing' };
    const stuck = await this.stuckAt(tx, payment);
    if (stuck === undefined) return { kind: 'not_stuck' };
    const refundId = uuid7();
    const outcome = await this.paymentDesk.refundOutside(tx, { refundId, paymentId, reference, reason });
    if (outcome.kind !== 'recorded') return outcome;
    if (!(await this.runner.resume(tx, stuck))) return { kind: 'not_stuck' };
    const { amountMinor } = outcome;
    tx.tellOutcome({ givenBack: amountMinor, currency: payment.currency, reference });
    return { kind: 'recorded', refundId, amountMinor, sagaId: stuck };
  }

  /** The stuck saga that is to give this payment back: its own, or its order's on the way back. */
  private async stuckAt(
    tx: Tx,
    payment: { readonly id: string; readonly orderId: string },
  ): Promise<string | undefined> {
    const own = (await this.returns.known(tx, [payment.id])).get(payment.id)!.find(({ state }) => state === 'stuck');
    if (own !== undefined) return own.sagaId;
    const saga = await this.runner.find(tx, payment.orderId);
    return saga?.state === 'stuck' && givesBack(saga) ? saga.id : undefined;
  }

  private async paymentsOf(tx: Tx, saga: SagaRow): Promise<readonly string[]> {
    if (saga.name === 'return_payment') return [returnedPayment(saga)];
    const coverage = await this.payments.coverage(tx, [saga.id]);
    return coverage.get(saga.id)!.payments.map((payment) => payment.id);
  }

  private view({ input, ...row }: SagaRow & { updatedAt: Date }): SagaView {
    const isReturn = row.name === 'return_payment';
    const orderId = isReturn ? (JSON.parse(input) as ReturnPaymentInput).orderId : row.id;
    return {
      ...row,
      step: this.runner.stepName(row),
      orderId: isReturn || row.name === 'place_order' ? orderId : null,
      paymentId: isReturn ? returnedPayment({ ...row, input }) : null,
    };
  }
}

/** Whether a stuck saga was giving payments back: a return, or an order on its way back. */
function givesBack(saga: SagaRow): boolean {
  if (saga.name === 'return_payment') return true;
  return saga.name === 'place_order' && (JSON.parse(saga.fault!) as SagaFault).before === 'undoing';
}

function returnedPayment(saga: Pick<SagaRow, 'id' | 'input'>): string {
  return paymentOfReturn({ id: saga.id, input: JSON.parse(saga.input) as ReturnPaymentInput });
}
