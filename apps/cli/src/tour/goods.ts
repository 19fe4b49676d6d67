/** Finds goods that the tour can buy in whatever shop it is taken through. */
import type { ProductList, ProductPage } from './answers.js';
import { money, TourFailure, type Conversation } from './conversation.js';

/** A variant to buy. */
export interface Good {
  readonly sku: string;
  readonly priceMinor: number;
}

/** What the tour buys: two for the cart, one at once. */
export interface Goods {
  readonly cart: readonly Good[];
  readonly single: Good;
}

/** What all of it takes together, so that the tour's own purchases never meet a shortage. */
const AVAILABLE_MIN = 5;
/** Dear enough to be paid in parts and to be more than the spare credit. */
const PRICE_MINOR_MIN = 600;
const PRODUCTS_MAX = 100;

/** Browses until three are found. @throws TourFailure when the shop has not as many */
export async function findGoods(talk: Conversation): Promise<Goods> {
  const list = await talk.ask<ProductList>({
    method: 'GET',
    path: `/v1/products?limit=${PRODUCTS_MAX}&inStock=true`,
    expect: 200,
    tell: ({ items }) =>
      `${items.length} products, among them ${items
        .slice(0, 3)
        .map((item) => `“${item.title}”`)
        .join(', ')}`,
  });
  const found: Good[] = [];
  for (const card of list.body.items) {
    if (card.kind !== 'physical') continue;
    const page = await talk.ask<ProductPage>({
      method: 'GET',
      path: `/v1/products/${card.id}`,
      expect: 200,
      tell: pageText,
    });
    if (page.body.messageFields.some((field) => field.required)) continue;
    const variant = page.body.variants.find(
      ({ priceMinor, available, purchaseLimit, takesStockAt }) =>
        priceMinor >= PRICE_MINOR_MIN &&
        available >= AVAILABLE_MIN &&
        purchaseLimit === null &&
        takesStockAt === 'order',
    );
    if (variant !== undefined) found.push(variant);
    if (found.length === 3) return { cart: found.slice(0, 2), single: found[2]! };
  }
  throw new TourFailure(
    `The tour needs three products in stock that cost ${money(PRICE_MINOR_MIN)} or more; is the demo data there (npm run seed)?`,
  );
}

function pageText(page: ProductPage): string {
  const variants = page.variants
    .slice(0, 3)
    .map(({ sku, priceMinor, available }) => `${sku} ${money(priceMinor)} (${available} there)`);
  return `“${page.title}”: ${variants.join(', ')}`;
}
