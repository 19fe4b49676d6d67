/** Runs one cell: the order's story, with the fault planted where the cell says, and workers that recover from it. */
import { PaymentProviders } from '#libs/payment';
import { OrderSagas } from '#libs/order-saga';
import { operationOf, type Cell } from './cells.js';
import { CREDIT_MINOR, TOTAL_MINOR, type CellOrder } from './cell-order.js';
import { FaultedRun } from './faulted-run.js';

const PAY_TIME_MS = 24 * 3_600_000;
const PLANTED = { code: 'INSUFFICIENT_STOCK', detail: 'planted', members: { lines: [] } };

export class CellRun extends FaultedRun<never, never> {
  constructor(
    private readonly cell: Cell,
    private readonly order: CellOrder,
  ) {
    const { shop } = order;
    super(cell, {
      ...{ shop, refusal: PLANTED, control: shop.control },
      definition: shop.get(OrderSagas).placeOrder.definition as never,
      client: shop.get(PaymentProviders).get('sandbox'),
      remote: ['payment.undo', 'capture_payment.act'],
      sticking: ['refused', 'unknown error until it is stuck', 'no answer until it is stuck'],
    });
  }

  /** From the cart to the end. Answers how often the fault struck. */
  run(): Promise<number> {
    return this.under(async () => {
      await this.order.fillCart();
      await this.place();
      if (this.order.id !== undefined && this.cell.story !== 'credit') await this.pay();
      await this.settle();
    });
  }

  /** Everything the gateway ever said about the payment, once more and late: it must change nothing. */
  hearEverythingAgain(): Promise<void> {
    return this.hearAgain(this.order.paymentId);
  }

  protected override get sagaId(): string | undefined {
    return this.order.id;
  }

  /** A client that does not give up: the same request, under the same key, until it has an answer. */
  private async place(): Promise<void> {
    const credit = this.cell.story === 'credit' ? TOTAL_MINOR : CREDIT_MINOR;
    for (let attempt = 1; attempt <= 3; attempt++) {
      const answer = await this.order.place(credit);
      this.process.revive();
      if (answer.status < 500) {
        expect([answer.status, answer.code]).toEqual(
          this.cell.ends === 'refused' ? [422, PLANTED.code] : [201, undefined],
        );
        return;
      }
    }
    throw new Error('the order could not be placed');
  }

  private async pay(): Promise<void> {
    const { order, cell } = this;
    await order.openPayment();
    if (cell.story === 'lapsed') {
      await order.actAtGateway('confirm');
      this.elapse(PAY_TIME_MS + 1_000);
    } else {
      await order.pay(cell.story === 'declined' ? 'tok_capture_declined' : 'tok_ok');
    }
    if (cell.story === 'cancelled_captured') await order.actAtGateway('capture');
    await this.plantOutside(operationOf(cell), order.paymentId!);
    if (cell.story === 'cancelled' || cell.story === 'cancelled_captured') await order.cancel();
  }
}
