/** The second half of the order saga, over a batch of orders: from the payment to the warehouse, and calling payments off. */
import { Injectable } from '@nestjs/common';
import { uuid7, type Tx } from '#libs/platform';
import type { Refusal, RemoteOutcome } from '#libs/platform/saga';
import { FulfilmentService } from '#libs/fulfilment';
import { InventoryService } from '#libs/inventory';
import { OrderService } from '#libs/order';
import { PromotionService } from '#libs/promotion';
import { WalletService } from '#libs/wallet-credit';
import { holdKeys } from './hold-keys.rules.js';
import { OrderPayments } from './order-payments.service.js';
import { PaymentReturns } from './payment-returns.service.js';
import type { PlaceOrderRun } from './place-order.saga.js';

type Runs = readonly PlaceOrderRun[];
type Refusals = readonly (Refusal | undefined)[];

@Injectable()
export class SettlingActs {
  constructor(
    private readonly promotion: PromotionService,
    private readonly inventory: InventoryService,
    private readonly wallet: WalletService,
    private readonly orders: OrderService,
    private readonly payments: OrderPayments,
    private readonly returns: PaymentReturns,
    private readonly fulfilment: FulfilmentService,
  ) {}

  async paymentArrived(tx: Tx, runs: Runs): Promise<readonly boolean[]> {
    const covered = await this.payments.coveredMinor(
      tx,
      runs.map((run) => run.id),
    );
    return runs.map((run) => (covered.get(run.id) ?? 0) >= run.input.dueMinor);
  }

  hasPayments(tx: Tx, runs: Runs): Promise<readonly boolean[]> {
    return this.payments.areOpen(
      tx,
      runs.map((run) => run.id),
    );
  }

  returnPayments(runs: Runs): Promise<readonly RemoteOutcome[]> {
    return this.payments.callOff(runs.map((run) => run.id));
  }

  /** The hold must outlive the payment: its time limit goes, and what is only taken when paid is taken now. */
  async secureStock(tx: Tx, runs: Runs): Promise<Refusals> {
    const held = runs.filter((run) => run.input.hasReservation);
    const secured = await this.inventory.secure(
      tx,
      held.map((run) => run.id),
    );
    const lapsed = new Set(held.filter((_, i) => secured[i] === 'lapsed'));
    const late = runs.filter((run) => run.input.late !== undefined && !lapsed.has(run));
    const outcomes = await this.inventory.reserve(
      tx,
      late.map((run) => ({
        reservationId: run.input.late!.reservationId,
        customerId: run.input.customerId,
        expiresAt: null,
        lines: run.input.late!.lines,
      })),
    );
    const gone = new Set(late.filter((_, i) => outcomes[i]!.kind !== 'created' && outcomes[i]!.kind !== 'exists'));
    return runs.map((run) => {
      if (lapsed.has(run))
        return { code: 'INSUFFICIENT_STOCK', detail: 'the hold on the goods lapsed and somebody else has them now' };
      if (gone.has(run)) return { code: 'INSUFFICIENT_STOCK', detail: 'the goods were sold before the payment came' };
      return undefined;
    });
  }

  async releaseLateStock(tx: Tx, runs: Runs): Promise<void> {
    await this.inventory.release(
      tx,
      runs.flatMap((run) => (run.input.late === undefined ? [] : [run.input.late.reservationId])),
    );
  }

  capturePayment(runs: Runs): Promise<readonly RemoteOutcome[]> {
    return this.payments.capture(runs.map((run) => ({ orderId: run.id, dueMinor: run.input.dueMinor })));
  }

  async postWallet(tx: Tx, runs: Runs): Promise<void> {
    await this.wallet.capture(
      tx,
      runs.flatMap(holdKeys).map((key) => ({
        ...key,
        transferId: uuid7(),
        kind: key.asset === 'credit' ? 'order_payment' : 'order_points',
        to: 'sales',
      })),
    );
  }

  async commitStock(tx: Tx, runs: Runs): Promise<void> {
    await this.inventory.commit(
      tx,
      runs.flatMap((run) => [
        ...(run.input.hasReservation ? [run.id] : []),
        ...(run.input.late === undefined ? [] : [run.input.late.reservationId]),
      ]),
    );
  }

  async commitOffers(tx: Tx, runs: Runs): Promise<void> {
    const claiming = runs.filter((run) => run.input.hasClaims);
    if (claiming.length > 0)
      await this.promotion.commit(
        tx,
        claiming.map((run) => run.id),
      );
  }

  async markPaid(tx: Tx, runs: Runs): Promise<void> {
    await this.orders.transition(
      tx,
      runs.map((run) => ({
        orderId: run.id,
        from: ['awaiting_payment'],
        to: 'paid',
        what: 'paid',
        actor: null,
        paidMinor: run.input.dueMinor,
      })),
    );
    // A second payment may have been authorised while the first one was taken.
    await this.returns.startLeftOver(
      tx,
      runs
        .filter((run) => run.input.dueMinor > 0)
        .map((run) => ({ orderId: run.id, dueMinor: run.input.dueMinor, reason: 'the order was paid already' })),
    );
  }

  /** Hands each sub-order to its warehouse. What was written in this transaction is at hand; the rest is read. */
  async handToFulfilment(tx: Tx, runs: Runs): Promise<void> {
    const stored = runs.filter((run) => run.work === undefined).map((run) => run.id);
    const read = stored.length === 0 ? undefined : await this.orders.subOrdersOf(tx, stored);
    await this.fulfilment.createWork(
      tx,
      runs.flatMap((run) =>
        (run.work?.order?.subOrders ?? read?.get(run.id) ?? []).map(({ number, merchantId, warehouseId }) => ({
          orderId: run.id,
          subOrder: number,
          merchantId,
          warehouseId,
        })),
      ),
    );
  }
}
