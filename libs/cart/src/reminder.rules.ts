/** What is worth a reminder, and its words. Pure. */
import { formatMinor } from '#libs/platform';
import type { NewsRow, WatchedRow } from './db/reminder.statements.js';

/** A variant as it is now. */
export interface SeenVariant {
  /** What one unit costs with its line offer; `null` while it is not sold. */
  readonly priceMinor: number | null;
  readonly inStock: boolean;
}

/** What the watch makes of a variant: what to remember, and what to tell. */
export interface Watched {
  readonly variantId: string;
  readonly priceMinor: number;
  readonly inStock: boolean;
  readonly news: NewsRow['kind'] | null;
}

/**
 * Compares a variant with what the watch saw last. One seen for the first time is compared with the highest price it was added at;
 * while it is not sold its last price is remembered and it counts as out of stock.
 */
export function compare(row: WatchedRow, now: SeenVariant | undefined): Watched {
  const before = row.priceMinor ?? row.addedAtMost ?? 0;
  const priceMinor = now?.priceMinor ?? before;
  const inStock = now !== undefined && now.priceMinor !== null && now.inStock;
  const news = newsOf(inStock, { isBack: row.inStock === false, isCheaper: priceMinor < before });
  // A drop of what cannot be bought is told when it can be: until then the price before it is remembered.
  return { variantId: row.variantId, priceMinor: inStock ? priceMinor : Math.max(before, priceMinor), inStock, news };
}

function newsOf(inStock: boolean, change: { isBack: boolean; isCheaper: boolean }): NewsRow['kind'] | null {
  if (!inStock) return null;
  // Back and cheaper at once is one reminder that says both to whom it is cheaper for.
  return change.isBack ? 'restock' : change.isCheaper ? 'price_drop' : null;
}

/** The words of a reminder about a variant. */
export function newsText(
  kind: NewsRow['kind'],
  title: string,
  price: { readonly nowMinor: number; readonly whenAddedMinor: number; readonly isCheaper: boolean },
): { readonly title: string; readonly body: string } {
  const now = formatMinor(price.nowMinor);
  const before = formatMinor(price.whenAddedMinor);
  if (kind === 'restock' && price.isCheaper)
    return {
      title: 'Back in stock and cheaper',
      body: `${title} in your cart can be bought again, and costs ${now} instead of ${before}`,
    };
  if (kind === 'restock') return { title: 'Back in stock', body: `${title} in your cart can be bought again` };
  return {
    title: 'Cheaper now',
    body: `${title} in your cart costs ${now} instead of ${before}`,
  };
}

/** The words about a cart that was left. */
export function leftText(units: number): { readonly title: string; readonly body: string } {
  return { title: 'Still in your cart', body: units === 1 ? '1 article is waiting' : `${units} articles are waiting` };
}
