/** Goods are received: parts of orders are completed, by their customer or by themselves, and what they earned begins to mature. */
import { Injectable } from '@nestjs/common';
import { Answer, Database, Idempotency, RetryTransaction, type Tx } from '#libs/platform';
import type { Principal } from '#libs/platform/http';
import { EarningService } from '#libs/loyalty';
import { mayMove, orderAnswer, OrderService, SubOrderMoves, type OrderDto, type SubOrderOutcome } from '#libs/order';
import { orderProblems } from './order-saga.errors.js';
import { receiptsOf } from './receipt.rules.js';

/** A part of an order that was received. */
export interface ReceivedPart {
  readonly orderId: string;
  readonly number: number;
  /** Who says so; `null`: nobody said anything else in time. */
  readonly actor: string | null;
}

@Injectable()
export class ReceiptService {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly orders: OrderService,
    private readonly parts: SubOrderMoves,
    private readonly earnings: EarningService,
  ) {}

  /**
   * The caller has received what was shipped of its order so far. Asked again it answers alike.
   * @throws Problem 404 ORDER_NOT_FOUND, 409 NOTHING_RECEIVED
   */
  confirm(caller: Principal, orderId: string, key: string | undefined): Promise<Answer<OrderDto>> {
    const call = { principal: caller, key, operation: 'confirmReceipt', body: { orderId } };
    return this.idempotency.once(call, async (tx) => {
      await this.receiveAll(tx, caller, orderId);
      const view = (await this.orders.read(tx, [orderId])).get(orderId)!;
      return { status: 200, body: orderAnswer(view, tx.now) };
    });
  }

  /** Completes parts that may be, and starts the maturing of what is now received whole. Locks rewards, then orders. */
  async receive(tx: Tx, received: readonly ReceivedPart[]): Promise<readonly SubOrderOutcome[]> {
    if (received.length === 0) return [];
    await this.earnings.lock(
      tx,
      received.map(({ orderId }) => orderId),
    );
    const outcomes = await this.parts.move(
      tx,
      received.map(({ orderId, number, actor }) => ({
        ...{ orderId, number, actor, to: 'completed' as const },
        note: actor === null ? 'received by itself: nobody said anything else in time' : null,
      })),
    );
    const moved = received.filter((_, i) => outcomes[i]!.kind === 'moved').map(({ orderId }) => orderId);
    if (moved.length > 0)
      await this.earnings.confirmReceipt(tx, receiptsOf(await this.orders.subOrdersOf(tx, [...new Set(moved)])));
    return outcomes;
  }

  /** Sweep: completes up to `limit` parts whose customers have said nothing in time. Answers how many it looked at. */
  async receiveDue(limit: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const due = await this.parts.due(tx, limit);
      // A part that its customer confirms at once is `elsewhere`: whoever was first has started its rewards.
      await this.receive(
        tx,
        due.map((part) => ({ ...part, actor: null })),
      );
      return due.length;
    });
  }

  private async receiveAll(tx: Tx, caller: Principal, orderId: string): Promise<void> {
    const view = (await this.orders.read(tx, [orderId])).get(orderId);
    if (view === undefined || view.order.customerId !== caller.id)
      throw orderProblems.ORDER_NOT_FOUND('there is no such order of yours');
    const there = view.subOrders.filter(({ goodsType, state }) => mayMove(goodsType, state, 'completed'));
    if (there.length === 0) {
      if (view.subOrders.some(({ state }) => state === 'completed')) return;
      throw orderProblems.NOTHING_RECEIVED('nothing of it has been shipped yet', { state: view.order.state });
    }
    const outcomes = await this.receive(
      tx,
      there.map(({ number }) => ({ orderId, number, actor: caller.id })),
    );
    if (outcomes.some((outcome) => outcome.kind === 'elsewhere' && outcome.state !== 'completed'))
      throw new RetryTransaction(new Error('a part of the order moved meanwhile'));
  }
}
