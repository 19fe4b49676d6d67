/**
 * The expiry sweep beside orders. The server sweeps by itself, as it does in production; lots fall due a pile at a time, and orders come
 * at a fixed rate before each pile and while it is swept. All lots are those of the customers who order, so that every order may meet
 * the sweep. What is left of a pile then is swept alone: that is the sweep's own speed.
 */
import type { Client } from 'pg';
import { CommandFailure } from '../../failures.js';
import { Histogram } from '../histogram.js';
import type { BenchFigure } from '../section.js';
import { median, rounded } from '../statistics.js';
import { fillDueLots } from '../wallet-history.js';

const LOOK_MS = 20;
/** The server looks for due lots every 5 s; what has not gone on for so long never will. */
const STANDSTILL_SECONDS_MAX = 60;

/** How a sweep is measured: so many lots fall due, pile after pile, with orders for so many seconds before and beside each. */
export interface SweepPlan {
  readonly piles: readonly number[];
  readonly seconds: number;
}

/** The shop that sweeps. */
export interface SweptShop {
  /** Makes so many lots that are due. */
  fill(lots: number): Promise<void>;
  /** How many lots have expired so far. */
  expired(): Promise<number>;
  /** Orders for so many seconds, and how long they took. */
  order(seconds: number): Promise<Histogram>;
}

/** What one pile showed. Undefined where the pile was gone too soon to tell. */
export interface Swept {
  readonly alone: Histogram;
  readonly beside: Histogram | undefined;
  readonly lotsPerSecond: number | undefined;
  readonly lotsPerSecondBeside: number | undefined;
}

/** Sweeps all piles. @throws CommandFailure when lots are left, or more expired than there were */
export async function measureSweep(shop: SweptShop, plan: SweepPlan): Promise<readonly Swept[]> {
  const found: Swept[] = [];
  for (const lots of plan.piles) {
    const alone = await shop.order(plan.seconds);
    const goal = (await shop.expired()) + lots;
    await shop.fill(lots);
    await reached(shop, goal - lots + 1);
    const [began, beforeOrders] = [performance.now(), await shop.expired()];
    const beside = await shop.order(plan.seconds);
    const [ordered, afterOrders] = [performance.now(), await shop.expired()];
    await reached(shop, goal);
    const ended = performance.now();
    const expired = await shop.expired();
    if (expired !== goal) throw new CommandFailure(`${goal} lots were due in all, ${expired} expired.`);
    const wasSwept = afterOrders < goal;
    found.push({
      alone,
      beside: wasSwept ? beside : undefined,
      lotsPerSecondBeside: wasSwept ? ((afterOrders - beforeOrders) * 1000) / (ordered - began) : undefined,
      lotsPerSecond: wasSwept ? ((goal - afterOrders) * 1000) / (ended - ordered) : undefined,
    });
  }
  return found;
}

/** The shop of a bench: due lots of everybody who orders, swept by its server. */
export function sweptShop(
  client: Client,
  owners: readonly string[],
  order: (seconds: number) => Promise<Histogram>,
): SweptShop {
  return {
    order,
    async fill(lots) {
      await fillDueLots(client, owners, lots);
      await client.query('VACUUM (ANALYZE) wallet.lot, wallet.account');
    },
    async expired() {
      const { rows } = await client.query<{ lots: string }>(
        `SELECT entry_seq AS lots FROM wallet.account WHERE role = 'expired' AND asset = 'credit'`,
      );
      return Number(rows[0]!.lots);
    },
  };
}

async function reached(shop: SweptShop, goal: number): Promise<void> {
  let [seen, at] = [-1, performance.now()];
  for (;;) {
    const expired = await shop.expired();
    if (expired >= goal) return;
    if (expired !== seen) [seen, at] = [expired, performance.now()];
    if (performance.now() - at > STANDSTILL_SECONDS_MAX * 1000)
      throw new CommandFailure(`The sweep stands still at ${expired} of ${goal} lots.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** What all piles say together: latencies of all orders, and ratios within each pile, where both sides met the same neighbours. */
export function sweepReport(
  swept: readonly Swept[],
  { lots, ordersPerSecond }: { readonly lots: number; readonly ordersPerSecond: number },
): {
  readonly json: Record<string, unknown>;
  readonly figures: readonly BenchFigure[];
  readonly lotsPerSecond?: number;
} {
  const whole = swept.filter((pile): pile is Swept & { readonly beside: Histogram } => pile.beside !== undefined);
  const [alone, beside] = [new Histogram(), new Histogram()];
  for (const pile of whole) {
    alone.add(pile.alone);
    beside.add(pile.beside);
  }
  const of = (histogram: Histogram, quantile: number): number | undefined =>
    histogram.total === 0 ? undefined : histogram.quantileMs(quantile);
  const ratio = median(whole.map((pile) => pile.beside.quantileMs(0.99) / pile.alone.quantileMs(0.99)));
  const lotsPerSecondBeside = median(whole.map((pile) => pile.lotsPerSecondBeside));
  const lotsPerSecond = median(whole.map((pile) => pile.lotsPerSecond));
  const json = {
    ordersP50Ms: rounded(of(beside, 0.5)),
    ordersP99Ms: rounded(of(beside, 0.99)),
    ordersMaxMs: rounded(of(beside, 1)),
    ordersAloneP50Ms: rounded(of(alone, 0.5)),
    ordersAloneP99Ms: rounded(of(alone, 0.99)),
    ordersAloneMaxMs: rounded(of(alone, 1)),
    ordersP99Ratio: rounded(ratio),
    ordersPerSecond,
    lotsPerSecondBeside: rounded(lotsPerSecondBeside),
    lots,
    piles: swept.length,
    pilesBeside: whole.length,
  };
  const figures: BenchFigure[] = [
    { name: 'expiry sweep', value: lotsPerSecond, unit: 'lots/s' },
    { name: `expiry sweep beside ${ordersPerSecond} orders/s`, value: lotsPerSecondBeside, unit: 'lots/s' },
    { name: 'orders beside the sweep, p99', value: of(beside, 0.99), unit: 'ms', target: { atMost: 200 } },
    { name: 'orders beside the sweep, longest', value: of(beside, 1), unit: 'ms' },
    { name: 'orders without it, p99', value: of(alone, 0.99), unit: 'ms' },
    { name: 'beside ÷ without, p99', value: ratio, unit: '×' },
  ];
  return { json, figures, ...(lotsPerSecond !== undefined && { lotsPerSecond }) };
}
