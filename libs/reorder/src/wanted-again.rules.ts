/** The lines of an order as wishes for the cart. Pure. */
import { mulDivHalfEven, type Minor } from '#libs/platform';
import type { AgainLine } from '#libs/cart';
import type { OrderView } from '#libs/order';

/** A line as it was bought, whoever served its units. */
export interface BoughtLine extends AgainLine {
  readonly sku: string;
  readonly title: string;
  /** What one unit cost after its own offer, rounded half even. */
  readonly unitMinor: Minor;
  /** Goods that are not bought by adding them to a cart, and gifts. */
  readonly isSupported: boolean;
}

const KINDS_NOT_SUPPORTED: ReadonlySet<string> = new Set(['subscription', 'group_buy']);

/** An order's lines in their order; lines of one variant with the same messages are one. */
export function boughtLines(lines: OrderView['lines']): readonly BoughtLine[] {
  const found = new Map<string, BoughtLine & { soldMinor: Minor }>();
  for (const { variantId, sku, title, kind, quantity, soldMinor, messages, giftOf } of lines) {
    const key = [variantId, giftOf ?? '', messages ?? '{}'].join('\n');
    const before = found.get(key);
    const units = quantity + (before?.quantity ?? 0);
    const paid = soldMinor + (before?.soldMinor ?? 0);
    found.set(key, {
      variantId,
      sku,
      title,
      quantity: units,
      messages: messages === null ? {} : (JSON.parse(messages) as Record<string, string>),
      soldMinor: paid,
      unitMinor: mulDivHalfEven(paid, 1, units),
      isSupported: giftOf === null && !KINDS_NOT_SUPPORTED.has(kind),
    });
  }
  return [...found.values()].map(({ soldMinor: _, ...line }) => line);
}
