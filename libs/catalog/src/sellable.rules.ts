/** From a variant's row to what the order path reads. Pure. */
import type { ProductKind, SellableVariant } from './catalog.types.js';
import type { SellableRow } from './db/catalog.statements.js';

/** Where a picture is served, or `null` for none. */
export function pictureUrl(pictureId: string | null): string | null {
  return pictureId === null ? null : `/v1/pictures/${pictureId}`;
}

/** The variant as orders see it at a moment of the database clock; frozen, since every order shares it. */
export function sellableOf(row: SellableRow, nowMs: number): SellableVariant {
  const offered = row.productShelf === 'on' && row.variantShelf === 'on';
  const hasOpened = row.onShelfAt === null || row.onShelfAt.getTime() <= nowMs;
  return Object.freeze({
    variantId: row.variantId,
    productId: row.productId,
    merchantId: row.merchantId,
    sku: row.sku,
    title: row.title,
    attributes: Object.freeze(row.attributes),
    kind: row.kind,
    priceMinor: row.priceMinor,
    memberPricesMinor: Object.freeze(row.memberPrices),
    weightGrams: row.weightGrams,
    pictureUrl: pictureUrl(row.pictureId),
    takesStockAt: row.takesStockAt,
    purchaseLimit:
      row.limitUnits === null || row.limitWindowDays === null
        ? null
        : Object.freeze({ units: row.limitUnits, windowDays: row.limitWindowDays }),
    messageFields: Object.freeze(row.messageFields.map((field) => Object.freeze(field))),
    onShelf: offered && hasOpened,
    onShelfAt: row.onShelfAt,
    awaitsOpening: offered && !hasOpened,
    categoryIds: Object.freeze(row.categoryIds),
    version: row.version,
  });
}

/** Whether a warehouse holds it. Virtual goods and subscriptions are never out of stock. */
export function takesStock({ kind }: { readonly kind: ProductKind }): boolean {
  return kind === 'physical' || kind === 'group_buy';
}
