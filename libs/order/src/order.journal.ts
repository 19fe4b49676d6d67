/** How a move of orders is written: states, timeline and live events together, one statement however many orders. */
import { plainArray, textArray, timeArray, type NewEvent, type Outbox, type Tx } from '#libs/platform';
import * as sql from './db/order.statements.js';
import type { OrderState, SubOrderState } from './order.types.js';

/** One entry of a timeline with what it makes of its order. `from` and `to` are states of the order, also when a part of it moved. */
export interface Move {
  readonly orderId: string;
  readonly customerId: string;
  readonly seq: number;
  readonly what: string;
  /** The part that moved; `null` when it is about the whole order. */
  readonly subOrder: number | null;
  readonly from: OrderState | null;
  readonly to: OrderState | null;
  readonly actor: string | null;
  readonly note: string | null;
  readonly state: OrderState;
  readonly paidMinor: number;
  readonly cancelReason: string | null;
}

/** A part's new state. */
export interface SubMove {
  readonly orderId: string;
  readonly number: number;
  readonly state: SubOrderState;
  /** When its receipt confirms itself; only for what is delivered. */
  readonly confirmBy: Date | null;
}

/** Writes moves of orders whose locks this transaction has. One order may have several: the last one carries its final numbers. */
export function writeMoves(
  tx: Tx,
  outbox: Outbox,
  { moves, subMoves }: { readonly moves: readonly Move[]; readonly subMoves: readonly SubMove[] },
): void {
  if (moves.length === 0) return;
  const last = [...new Map(moves.map((move) => [move.orderId, move])).values()];
  tx.send(sql.moveOrders, [
    plainArray(subMoves.map((move) => move.orderId)),
    plainArray(subMoves.map((move) => move.number)),
    textArray(subMoves.map((move) => move.state)),
    plainArray(moves.map((move) => move.orderId)),
    plainArray(moves.map((move) => move.seq)),
    textArray(moves.map((move) => move.what)),
    plainArray(moves.map((move) => move.subOrder)),
    textArray(moves.map((move) => move.from)),
    textArray(moves.map((move) => move.to)),
    plainArray(moves.map((move) => move.actor)),
    textArray(moves.map((move) => move.note)),
    tx.now,
    plainArray(last.map((move) => move.orderId)),
    textArray(last.map((move) => move.state)),
    plainArray(last.map((move) => move.seq)),
    plainArray(last.map((move) => move.paidMinor)),
    textArray(last.map((move) => move.cancelReason)),
    timeArray(subMoves.map((move) => move.confirmBy)),
  ]);
  outbox.append(tx, moves.map(orderChanged));
}

/** What everybody who listens to an order hears of a move. */
export function orderChanged(
  move: Pick<Move, 'orderId' | 'customerId' | 'seq' | 'what' | 'subOrder' | 'from' | 'state'>,
): NewEvent {
  const { orderId, customerId, seq, what, subOrder, from, state } = move;
  return {
    topic: 'order.changed',
    aggregateId: orderId,
    aggregateSeq: seq,
    subjectId: customerId,
    payload: JSON.stringify(
      subOrder === null ? { orderId, what, from, state } : { orderId, subOrder, what, from, state },
    ),
  };
}
