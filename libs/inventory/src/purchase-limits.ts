/** Units per customer over a window: what is counted, read and written. Many requests, one statement each; none without a limit. */
import { plainArray, timeArray, type Tx } from '#libs/platform';
import * as sql from './db/limit.statements.js';
import type { CountedLine, PurchaseLimit, ReserveStock } from './inventory.types.js';

const DAY_MS = 86_400_000;

/** A purchase that counts against a limit. */
export interface CountedPurchase {
  readonly reservationId: string;
  readonly customerId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly purchasedAt: Date;
}

/** The lines of a request that count against a limit, with stock or without. */
export function limitedLines({ lines, counted = [] }: ReserveStock): readonly CountedLine[] {
  const limited = lines.flatMap(({ variantId, quantity, limit }) => (limit ? [{ variantId, quantity, limit }] : []));
  return counted.length === 0 ? limited : [...limited, ...counted];
}

/** When the window of a limit began. */
export function windowStart({ windowDays }: Pick<PurchaseLimit, 'windowDays'>, now: Date): Date {
  return new Date(now.getTime() - windowDays * DAY_MS);
}

/** Has customers' orders of goods without stock counted one after the other. Comes before any lock on stock. */
export async function lockLimits(tx: Tx, requests: readonly ReserveStock[]): Promise<void> {
  const locks = requests.flatMap(({ customerId, counted = [] }) =>
    counted.map(({ variantId }) => ({ variantId, customerId })),
  );
  if (locks.length === 0) return;
  await tx.change(sql.lockLimits, [
    plainArray(locks.map(({ variantId }) => variantId)),
    plainArray(locks.map(({ customerId }) => customerId)),
    tx.now,
  ]);
}

/** Units that requests' customers have bought of their limited goods within the windows, by variant and customer. */
export async function boughtBefore(tx: Tx, requests: readonly ReserveStock[]): Promise<Map<string, number>> {
  const asked = askedLimits(tx, requests);
  if (asked.length === 0) return new Map();
  const rows = await tx.run(sql.boughtWithinWindow, [
    plainArray(asked.map(({ variantId }) => variantId)),
    plainArray(asked.map(({ customerId }) => customerId)),
    timeArray(asked.map(({ since }) => since)),
  ]);
  return new Map(rows.map(({ variantId, customerId, units }) => [variantId + customerId, units]));
}

/** Holds that have lapsed and still count against the limits of these requests, by id. */
export async function lapsedWithLimit(tx: Tx, requests: readonly ReserveStock[]): Promise<readonly string[]> {
  const asked = askedLimits(tx, requests);
  const rows = await tx.run(sql.lapsedWithLimit, [
    tx.now,
    plainArray(asked.map(({ variantId }) => variantId)),
    plainArray(asked.map(({ customerId }) => customerId)),
  ]);
  return rows.map(({ id }) => id);
}

/** What reservations count against limits; no statement for none. */
export async function purchasesOf(tx: Tx, reservationIds: readonly string[]): Promise<readonly CountedPurchase[]> {
  return reservationIds.length === 0 ? [] : tx.run(sql.limitedPurchasesOf, [plainArray(reservationIds)]);
}

/** Counts what was granted. */
export function writePurchases(tx: Tx, granted: readonly ReserveStock[]): void {
  const limited = granted.flatMap((request) => limitedLines(request).map((line) => ({ request, line })));
  if (limited.length === 0) return;
  tx.send(sql.writeLimitedPurchases, [
    plainArray(limited.map(({ line }) => line.variantId)),
    plainArray(limited.map(({ request }) => request.customerId)),
    plainArray(limited.map(({ request }) => request.reservationId)),
    plainArray(limited.map(({ line }) => line.quantity)),
    timeArray(limited.map(() => tx.now)),
  ]);
}

function askedLimits(
  tx: Tx,
  requests: readonly ReserveStock[],
): readonly { readonly variantId: string; readonly customerId: string; readonly since: Date }[] {
  const asked = requests.flatMap((request) =>
    limitedLines(request).map(({ variantId, limit }) => ({
      variantId,
      customerId: request.customerId,
      since: windowStart(limit, tx.now),
    })),
  );
  return [...new Map(asked.map((each) => [each.variantId + each.customerId, each])).values()];
}
