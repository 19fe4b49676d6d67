/** What the steps of the order saga do, over a batch of orders: each act is one call of one library's batch verb. */
import { Injectable } from '@nestjs/common';
import { uuid7, type Tx } from '#libs/platform';
import type { Refusal, RemoteOutcome } from '#libs/platform/saga';
import { CartService } from '#libs/cart';
import { FulfilmentService } from '#libs/fulfilment';
import { InventoryService, type ReserveOutcome } from '#libs/inventory';
import { OrderService, type NewOrder } from '#libs/order';
import { PromotionService } from '#libs/promotion';
import { WalletService, type HoldCredit, type HoldKey } from '#libs/wallet-credit';
import { OrderPayments } from './order-payments.service.js';
import { OrderSettings } from './order.settings.js';
import type { PlaceOrderRun } from './place-order.saga.js';
import type { Plan, PlaceOrderWork } from './placement.types.js';
import { insufficientCredit, refusedClaim, refusedReservation } from './refusals.rules.js';
import { splitOrder } from './split.rules.js';
import { stockLines } from './stock-lines.rules.js';

type Runs = readonly PlaceOrderRun[];
type Refusals = readonly (Refusal | undefined)[];

@Injectable()
export class PlaceOrderActs {
  constructor(
    private readonly promotion: PromotionService,
    private readonly inventory: InventoryService,
    private readonly wallet: WalletService,
    private readonly cart: CartService,
    private readonly orders: OrderService,
    private readonly payments: OrderPayments,
    private readonly more: PlaceOrderExtras,
  ) {}

  async claimOffers(tx: Tx, runs: Runs): Promise<Refusals> {
    const claiming = runs.filter((run) => run.input.hasClaims);
    if (claiming.length === 0) return [];
    const outcomes = await this.promotion.claim(
      tx,
      claiming.map((run) => ({ claimId: run.id, customerId: run.input.customerId, offers: planOf(run).breakdown.claims, couponIds: planOf(run).couponIds })),
    );
    const refusals = new Map(claiming.map((run, i) => [run, refusedClaim(outcomes[i]!)]));
    return runs.map((run) => refusals.get(run));
  }

  async returnOffers(tx: Tx, runs: Runs): Promise<void> {
    const claiming = runs.filter((run) => run.input.hasClaims);
    if (claiming.length > 0) await this.promotion.release(tx, claiming.map((run) => run.id));
  }

  async reserveStock(tx: Tx, runs: Runs): Promise<Refusals> {
    const expiresAt = new Date(tx.now.getTime() + this.more.settings.holdMinutes * 60_000);
    const requests = runs.flatMap((run) => {
      const lines = stockLines(planOf(run)).now;
      run.input.hasReservation = lines.length > 0;
      if (lines.length === 0) return [];
      const replaces = lines.flatMap(({ holdId }) => (holdId === null ? [] : [holdId]));
      return [{ run, lines, request: { reservationId: run.id, customerId: run.input.customerId, expiresAt, lines, ...(replaces.length > 0 && { replaces }) } }];
    });
    const outcomes = await this.inventory.reserve(tx, requests.map(({ request }) => request));
    const refusals = new Map<PlaceOrderRun, Refusal>();
    requests.forEach(({ run, lines }, i) => {
      const outcome = outcomes[i]!;
      const refusal = refusedReservation(outcome, planOf(run));
      if (refusal !== undefined) refusals.set(run, refusal);
      else workOf(run).reserved = byPlanLine(outcome as Extract<ReserveOutcome, { kind: 'created' }>, lines);
    });
    return runs.map((run) => refusals.get(run));
  }

  async releaseStock(tx: Tx, runs: Runs): Promise<void> {
    await this.inventory.release(tx, runs.filter((run) => run.input.hasReservation).map((run) => run.id));
  }

  /** Holds points, then credit; what is left is due. */
  async holdWallet(tx: Tx, runs: Runs): Promise<Refusals> {
    const requests: { run: PlaceOrderRun; hold: HoldCredit }[] = [];
    for (const run of runs) {
      const { wish, breakdown } = planOf(run);
      const owner = { reference: run.id, ownerId: run.input.customerId };
      run.input.points = breakdown.points?.used ?? 0;
      run.input.dueMinor = breakdown.totalMinor;
      if (run.input.points > 0) requests.push({ run, hold: { ...owner, asset: 'points', amount: { use: 'exact', amount: run.input.points } } });
      if (wish.credit.use === 'max') requests.push({ run, hold: { ...owner, asset: 'credit', amount: { use: 'max', upTo: breakdown.totalMinor } } });
      if (wish.credit.use === 'exact' && wish.credit.amount > 0) requests.push({ run, hold: { ...owner, asset: 'credit', amount: wish.credit } });
    }
    const outcomes = await this.wallet.hold(tx, requests.map(({ hold }) => hold));
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
    for (const run of runs) run.input.payByMs = run.input.dueMinor === 0 ? 0 : tx.now.getTime() + this.more.settings.holdMinutes * 60_000;
    return runs.map((run) => refusals.get(run));
  }

  async releaseWallet(tx: Tx, runs: Runs): Promise<void> {
    await this.wallet.release(tx, runs.flatMap(holdKeys));
  }

  async takeCartLines(tx: Tx, runs: Runs): Promise<Refusals> {
    const fromCart = runs.filter((run) => planOf(run).lines.some((line) => line.wanted.cartLine !== undefined));
    if (fromCart.length === 0) return [];
    const outcomes = await this.cart.takeOut(
      tx,
      fromCart.map((run) => ({
        ownerId: run.input.customerId,
        lines: planOf(run).lines.flatMap(({ wanted }) => (wanted.cartLine === undefined ? [] : [{ lineId: wanted.cartLine.lineId, version: wanted.cartLine.version }])),
      })),
    );
    const changed = new Set(fromCart.filter((_, i) => outcomes[i] === 'changed'));
    return runs.map((run) => (changed.has(run) ? { code: 'CART_CHANGED', detail: 'the cart changed while the order was placed; look at it and try again' } : undefined));
  }

  async acceptOrders(tx: Tx, runs: Runs): Promise<void> {
    const orders = runs.map((run): NewOrder => {
      const plan = planOf(run);
      const { breakdown, wish } = plan;
      const split = splitOrder(plan, workOf(run).reserved?.parcels ?? [], { creditMinor: run.input.creditMinor, shippingSplit: this.more.settings.shippingSplit });
      const order: NewOrder = {
        id: run.id, customerId: run.input.customerId, currency: this.more.settings.currency, reference: wish.reference, address: wish.address,
        listMinor: breakdown.listMinor, discountMinor: breakdown.lineOfferMinor + breakdown.basketOfferMinor + breakdown.couponMinor,
        pointsMinor: breakdown.pointsMinor, shippingMinor: breakdown.shippingMinor, totalMinor: breakdown.totalMinor,
        creditMinor: run.input.creditMinor, dueMinor: run.input.dueMinor, points: run.input.points,
        payBy: run.input.payByMs === 0 ? null : new Date(run.input.payByMs), ...split,
      };
      workOf(run).order = order;
      return order;
    });
    await this.orders.write(tx, orders);
  }

  async cancelOrders(tx: Tx, runs: Runs): Promise<void> {
    await this.orders.transition(
      tx,
      runs.map((run) => ({ orderId: run.id, from: ['awaiting_payment'], to: 'cancelled', what: 'cancelled', actor: null, note: refusalText(run) })),
    );
  }

  async paymentArrived(tx: Tx, runs: Runs): Promise<readonly boolean[]> {
    const covered = await this.payments.coveredMinor(tx, runs.map((run) => run.id));
    return runs.map((run) => (covered.get(run.id) ?? 0) >= run.input.dueMinor);
  }

  hasPayments(tx: Tx, runs: Runs): Promise<readonly boolean[]> {
    return this.payments.areOpen(tx, runs.map((run) => run.id));
  }

  returnPayments(runs: Runs): Promise<readonly RemoteOutcome[]> {
    return this.payments.callOff(runs.map((run) => run.id));
  }

  /** The hold must outlive the payment: its time limit goes, and what is only taken when paid is taken now. */
  async secureStock(tx: Tx, runs: Runs): Promise<Refusals> {
    const held = runs.filter((run) => run.input.hasReservation);
    const secured = await this.inventory.secure(tx, held.map((run) => run.id));
    const lapsed = new Set(held.filter((_, i) => secured[i] === 'lapsed'));
    const late = runs.filter((run) => run.input.late !== undefined && !lapsed.has(run));
    const outcomes = await this.inventory.reserve(
      tx,
      late.map((run) => ({ reservationId: run.input.late!.reservationId, customerId: run.input.customerId, expiresAt: null, lines: run.input.late!.lines })),
    );
    const gone = new Set(late.filter((_, i) => outcomes[i]!.kind !== 'created' && outcomes[i]!.kind !== 'exists'));
    return runs.map((run) => {
      if (lapsed.has(run)) return { code: 'INSUFFICIENT_STOCK', detail: 'the hold on the goods lapsed and somebody else has them now' };
      if (gone.has(run)) return { code: 'INSUFFICIENT_STOCK', detail: 'the goods were sold before the payment came' };
      return undefined;
    });
  }

  async releaseLateStock(tx: Tx, runs: Runs): Promise<void> {
    await this.inventory.release(tx, runs.flatMap((run) => (run.input.late === undefined ? [] : [run.input.late.reservationId])));
  }

  capturePayment(runs: Runs): Promise<readonly RemoteOutcome[]> {
    return this.payments.capture(runs.map((run) => run.id));
  }

  async postWallet(tx: Tx, runs: Runs): Promise<void> {
    await this.wallet.capture(
      tx,
      runs.flatMap(holdKeys).map((key) => ({ ...key, transferId: uuid7(), kind: key.asset === 'credit' ? 'order_payment' : 'order_points', to: 'sales' })),
    );
  }

  async commitStock(tx: Tx, runs: Runs): Promise<void> {
    await this.inventory.commit(
      tx,
      runs.flatMap((run) => [...(run.input.hasReservation ? [run.id] : []), ...(run.input.late === undefined ? [] : [run.input.late.reservationId])]),
    );
  }

  async commitOffers(tx: Tx, runs: Runs): Promise<void> {
    const claiming = runs.filter((run) => run.input.hasClaims);
    if (claiming.length > 0) await this.promotion.commit(tx, claiming.map((run) => run.id));
  }

  async markPaid(tx: Tx, runs: Runs): Promise<void> {
    await this.orders.transition(
      tx,
      runs.map((run) => ({ orderId: run.id, from: ['awaiting_payment'], to: 'paid', what: 'paid', actor: null, paidMinor: run.input.dueMinor })),
    );
  }

  async handToFulfilment(tx: Tx, runs: Runs): Promise<void> {
    await this.more.handOver(tx, runs);
  }
}

/** The settings, and what orders are handed to when they are paid. */
@Injectable()
export class PlaceOrderExtras {
  constructor(
    readonly settings: OrderSettings,
    private readonly fulfilment: FulfilmentService,
    private readonly orders: OrderService,
  ) {}

  async handOver(tx: Tx, runs: Runs): Promise<void> {
    const stored = runs.filter((run) => run.work?.order == null).map((run) => run.id);
    const read = stored.length === 0 ? new Map() : await this.orders.subOrdersOf(tx, stored);
    const work = runs.flatMap((run) =>
      (run.work?.order?.subOrders ?? read.get(run.id) ?? []).map((sub: { number: number; merchantId: string; warehouseId: string | null }) => ({
        orderId: run.id, subOrder: sub.number, merchantId: sub.merchantId, warehouseId: sub.warehouseId,
      })),
    );
    await this.fulfilment.createWork(tx, work);
  }
}

function planOf(run: PlaceOrderRun): Plan {
  return workOf(run).plan;
}

function workOf(run: PlaceOrderRun): PlaceOrderWork {
  if (run.work === undefined) throw new Error(`saga ${run.id} has left its first transaction; its plan is gone`);
  return run.work;
}

function holdKeys(run: PlaceOrderRun): HoldKey[] {
  const owner = { reference: run.id, ownerId: run.input.customerId };
  return [
    ...(run.input.points > 0 ? [{ ...owner, asset: 'points' as const }] : []),
    ...(run.input.creditMinor > 0 ? [{ ...owner, asset: 'credit' as const }] : []),
  ];
}

function refusalText(run: PlaceOrderRun): string | null {
  const { refusal } = run as PlaceOrderRun & { readonly refusal?: Refusal | null };
  return refusal == null ? null : `${refusal.code}: ${refusal.detail}`.slice(0, 200);
}

/** Parcels name lines of the reservation; orders name lines of the plan. */
function byPlanLine(outcome: Extract<ReserveOutcome, { kind: 'created' | 'exists' }>, lines: readonly { readonly planLine: number }[]): PlaceOrderWork['reserved'] {
  const parcels = outcome.parcels.map((parcel) => ({ ...parcel, lines: parcel.lines.map((line) => ({ ...line, line: lines[line.line]!.planLine })) }));
  return { kind: outcome.kind, parcels };
}
