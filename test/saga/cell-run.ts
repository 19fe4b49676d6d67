/** Runs one cell: the order's story, with the fault planted where the cell says, and workers that recover from it. */
import { ATTEMPTS_MAX } from '#libs/platform/saga';
import { PaymentProviders } from '#libs/payment';
import { OrderSagas } from '#libs/order-saga';
import { operationOf, type Cell, type GatewayFault } from './cells.js';
import { CREDIT_MINOR, TOTAL_MINOR, type CellOrder } from './cell-order.js';
import { aroundOf, isPlanted } from './fault-around.js';
import { DyingProcess, StepFaults, type Around } from './step-faults.js';

/** Longer than any backoff and any lease. */
const ROUND_MS = 31_000;
const ROUNDS_MAX = 2 * ATTEMPTS_MAX;
const PAY_TIME_MS = 24 * 3_600_000;
/** The patience of our client while a gateway does not answer. */
const SHORT_TIMEOUT_MS = 150;
const PLANTED = { code: 'INSUFFICIENT_STOCK', detail: 'planted', members: { lines: [] } };

export class CellRun {
  private readonly process = new DyingProcess();
  private readonly faults: StepFaults<never, never>;
  private readonly reported: unknown[] = [];
  private offsetMs = 0;
  private gatewayHits = 0;

  constructor(
    private readonly cell: Cell,
    private readonly order: CellOrder,
  ) {
    this.faults = new StepFaults(order.shop.get(OrderSagas).placeOrder.definition) as unknown as StepFaults<
      never,
      never
    >;
  }

  /** From the cart to the end. Answers how often the fault struck. */
  async run(): Promise<number> {
    const { shop } = this.order;
    // Only the test decides when news arrives: it is replayed when all is over.
    await shop.control.plant({ kind: 'webhook_never', count: 1_000_000 });
    this.plant();
    const report = shop.runner.onError;
    shop.runner.onError = (error) => this.reported.push(error);
    try {
      await this.order.fillCart();
      await this.place();
      if (this.order.id !== undefined && this.cell.story !== 'credit') await this.pay();
      await this.settle();
    } finally {
      this.faults.restore();
      this.process.heal();
      this.setPatience(5_000);
      shop.moveClock(0);
      shop.runner.onError = report;
    }
    // The workers report what they meet: nothing but what was planted.
    expect(this.reported.filter((error) => !isPlanted(error))).toEqual([]);
    return this.faults.hits + this.process.deaths + this.gatewayHits;
  }

  /** Everything the gateway ever said about the payment, once more and late: it must change nothing. */
  async hearEverythingAgain(): Promise<void> {
    const { shop, paymentId } = this.order;
    await shop.control.reset();
    if (paymentId === undefined) return;
    await shop.control.replay({ reference: paymentId });
    await shop.runner.drain();
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
      this.moveClock(PAY_TIME_MS + 1_000);
    } else {
      await order.pay(cell.story === 'declined' ? 'tok_capture_declined' : 'tok_ok');
    }
    if (cell.story === 'cancelled_captured') await order.actAtGateway('capture');
    await this.plantAtGateway();
    if (cell.story === 'cancelled' || cell.story === 'cancelled_captured') await order.cancel();
  }

  private async settle(): Promise<void> {
    const { runner } = this.order.shop;
    for (let round = 0; round < ROUNDS_MAX; round++) {
      const deaths = this.process.deaths;
      await runner.drain().catch((error: unknown) => {
        if (this.process.deaths === deaths) throw error;
      });
      this.process.revive();
      const state = await this.order.sagaState();
      if (state === undefined || state === 'done' || state === 'undone') return this.countGatewayHits();
      if (state === 'stuck') await this.mend();
      else this.moveClock(this.offsetMs + ROUND_MS);
    }
    throw new Error(`the saga has not ended: ${await this.order.sagaState()}`);
  }

  /** What made it stuck is put right, and an operator lets it go on. */
  private async mend(): Promise<void> {
    const { shop, id } = this.order;
    expect(['refused', 'unknown error until it is stuck', 'no answer until it is stuck']).toContain(this.cell.fault);
    this.faults.restore();
    expect(await shop.database.transaction((tx) => shop.runner.resume(tx, id!))).toBe(true);
  }

  private plant(): void {
    const { step, place, fault } = this.cell;
    if (fault === 'nothing' || fault.startsWith('gateway ')) return;
    if (fault.startsWith('crash at ')) return this.process.dieAt(fault.slice('crash at '.length));
    if (fault === 'crash after the call')
      return this.process.dieAt(`saga.place_order.${step}.${place === 'undo' ? 'undo_called' : 'called'}`);
    const isForGood = fault.endsWith('until it is stuck');
    this.faults.wrap(step, place, this.around(), isForGood ? Infinity : 1);
  }

  private around(): Around {
    const { fault, place, step } = this.cell;
    return aroundOf(fault, {
      process: this.process,
      runner: this.order.shop.runner,
      isRemote: place === 'undo' ? step === 'payment' : step === 'capture_payment',
      refusal: PLANTED,
      elapse: (ms) => this.moveClock(this.offsetMs + ms),
      sagaState: () => this.order.sagaState(),
    });
  }

  private async plantAtGateway(): Promise<void> {
    const { fault } = this.cell;
    if (!fault.startsWith('gateway ')) return;
    const kind = fault.slice('gateway '.length) as GatewayFault;
    await this.order.shop.control.plant({ kind, operation: operationOf(this.cell), reference: this.order.paymentId! });
    if (kind.startsWith('timeout') || kind === 'slow_drip') this.setPatience(SHORT_TIMEOUT_MS);
  }

  private async countGatewayHits(): Promise<void> {
    if (!this.cell.fault.startsWith('gateway ')) return;
    const planted = await this.order.shop.control.planted();
    this.gatewayHits = planted
      .filter((fault) => !fault.kind.startsWith('webhook_'))
      .reduce((sum, fault) => sum + fault.hits, 0);
  }

  private setPatience(timeoutMs: number): void {
    Object.assign(Reflect.get(this.order.shop.get(PaymentProviders).get('sandbox'), 'calls') as object, { timeoutMs });
  }

  private moveClock(offsetMs: number): void {
    this.offsetMs = offsetMs;
    this.order.shop.moveClock(offsetMs);
  }
}
