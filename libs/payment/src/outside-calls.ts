/** What every remote act shares: the intent before the call, many calls at once within bounds, and the news recorded after. */
import { AmbiguousOutcome, Database, DatabaseUnavailable, plainArray } from '#libs/platform';
import { endCalls } from './db/payment.statements.js';
import type { Recorded } from './payment.inputs.js';
import type { PaymentService } from './payment.service.js';
import type { GatewayAct, Observation, PaymentRow } from './payment.types.js';
import { observationsOf, type GatewayPayment } from './provider/payment-provider.js';

/** The news about one payment, recorded together. */
export interface NewsOfOne {
  readonly paymentId: string;
  readonly observations: readonly Observation[];
  /** The outside call that has been answered definitely, if any. */
  readonly answered?: GatewayAct | undefined;
}

/** Recorded news, or the error that kept it from being recorded; the gateway has acted all the same. */
export type RecordedNews = Recorded | Error;

/**
 * Records the news of many payments in one transaction. When that fails for a reason of its content, each is recorded alone, so
 * that one cannot hold up the others. @throws DatabaseUnavailable, AmbiguousOutcome: then nothing, or maybe all, was kept
 */
export async function recordNews(
  database: Database,
  payments: PaymentService,
  news: readonly NewsOfOne[],
): Promise<readonly RecordedNews[]> {
  if (news.length === 0) return [];
  try {
    const recorded = await database.transaction(async (tx) => {
      const all = await payments.record(
        tx,
        news.flatMap((one) => one.observations),
      );
      for (const act of new Set(news.map((one) => one.answered))) {
        if (act === undefined) continue;
        const open = news.filter((one) => one.answered === act && all.payments.get(one.paymentId)?.calling !== null);
        if (open.length > 0) await tx.change(endCalls, [plainArray(open.map((one) => one.paymentId)), act]);
      }
      return all;
    });
    let next = 0;
    return news.map(({ paymentId, observations }) => ({
      outcomes: recorded.outcomes.slice(next, (next += observations.length)),
      changes: recorded.changes.filter((change) => change.paymentId === paymentId),
      payments: recorded.payments,
    }));
  } catch (error) {
    if (error instanceof DatabaseUnavailable || error instanceof AmbiguousOutcome) throw error;
    if (news.length === 1) return [error as Error];
    const alone: RecordedNews[] = [];
    for (const one of news) alone.push(...(await recordNews(database, payments, [one])));
    return alone;
  }
}

/** Runs `act` over the items, at most `atOnce` at a time, and answers in their order. The first error is thrown after all ended. */
export async function bounded<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  const failures: unknown[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      try {
        results[index] = await act(items[index]!);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  if (failures.length > 0) throw failures[0];
  return results;
}

/** What a gateway's picture says, as an answer to our call. A picture without reference is of a payment that it does not have. */
export function pictureNews(row: PaymentRow, picture: GatewayPayment): Observation[] {
  const news = observationsOf(row.provider, picture, { paymentId: row.id, source: 'answer' });
  return picture.reference === '' ? news.map((told) => ({ ...told, providerReference: undefined })) : news;
}

/** The picture of a payment that no gateway has: nothing can come of it any more. */
export function neverMade({ id: paymentId, amountMinor, currency }: PaymentRow): GatewayPayment {
  return { reference: '', paymentId, state: 'voided', amountMinor, currency, refunds: [] };
}
