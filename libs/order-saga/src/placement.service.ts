/**
 * Order admission: placements that arrive while a batch commits are planned, held, written and answered together in the next
 * one (group commit). The order path never pays one commit an order.
 */
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import {
  AmbiguousOutcome,
  Answer,
  Batcher,
  Database,
  DatabaseUnavailable,
  Idempotency,
  Problem,
  repeated,
  uuid7,
  type Deferred,
  type FoundAnswer,
  type KeyedCall,
  type Tx,
} from '#libs/platform';
import type { NewSaga, Refusal } from '#libs/platform/saga';
import { newOrderAnswer } from '#libs/order';
import { orderProblems } from './order-saga.errors.js';
import { BatchPlanner } from './batch-planner.js';
import { giftNotices } from './gifts.rules.js';
import { OrderSagas } from './order-sagas.js';
import { OrderSettings } from './order.settings.js';
import type { Plan, PlaceOrderInput, PlaceOrderWork, Wish } from './placement.types.js';
import { giftsGiven, stockLines } from './stock-lines.rules.js';

/** A placement under an idempotency key. */
export interface PlacementCall extends KeyedCall {
  readonly wish: Wish;
}

/** What a batch answers for a call: a stored or fresh success as JSON text, or a refusal. */
type Placed = Answer<unknown> | Problem;

@Injectable()
export class PlacementService implements OnModuleDestroy {
  readonly batcher: Batcher<PlacementCall, Placed>;
  /** Calls under way by (principal, key): a second one waits for the first one's answer. */
  private readonly inFlight = new Map<string, { readonly requestHash: string; readonly answer: Promise<Placed> }>();

  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly planner: BatchPlanner,
    private readonly sagas: OrderSagas,
    settings: OrderSettings,
  ) {
    this.batcher = new Batcher({
      name: 'orders',
      batchSizeMax: settings.batchSizeMax,
      queueLengthMax: settings.batchQueueMax,
      lanes: settings.batchLanes,
      furtherLaneCallsMin: settings.batchFurtherLaneOrdersMin,
      run: (calls) => this.runBatch(calls),
      isShared: (error) => error instanceof DatabaseUnavailable,
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.batcher.drained();
  }

  /**
   * Places an order, once per (principal, key). Answers 201 with the order; repeats the first answer for a repeated key.
   * @throws Problem the refusal, also repeated; Overloaded; AmbiguousOutcome when the commit's outcome stays unknown
   */
  async place(call: PlacementCall): Promise<Answer<unknown>> {
    const slot = call.principalId + call.key;
    const rival = this.inFlight.get(slot);
    if (rival !== undefined) {
      if (rival.requestHash !== call.requestHash) return repeated({ status: 422, body: REUSED });
      return asReplay(await rival.answer);
    }
    const answer = this.batcher.submit(call);
    this.inFlight.set(slot, { requestHash: call.requestHash, answer });
    try {
      const placed = await answer;
      if (placed instanceof Problem) throw placed;
      return placed;
    } finally {
      this.inFlight.delete(slot);
    }
  }

  /** What is kept under a key: for a request whose basis is gone because it was carried out before. @throws Problem a kept refusal */
  async kept(call: KeyedCall): Promise<Answer<unknown> | undefined> {
    const [found] = await this.database.transaction((tx) => this.idempotency.findAnswers(tx, [call]));
    await this.database.flushed();
    const kept = keptAnswer(found);
    if (kept instanceof Problem) throw kept;
    return kept;
  }

  /** Locks go back at COMMIT, answers go out when the disk has it: the next batch works meanwhile (ADR 0007). */
  private async runBatch(calls: readonly PlacementCall[]): Promise<readonly (Placed | Error)[] | Deferred<Placed>> {
    try {
      const placed = await this.database.transaction((tx) => this.placeAll(tx, calls), { releaseLocksEarly: true });
      return {
        outcomes: this.database.flushed().then(
          () => placed,
          (error: unknown) => this.lookUp(calls, error as AmbiguousOutcome),
        ),
      };
    } catch (error) {
      if (!(error instanceof AmbiguousOutcome)) throw error;
      return this.lookUp(calls, error);
    }
  }

  /** After a lost COMMIT: what is kept under the keys tells whether it was carried out; what is not there may yet appear. */
  private async lookUp(
    calls: readonly PlacementCall[],
    unknown: AmbiguousOutcome,
  ): Promise<readonly (Placed | Error)[]> {
    const found = await this.database.transaction((tx) => this.idempotency.findAnswers(tx, calls));
    // What can be seen need not be on disk yet, and an answer is a promise.
    await this.database.flushed();
    return found.map((kept) => keptAnswer(kept) ?? unknown);
  }

  private async placeAll(tx: Tx, calls: readonly PlacementCall[]): Promise<readonly (Placed | Error)[]> {
    const [found] = await Promise.all([this.idempotency.findAnswers(tx, calls), this.planner.freshen(tx)]);
    const fresh = calls.filter((_, i) => found[i] === undefined);
    const outcomes = new Map<PlacementCall, Placed | Error>();
    calls.forEach((call, i) => {
      const kept = keptAnswer(found[i]);
      if (kept !== undefined) outcomes.set(call, kept);
    });
    if (fresh.length > 0) {
      const plans = await this.planAll(tx, fresh);
      for (const [call, refusal] of plans.refused) outcomes.set(call, refusal);
      await this.startSagas(tx, plans.planned, outcomes);
      await this.keepAnswers(tx, fresh, outcomes);
    }
    return calls.map((call) => outcomes.get(call)!);
  }

  private async planAll(
    tx: Tx,
    calls: readonly PlacementCall[],
  ): Promise<{ planned: [PlacementCall, Plan][]; refused: [PlacementCall, Problem | Error][] }> {
    const plans = await this.planner.planAll(
      tx,
      calls.map((call) => call.wish),
    );
    const planned: [PlacementCall, Plan][] = [];
    const refused: [PlacementCall, Problem | Error][] = [];
    calls.forEach((call, i) => {
      const plan = plans[i]!;
      // A problem, or a defect met by one wish: that caller's alone.
      if (plan instanceof Error) refused.push([call, plan]);
      else planned.push([call, plan]);
    });
    return { planned, refused };
  }

  private async startSagas(
    tx: Tx,
    planned: readonly [PlacementCall, Plan][],
    outcomes: Map<PlacementCall, Placed | Error>,
  ): Promise<void> {
    const sagas = planned.map(([call, plan]) => newSaga(call, plan));
    const ends = await this.sagas.placeOrder.start(tx, sagas);
    planned.forEach(([call], i) => {
      const { work } = sagas[i]!;
      const { refusal, state } = ends[i]!;
      if (refusal !== null) outcomes.set(call, problemOf(refusal));
      else outcomes.set(call, Answer.ofText(201, answerText(work, state === 'done', tx.now), false));
    });
  }

  private async keepAnswers(
    tx: Tx,
    calls: readonly PlacementCall[],
    outcomes: ReadonlyMap<PlacementCall, Placed | Error>,
  ): Promise<void> {
    await this.idempotency.storeAnswers(
      tx,
      calls.flatMap((call) => {
        const outcome = outcomes.get(call)!;
        if (outcome instanceof Answer) return [{ ...keyOf(call), status: outcome.status, body: outcome.text! }];
        if (!(outcome instanceof Problem)) return [];
        const { status, code, title, detail, members, headers } = outcome;
        return [{ ...keyOf(call), status, body: JSON.stringify({ code, title, detail, members, headers }) }];
      }),
    );
  }
}

const REUSED = JSON.stringify({
  code: 'IDEMPOTENCY_KEY_REUSED',
  title: 'The idempotency key was used for another request',
  detail: 'use a fresh key for a different request',
  members: {},
  headers: {},
});

function keyOf(call: PlacementCall): KeyedCall {
  return { principalId: call.principalId, key: call.key, requestHash: call.requestHash };
}

function newSaga(call: PlacementCall, plan: Plan): NewSaga<PlaceOrderInput, PlaceOrderWork> {
  const late = stockLines(plan).late;
  const input: PlaceOrderInput = {
    customerId: call.wish.customerId,
    dueMinor: 0,
    creditMinor: 0,
    points: 0,
    payByMs: 0,
    hasReservation: false,
    hasClaims: plan.breakdown.claims.length > 0 || plan.couponIds.length > 0,
    ...(late.length > 0 && {
      late: {
        reservationId: uuid7(),
        // Their limit is counted with the order.
        lines: late.map(({ variantId, quantity }) => ({ variantId, quantity })),
      },
    }),
  };
  return { id: uuid7(), input, work: { plan, reserved: null, wallet: null, order: null } };
}

/** The order as it stands after its first transaction, with the wallet's new numbers. */
function answerText(work: PlaceOrderWork, isPaid: boolean, now: Date): string {
  const order = work.order!;
  const subOrders = isPaid ? order.subOrders.map((sub) => ({ ...sub, state: 'paid' as const })) : order.subOrders;
  const scarce = work.plan.lines
    .filter(({ variant }) => variant.takesStockAt === 'payment')
    .map(({ variant }) => ({ sku: variant.sku, code: 'SCARCE_PAY_SOON', text: 'scarce: pay soon' }));
  const wallet = work.wallet;
  return JSON.stringify({
    ...newOrderAnswer({ ...order, subOrders }, now),
    wallet:
      wallet === null
        ? null
        : isPaid
          ? {
              balance: wallet.balance - order.creditMinor,
              held: wallet.held - order.creditMinor,
              available: wallet.available,
            }
          : wallet,
    notices: [
      ...(isPaid ? [] : scarce),
      ...giftNotices(work.plan, giftsGiven(work.plan, work.reserved?.parcels ?? [])),
    ],
  });
}

function problemOf(refusal: Refusal): Problem {
  const make = orderProblems[refusal.code as keyof typeof orderProblems];
  if (make === undefined) throw new Error(`refusal ${refusal.code} is not a declared problem`);
  return make(refusal.detail, refusal.members);
}

function keptAnswer(kept: FoundAnswer): Placed | undefined {
  if (kept === undefined) return undefined;
  try {
    return repeated(kept === 'reused' ? { status: 422, body: REUSED } : kept);
  } catch (refusal) {
    return refusal as Problem;
  }
}

function asReplay(placed: Placed): Answer<unknown> {
  if (placed instanceof Problem)
    throw new Problem({ ...placed, headers: { ...placed.headers, 'Idempotency-Replayed': 'true' } });
  return Answer.ofText(placed.status, placed.text!, true);
}
