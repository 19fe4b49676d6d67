/** Parts of orders moved by hand or by time, along the published flow table. Many in, one outcome each, in array order. */
import { Injectable } from '@nestjs/common';
import { Database, Outbox, plainArray, type Tx } from '#libs/platform';
import * as sql from './db/order.statements.js';
import { mayMove, orderStateOf } from './order-flow.rules.js';
import { writeMoves, type Move, type SubMove } from './order.journal.js';
import { OrderService } from './order.service.js';
import type { OrderState, SubOrderState } from './order.types.js';

/** A part of an order that is to move. */
export interface SubOrderMove {
  readonly orderId: string;
  readonly number: number;
  readonly to: SubOrderState;
  /** Who; `null` when it happens by itself. */
  readonly actor: string | null;
  readonly note?: string | null;
  /** With `delivered`: when its receipt confirms itself. */
  readonly confirmBy?: Date | null;
  /** Only a part of this merchant; another's is `unknown`. */
  readonly merchantId?: string | null;
}

/** `elsewhere`: the flow has no step from where it is (`state`); nothing was done. */
export type SubOrderOutcome =
  | { readonly kind: 'moved'; readonly from: SubOrderState; readonly orderState: OrderState }
  | { readonly kind: 'elsewhere'; readonly state: SubOrderState }
  | { readonly kind: 'unknown' };

@Injectable()
export class SubOrderMoves {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly orders: OrderService,
  ) {}

  /** Moves parts, each with an entry on its order's timeline under the name of its new state. Locks orders by id. */
  async move(tx: Tx, wishes: readonly SubOrderMove[]): Promise<readonly SubOrderOutcome[]> {
    if (wishes.length === 0) return [];
    const ids = [...new Set(wishes.map((wish) => wish.orderId))];
    const locked = await this.orders.lock(tx, ids);
    const states = new Map(ids.map((id): [string, sql.SubOrderStateRow[]] => [id, []]));
    for (const row of await tx.run(sql.subOrderStates, [plainArray(ids)])) states.get(row.orderId)!.push(row);
    const moves: Move[] = [];
    const subMoves: SubMove[] = [];
    const outcomes = wishes.map((wish): SubOrderOutcome => {
      const order = locked.get(wish.orderId);
      const parts = states.get(wish.orderId)!;
      const part = parts.find(({ number }) => number === wish.number);
      const { merchantId = null } = wish;
      if (order === undefined || part === undefined) return { kind: 'unknown' };
      if (merchantId !== null && part.merchantId !== merchantId) return { kind: 'unknown' };
      const from = part.state;
      if (!mayMove(part.goodsType, from, wish.to)) return { kind: 'elsewhere', state: from };
      part.state = wish.to;
      const before = order.state;
      order.state = orderStateOf(parts.map(({ state }) => state));
      order.eventSeq += 1;
      const { orderId, number, confirmBy = null } = wish;
      subMoves.push({ orderId, number, state: wish.to, confirmBy: wish.to === 'delivered' ? confirmBy : null });
      moves.push({
        ...{ orderId, customerId: order.customerId, seq: order.eventSeq, what: wish.to, subOrder: number },
        ...{ from: before, to: order.state, actor: wish.actor, note: wish.note ?? null },
        ...{ state: order.state, paidMinor: order.paidMinor, cancelReason: null },
      });
      return { kind: 'moved', from, orderState: order.state };
    });
    // A part that moves twice in one call is written once, as it ends.
    const ends = new Map(subMoves.map((move) => [`${move.orderId}/${move.number}`, move]));
    writeMoves(tx, this.outbox, { moves, subMoves: [...ends.values()] });
    return outcomes;
  }

  /** Up to `limit` delivered parts whose receipt is to confirm itself by now. No locks: {@link move} looks again. */
  due(tx: Tx, limit: number): Promise<readonly { readonly orderId: string; readonly number: number }[]> {
    return tx.run(sql.dueReceipts, [tx.now, limit]);
  }
}
