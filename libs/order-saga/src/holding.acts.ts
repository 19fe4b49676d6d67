/** The first half of the order saga, over a batch of orders: everything that is claimed, reserved and held before anybody pays. */
import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import type { Refusal } from '#libs/platform/saga';
import { CartService } from '#libs/cart';
import { InventoryService, type ReserveOutcome } from '#libs/inventory';
import { OrderService, type NewOrder } from '#libs/order';
import { WalletService, type HoldCredit, type HoldKey } from '#libs/wallet-credit';
import { OfferClaims } from './offer-claims.js';
import { OrderSettings } from './order.settings.js';
import { PaymentReturns } from './payment-returns.service.js';
import type { PlaceOrderRun } from './place-order.saga.js';
import type { Plan, PlaceOrderWork } from './placement.types.js';
import { insufficientCredit, refusedReservation } from './refusals.rules.js';
import { splitOrder } from './split.rules.js';
import { countedLines, stockLines } from './stock-lines.rules.js';
import { holdKeys } from './hold-keys.rules.js';

type Runs = readonly PlaceOrderRun[];
type Refusals = readonly (Refusal | undefined)[];

@Injectable()
export class HoldingActs {
  constructor(
    private readonly claims: OfferClaims,
    private readonly inventory: InventoryService,
    private readonly wallet: WalletService,
    private readonly cart: CartService,
    private readonly orders: OrderService,
    private readonly returns: PaymentReturns,
    private readonly settings: OrderSettings,
  ) {}

  claimOffers(tx: Tx, runs: Runs): Promise<Refusals> {
    return this.claims.claim(tx, runs);
  }

  returnOffers(tx: Tx, runs: Runs): Promise<void> {
    return this.claims.release(tx, runs);
  }

  async reserveStock(tx: Tx, runs: Runs): Promise<Refusals> {
    const expiresAt = new Date(tx.now.getTime() + this.settings.holdMinutes * 60_000);
    const requests = runs.flatMap((run) => {
      const lines = stockLines(planOf(run)).now;
      const counted = countedLines(planOf(run));
      run.input.hasReservation = lines.length + counted.length > 0;
      if (!run.input.hasReservation) return [];
      const replaces = lines.flatMap(({ holdId }) => (holdId === null ? [] : [holdId]));
      return [
        {
          run,
          lines,
          request: {
            reservationId: run.id,
            customerId: run.input.customerId,
            expiresAt,
            lines,
            ...(counted.length > 0 && { counted }),
            ...(replaces.length > 0 && { replaces }),
          },
        },
      ];
    });
    const outcomes = await this.inventory.reserve(
      tx,
      requests.map(({ request }) => request),
    );
    const refusals = new Map<PlaceOrderRun, Refusal>();
    requests.forEach(({ run, lines }, i) => {
      const outcome = outcomes[i]!;
      const refusal = refusedReservation(outcome, planOf(run));
      if (refusal !== undefined) refusals.set(run, refusal);
      else workOf(run).reserved = byPlanLine(outcome as Extract<ReserveOutcome, { kind: 'created' }>, lines);
    });
    return runs.map((run) => refusals.get(run));
  }

  /** Lets go of what is held. An order that is refused before anybody saw it leaves the cart's lines what they held. */
  async releaseStock(tx: Tx, runs: Runs): Promise<void> {
    await this.inventory.release(
      tx,
      runs.filter((run) => run.input.hasReservation).map((run) => run.id),
    );
    await this.cart.holdAgain(
      tx,
      runs.flatMap((run) =>
        run.work === undefined
          ? []
          : stockLines(run.work.plan).now.flatMap(({ holdId, limit = null }) =>
              holdId === null ? [] : [{ holdId, limit }],
            ),
      ),
    );
  }

  /** Holds points, then credit; what is left is due. */
  async holdWallet(tx: Tx, runs: Runs): Promise<Refusals> {
    const requests: { run: PlaceOrderRun; hold: HoldCredit }[] = [];
    for (const run of runs) {
      const { wish, breakdown } = planOf(run);
      const owner = { reference: run.id, ownerId: run.input.customerId };
      run.input.points = breakdown.points?.used ?? 0;
      run.input.dueMinor = breakdown.totalMinor;
      if (run.input.points > 0)
        requests.push({ run, hold: { ...owner, asset: 'points', amount: { use: 'exact', amount: run.input.points } } });
      if (wish.credit.use === 'max')
        requests.push({ run, hold: { ...owner, asset: 'credit', amount: { use: 'max', upTo: breakdown.totalMinor } } });
      if (wish.credit.use === 'exact' && wish.credit.amount > 0)
        requests.push({ run, hold: { ...owner, asset: 'credit', amount: wish.credit } });
    }
    const outcomes = await this.wallet.hold(
      tx,
      requests.map(({ hold }) => hold),
    );
    const refusals = new Map<PlaceOrderRun, Refusal>();
    const partly: HoldKey[] = [];
    requests.forEach(({ run, hold }, i) => {
      const outcome = outcomes[i]!;
      if (outcome.kind !== 'created' && outcome.kind !== 'exists') {
        refusals.set(run, insufficientCredit(outcome, hold, planOf(run)));
        return;
      }
      if (hold.asset === 'points') return;
      run.input.creditMinor = outcome.amount;
      run.input.dueMinor = planOf(run).breakdown.totalMinor - outcome.amount;
      workOf(run).wallet = outcome.wallet;
    });
    // A step that refuses leaves nothing of itself behind: the half that was held is given back here.
    requests.forEach(({ run, hold }, i) => {
      const { kind } = outcomes[i]!;
      if (refusals.has(run) && (kind === 'created' || kind === 'exists')) partly.push(hold);
    });
    await this.wallet.release(tx, partly);
    for (const run of runs)
      run.input.payByMs = run.input.dueMinor === 0 ? 0 : tx.now.getTime() + this.settings.holdMinutes * 60_000;
    return runs.map((run) => refusals.get(run));
  }

  async releaseWallet(tx: Tx, runs: Runs): Promise<void> {
    await this.wallet.release(tx, runs.flatMap(holdKeys));
  }

  /**
   * Goods that are taken with the payment, of orders that credit pays in full: they are paid now, and a refusal must come before
   * the order is written.
   */
  async reserveLateStock(tx: Tx, runs: Runs): Promise<Refusals> {
    const paid = runs.filter(isLateAndPaid);
    if (paid.length === 0) return [];
    const outcomes = await this.inventory.reserve(
      tx,
      paid.map((run) => ({
        reservationId: run.input.late!.reservationId,
        customerId: run.input.customerId,
        expiresAt: null,
        lines: run.input.late!.lines,
      })),
    );
    const refusals = new Map(paid.map((run, i) => [run, refusedReservation(outcomes[i]!, planOf(run))]));
    return runs.map((run) => refusals.get(run));
  }

  async releaseLateStock(tx: Tx, runs: Runs): Promise<void> {
    await this.inventory.release(
      tx,
      runs.filter(isLateAndPaid).map((run) => run.input.late!.reservationId),
    );
  }

  async takeCartLines(tx: Tx, runs: Runs): Promise<Refusals> {
    const fromCart = runs.filter((run) => planOf(run).lines.some((line) => line.wanted.cartLine !== undefined));
    if (fromCart.length === 0) return [];
    const outcomes = await this.cart.takeOut(
      tx,
      fromCart.map((run) => ({
        ownerId: run.input.customerId,
        lines: planOf(run).lines.flatMap(({ wanted }) =>
          wanted.cartLine === undefined ? [] : [{ lineId: wanted.cartLine.lineId, version: wanted.cartLine.version }],
        ),
      })),
    );
    const changed = new Set(fromCart.filter((_, i) => outcomes[i] === 'changed'));
    return runs.map((run) =>
      changed.has(run)
        ? { code: 'CART_CHANGED', detail: 'the cart changed while the order was placed; look at it and try again' }
        : undefined,
    );
  }

  async acceptOrders(tx: Tx, runs: Runs): Promise<void> {
    const orders = runs.map((run): NewOrder => {
      const plan = planOf(run);
      const { breakdown, wish } = plan;
      const split = splitOrder(plan, workOf(run).reserved?.parcels ?? [], {
        creditMinor: run.input.creditMinor,
        shippingSplit: this.settings.shippingSplit,
      });
      const order: NewOrder = {
        id: run.id,
        customerId: run.input.customerId,
        currency: this.settings.currency,
        reference: wish.reference,
        address: wish.address,
        listMinor: breakdown.listMinor,
        discountMinor: breakdown.lineOfferMinor + breakdown.basketOfferMinor + breakdown.couponMinor,
        pointsMinor: breakdown.pointsMinor,
        shippingMinor: breakdown.shippingMinor,
        totalMinor: breakdown.totalMinor,
        creditMinor: run.input.creditMinor,
        dueMinor: run.input.dueMinor,
        points: run.input.points,
        payBy: run.input.payByMs === 0 ? null : new Date(run.input.payByMs),
        ...split,
      };
      workOf(run).order = order;
      run.input.rewards = plan.rewards;
      return order;
    });
    await this.orders.write(tx, orders);
  }

  /**
   * Lets everything go and cancels, in the lock order of a placement: read upwards, the table would take wallets before stock, and a
   * customer who cancels while buying again would meet herself in a deadlock. The undos above find nothing left to do.
   */
  async cancelOrders(tx: Tx, runs: Runs): Promise<void> {
    await this.returnOffers(tx, runs);
    await this.releaseStock(tx, runs);
    await this.releaseWallet(tx, runs);
    await this.orders.transition(
      tx,
      runs.map((run) => ({
        orderId: run.id,
        from: ['awaiting_payment'],
        to: 'cancelled',
        what: 'cancelled',
        actor: null,
        note: refusalText(run),
      })),
    );
    // A payment may have been opened and authorised while the others were called off. An order that nobody else has seen has none.
    await this.returns.startLeftOver(
      tx,
      runs
        .filter((run) => run.work === undefined)
        .map((run) => ({ orderId: run.id, dueMinor: 0, reason: 'the order was cancelled before the payment came' })),
    );
  }
}

function isLateAndPaid(run: PlaceOrderRun): boolean {
  return run.input.late !== undefined && run.input.dueMinor === 0;
}

function planOf(run: PlaceOrderRun): Plan {
  return workOf(run).plan;
}

function workOf(run: PlaceOrderRun): PlaceOrderWork {
  if (run.work === undefined) throw new Error(`saga ${run.id} has left its first transaction; its plan is gone`);
  return run.work;
}

function refusalText(run: PlaceOrderRun): string | null {
  const { refusal } = run as PlaceOrderRun & { readonly refusal?: Refusal | null };
  return refusal === null || refusal === undefined ? null : `${refusal.code}: ${refusal.detail}`.slice(0, 200);
}

/** Parcels name lines of the reservation; orders name lines of the plan. */
function byPlanLine(
  outcome: Extract<ReserveOutcome, { kind: 'created' | 'exists' }>,
  lines: readonly { readonly planLine: number }[],
): PlaceOrderWork['reserved'] {
  const parcels = outcome.parcels.map((parcel) => ({
    ...parcel,
    lines: parcel.lines.map((line) => ({ ...line, line: lines[line.line]!.planLine })),
  }));
  return { kind: outcome.kind, parcels };
}
