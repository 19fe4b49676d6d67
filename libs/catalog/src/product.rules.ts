/** What makes a product fit to be written, beyond what a type can say. Pure; each problem is a sentence for its editor. */
import { AMOUNT_MINOR_MAX } from '#libs/platform';
import type { UpsertProduct, UpsertVariant } from './catalog.types.js';
import { validateMessageFields } from './message.rules.js';

export const VARIANTS_PER_PRODUCT_MAX = 200;
export const ATTRIBUTES_MAX = 8;
export const CATEGORIES_PER_PRODUCT_MAX = 10;
export const MEMBER_PRICES_MAX = 10;
export const TITLE_LENGTH_MAX = 200;
export const DESCRIPTION_LENGTH_MAX = 5_000;
/** A tonne. */
export const WEIGHT_GRAMS_MAX = 1_000_000;
export const LIMIT_UNITS_MAX = 1_000_000;
export const LIMIT_WINDOW_DAYS_MAX = 3_650;

/** The form of an attribute's name and of a tier's: a word that can stand in a query string. */
const NAME = /^[a-z][a-zA-Z0-9_-]{0,31}$/;
const SKU = /^[^\s\p{C}]{1,64}$/u;
// A comma separates filters, a colon a filter's name from its value.
const ATTRIBUTE_VALUE = /^[^\p{C},:]{1,64}$/u;

/** What is wrong with a product as given; empty when nothing is. */
export function problemsOfProduct(product: Omit<UpsertProduct, 'variants' | 'merchantId' | 'productId'>): string[] {
  const problems: string[] = [];
  if (product.title.trim() === '' || [...product.title].length > TITLE_LENGTH_MAX) {
    problems.push(`a title has 1 to ${TITLE_LENGTH_MAX} characters`);
  }
  if ([...(product.description ?? '')].length > DESCRIPTION_LENGTH_MAX) {
    problems.push(`a description has at most ${DESCRIPTION_LENGTH_MAX} characters`);
  }
  if ((product.categoryIds ?? []).length > CATEGORIES_PER_PRODUCT_MAX) {
    problems.push(`a product is in at most ${CATEGORIES_PER_PRODUCT_MAX} categories`);
  }
  problems.push(...validateMessageFields(product.messageFields ?? []));
  return problems;
}

/** What is wrong with a variant as given; empty when nothing is. */
export function problemsOfVariant(variant: UpsertVariant): string[] {
  const problems: string[] = [];
  const { sku, attributes = {}, memberPricesMinor = {}, weightGrams = 0, purchaseLimit } = variant;
  if (!SKU.test(sku)) problems.push(`${sku}: a sku has 1 to 64 characters and no space`);
  if (Object.keys(attributes).length > ATTRIBUTES_MAX) problems.push(`${sku}: at most ${ATTRIBUTES_MAX} attributes`);
  for (const [name, value] of Object.entries(attributes)) {
    if (!NAME.test(name)) problems.push(`${sku}: an attribute's name is a short word, not "${name}"`);
    if (!ATTRIBUTE_VALUE.test(value)) problems.push(`${sku}: ${name} has 1 to 64 characters, no comma, no colon`);
  }
  if (Object.keys(memberPricesMinor).length > MEMBER_PRICES_MAX) problems.push(`${sku}: too many member prices`);
  for (const [tier, price] of Object.entries(memberPricesMinor)) {
    if (!NAME.test(tier)) problems.push(`${sku}: a tier's name is a short word, not "${tier}"`);
    if (!isAmount(price)) problems.push(`${sku}: the price for ${tier} is not an amount`);
  }
  if (!isAmount(variant.priceMinor)) problems.push(`${sku}: the price is not an amount`);
  if (!isCount(weightGrams, 0, WEIGHT_GRAMS_MAX)) problems.push(`${sku}: the weight is out of range`);
  if (purchaseLimit && !isCount(purchaseLimit.units, 1, LIMIT_UNITS_MAX)) {
    problems.push(`${sku}: the limit's units are out of range`);
  }
  if (purchaseLimit && !isCount(purchaseLimit.windowDays, 1, LIMIT_WINDOW_DAYS_MAX)) {
    problems.push(`${sku}: the limit's window is out of range`);
  }
  return problems;
}

function isAmount(value: number): boolean {
  return isCount(value, 0, AMOUNT_MINOR_MAX);
}

function isCount(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}
