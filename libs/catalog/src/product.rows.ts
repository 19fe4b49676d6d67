/** From rows to the words administration uses. Pure. */
import type { Product, Variant } from './catalog.types.js';
import type { ProductRow, VariantRow } from './db/product.statements.js';

export function productOf(row: ProductRow, variants: readonly VariantRow[]): Product {
  const { id, ownCategoryIds, ...rest } = row;
  return { ...rest, productId: id, categoryIds: ownCategoryIds, variants: variants.map(variantOf) };
}

export function variantOf(row: VariantRow): Variant {
  const { id, memberPrices, limitUnits, limitWindowDays, ...rest } = row;
  const purchaseLimit =
    limitUnits === null || limitWindowDays === null ? null : { units: limitUnits, windowDays: limitWindowDays };
  return { ...rest, variantId: id, memberPricesMinor: memberPrices, purchaseLimit };
}
