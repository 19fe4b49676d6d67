/** Orders: written once, moved along their flow by condition, each move on the timeline. Many in, one outcome each. */
import { Injectable } from '@nestjs/common';
import { Database, Outbox, longTextArray, plainArray, textArray, timeArray, type Tx } from '#libs/platform';
import * as sql from './db/order.statements.js';
import { mayMove, orderStateOf } from './order-flow.rules.js';
import { orderChanged, writeMoves, type Move, type SubMove } from './order.journal.js';
import type { NewOrder, OrderNote, OrderState, OrderTransition, TransitionOutcome } from './order.types.js';

/** An order with everything a reader sees of it. */
export interface OrderView {
  readonly order: sql.OrderRow;
  readonly subOrders: readonly sql.SubOrderRow[];
  readonly lines: readonly sql.LineRow[];
}

/** What the order list may be filtered by. */
export interface OrderFilter {
  readonly customerId: string | null;
  readonly state?: OrderState;
  /** Finds orders with a line whose title or sku contains it, or with exactly this id or reference. */
  readonly text?: string;
  readonly placedFrom?: Date;
  readonly placedTo?: Date;
  /** The last id of the page before. */
  readonly before?: string;
  readonly limit: number;
}

@Injectable()
export class OrderService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  /** Writes orders with their sub-orders, lines and first timeline entry. Ids are the caller's; one that exists is a defect here. */
  async write(tx: Tx, orders: readonly NewOrder[]): Promise<void> {
    if (orders.length === 0) return;
    const states = orders.map((order) => orderStateOf(order.subOrders.map((sub) => sub.state)));
    const subs = orders.flatMap((order) => order.subOrders.map((sub) => ({ orderId: order.id, sub })));
    const lines = orders.flatMap((order) => order.lines.map((line) => ({ orderId: order.id, line })));
    tx.send(sql.writeOrders, [
      plainArray(orders.map((order) => order.id)),
      plainArray(orders.map((order) => order.customerId)),
      textArray(states),
      textArray(orders.map((order) => order.currency)),
      plainArray(orders.map((order) => order.listMinor)),
      plainArray(orders.map((order) => order.discountMinor)),
      plainArray(orders.map((order) => order.pointsMinor)),
      plainArray(orders.map((order) => order.shippingMinor)),
      plainArray(orders.map((order) => order.totalMinor)),
      plainArray(orders.map((order) => order.creditMinor)),
      plainArray(orders.map((order) => order.dueMinor)),
      plainArray(orders.map((order) => order.points)),
      timeArray(orders.map((order) => order.payBy)),
      textArray(orders.map((order) => order.reference)),
      longTextArray(orders.map((order) => (order.address === null ? null : JSON.stringify(order.address)))),
      tx.now,
      plainArray(subs.map(({ orderId }) => orderId)),
      plainArray(subs.map(({ sub }) => sub.number)),
      plainArray(subs.map(({ sub }) => sub.merchantId)),
      textArray(subs.map(({ sub }) => sub.merchantName)),
      plainArray(subs.map(({ sub }) => sub.warehouseId)),
      textArray(subs.map(({ sub }) => sub.goodsType)),
      textArray(subs.map(({ sub }) => sub.state)),
      plainArray(subs.map(({ sub }) => sub.listMinor)),
      plainArray(subs.map(({ sub }) => sub.discountMinor)),
      plainArray(subs.map(({ sub }) => sub.pointsMinor)),
      plainArray(subs.map(({ sub }) => sub.shippingMinor)),
      plainArray(subs.map(({ sub }) => sub.totalMinor)),
      plainArray(subs.map(({ sub }) => sub.creditMinor)),
      plainArray(subs.map(({ sub }) => sub.dueMinor)),
      plainArray(lines.map(({ orderId }) => orderId)),
      plainArray(lines.map(({ line }) => line.position)),
      plainArray(lines.map(({ line }) => line.subOrder)),
      plainArray(lines.map(({ line }) => line.variantId)),
      textArray(lines.map(({ line }) => line.sku)),
      textArray(lines.map(({ line }) => line.title)),
      textArray(lines.map(({ line }) => line.kind)),
      plainArray(lines.map(({ line }) => line.quantity)),
      plainArray(lines.map(({ line }) => line.unitMinor)),
      plainArray(lines.map(({ line }) => line.listMinor)),
      plainArray(lines.map(({ line }) => line.discountMinor)),
      plainArray(lines.map(({ line }) => line.pointsMinor)),
      plainArray(lines.map(({ line }) => line.payableMinor)),
      textArray(lines.map(({ line }) => (line.messages === null ? null : JSON.stringify(line.messages)))),
      plainArray(lines.map(({ line }) => line.giftOf)),
      plainArray(lines.map(({ line }) => (line.soldMinor === line.listMinor ? null : line.soldMinor))),
    ]);
    this.outbox.append(
      tx,
      orders.map((order, i) =>
        orderChanged({
          ...{ orderId: order.id, customerId: order.customerId, seq: 1, what: 'placed', subOrder: null },
          ...{ from: null, state: states[i]! },
        }),
      ),
    );
  }

  /** Locks orders by id, in id order; for a flow that decides on what it reads. */
  async lock(tx: Tx, orderIds: readonly string[]): Promise<ReadonlyMap<string, sql.OrderLockRow>> {
    if (orderIds.length === 0) return new Map();
    const rows = await tx.run(sql.lockOrders, [plainArray([...new Set(orderIds)])]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Moves orders by condition. One transition per order and call. A step the flow does not know is a defect and throws. */
  async transition(tx: Tx, transitions: readonly OrderTransition[]): Promise<readonly TransitionOutcome[]> {
    if (transitions.length === 0) return [];
    const ids = transitions.map((transition) => transition.orderId);
    const locked = await this.lock(tx, ids);
    const subs = await tx.run(sql.subOrderStates, [plainArray(ids)]);
    const subMoves: SubMove[] = [];
    const moves: Move[] = [];
    const outcomes = transitions.map((transition): TransitionOutcome => {
      const order = locked.get(transition.orderId);
      if (order === undefined) return { kind: 'elsewhere', state: null };
      const own = subs.filter((sub) => sub.orderId === order.id);
      const moving = own.filter((sub) => transition.from.includes(sub.state));
      if (moving.length === 0) return { kind: 'elsewhere', state: order.state };
      for (const sub of moving) {
        if (!mayMove(sub.goodsType, sub.state, transition.to))
          throw new Error(`the flow of ${sub.goodsType} has no step ${sub.state} -> ${transition.to}`);
        sub.state = transition.to;
        subMoves.push({ orderId: order.id, number: sub.number, state: sub.state, confirmBy: null });
      }
      const state = orderStateOf(own.map((sub) => sub.state));
      moves.push({
        orderId: order.id,
        customerId: order.customerId,
        seq: order.eventSeq + 1,
        what: transition.what,
        subOrder: null,
        from: order.state,
        to: state,
        actor: transition.actor,
        note: transition.note ?? null,
        state,
        paidMinor: transition.paidMinor ?? order.paidMinor,
        cancelReason: state === 'cancelled' ? (transition.note ?? null) : null,
      });
      return { kind: 'moved', from: order.state };
    });
    writeMoves(tx, this.outbox, { moves, subMoves });
    return outcomes;
  }

  /** Puts notes on timelines without changing a state. Unknown orders are passed over. */
  async note(tx: Tx, notes: readonly OrderNote[]): Promise<void> {
    if (notes.length === 0) return;
    const locked = await this.lock(
      tx,
      notes.map((note) => note.orderId),
    );
    const moves = notes.flatMap((note): Move[] => {
      const order = locked.get(note.orderId);
      if (order === undefined) return [];
      order.eventSeq += 1;
      const { orderId, what, actor } = note;
      return [
        {
          orderId,
          customerId: order.customerId,
          seq: order.eventSeq,
          what,
          subOrder: null,
          from: null,
          to: null,
          actor,
          note: note.note,
          state: order.state,
          paidMinor: order.paidMinor,
          cancelReason: null,
        },
      ];
    });
    writeMoves(tx, this.outbox, { moves, subMoves: [] });
  }

  /** Orders with sub-orders and lines, in three statements whatever their number; `customerId` limits to one customer's. */
  async view(orderIds: readonly string[], customerId: string | null): Promise<readonly OrderView[]> {
    const orders = await this.database.run(sql.readOrders, [plainArray(orderIds), customerId]);
    if (orders.length === 0) return [];
    const found = plainArray(orders.map((order) => order.id));
    const [subOrders, lines] = await Promise.all([
      this.database.run(sql.readSubOrders, [found]),
      this.database.run(sql.readLines, [found]),
    ]);
    const subsOf = byOrder(subOrders);
    const linesOf = byOrder(lines);
    const byId = new Map(orders.map((order) => [order.id, order]));
    return orderIds.flatMap((id) => {
      const order = byId.get(id);
      return order === undefined ? [] : [{ order, subOrders: subsOf.get(id) ?? [], lines: linesOf.get(id) ?? [] }];
    });
  }

  /** What flows need of orders under lock, with sub-orders and lines, inside the transaction. */
  async read(tx: Tx, orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderView>> {
    const ids = plainArray(orderIds);
    const orders = await tx.run(sql.readOrders, [ids, null]);
    const subsOf = byOrder(await tx.run(sql.readSubOrders, [ids]));
    const linesOf = byOrder(await tx.run(sql.readLines, [ids]));
    return new Map(
      orders.map((order) => [
        order.id,
        { order, subOrders: subsOf.get(order.id) ?? [], lines: linesOf.get(order.id) ?? [] },
      ]),
    );
  }

  /** The sub-orders of each order, inside the transaction. */
  async subOrdersOf(tx: Tx, orderIds: readonly string[]): Promise<ReadonlyMap<string, readonly sql.SubOrderRow[]>> {
    return byOrder(await tx.run(sql.readSubOrders, [plainArray(orderIds)]));
  }

  /** The timeline of one order, oldest first. */
  timeline(orderId: string): Promise<readonly sql.EventRow[]> {
    return this.database.run(sql.readTimeline, [orderId]);
  }

  /** How many orders a customer has in each state. */
  async counts(customerId: string): Promise<ReadonlyMap<OrderState, number>> {
    return new Map((await this.database.run(sql.countByState, [customerId])).map((row) => [row.state, row.orders]));
  }

  /** Ids of orders that match, newest first. */
  async list(filter: OrderFilter): Promise<readonly string[]> {
    const values: unknown[] = [];
    const bind = (value: unknown): string => `$${values.push(value)}`;
    const where = ['o.deleted_at IS NULL'];
    if (filter.customerId !== null) where.push(`o.customer_id = ${bind(filter.customerId)}`);
    if (filter.state !== undefined) where.push(`o.state = ${bind(filter.state)}`);
    if (filter.placedFrom !== undefined) where.push(`o.placed_at >= ${bind(filter.placedFrom)}`);
    if (filter.placedTo !== undefined) where.push(`o.placed_at < ${bind(filter.placedTo)}`);
    if (filter.before !== undefined) where.push(`o.id < ${bind(filter.before)}`);
    if (filter.text !== undefined) {
      const pattern = bind(`%${filter.text.replace(/[\\%_]/g, '\\$&')}%`);
      const exact = bind(filter.text);
      where.push(`(o.id::text = ${exact} OR o.reference = ${exact} OR EXISTS (
        SELECT 1 FROM orders.line AS l WHERE l.order_id = o.id AND (l.title ILIKE ${pattern} OR l.sku ILIKE ${pattern})))`);
    }
    const rows = await this.database.query<{ id: string }>(
      `SELECT o.id FROM orders.customer_order AS o WHERE ${where.join(' AND ')} ORDER BY o.id DESC LIMIT ${bind(filter.limit)}`,
      values,
    );
    return rows.map((row) => row.id);
  }
}

function byOrder<Row extends { orderId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.orderId);
    if (group) group.push(row);
    else groups.set(row.orderId, [row]);
  }
  return groups;
}
