/** The words of browsing: what a shopper filters and sorts by, and what a shopper sees. Prices are in minor units. */
import type { Minor } from '#libs/platform';
import type { OfferBadge } from './catalog.ports.js';
import type { MessageField, ProductKind, PurchaseLimit, TakesStockAt } from './catalog.types.js';

export const PRODUCT_SORTS = ['newest', 'price_asc', 'price_desc', 'sales'] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

/** What a list is narrowed to; all that is given must hold. */
export interface ProductFilter {
  /** The category or any below it. */
  readonly categoryId?: string;
  readonly merchantId?: string;
  /** One of these; any of these categories, or one below. */
  readonly merchantIds?: readonly string[];
  readonly categoryIds?: readonly string[];
  /** Some variant on the shelf costs at least, at most, this, and has these attributes. */
  readonly priceFromMinor?: Minor;
  readonly priceToMinor?: Minor;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Some such variant can be had now. */
  readonly inStock?: boolean;
  /** Full text, English or Chinese; see `search.rules.ts`. */
  readonly query?: string;
}

/** The place of a row in a sort: its sort value and its id. */
export interface ProductKey {
  /** Milliseconds since the epoch, minor units or units sold. */
  readonly value: number;
  readonly productId: string;
}

/** A product in a list. */
export interface ProductCard {
  readonly productId: string;
  readonly merchantId: string;
  readonly kind: ProductKind;
  readonly title: string;
  readonly pictureUrl: string | null;
  /** The cheapest and the dearest variant on the shelf. */
  readonly priceFromMinor: Minor;
  readonly priceToMinor: Minor;
  /** What the cheapest variant that fits the filter costs anybody now, offers included, and members where it is less. */
  readonly offerPriceMinor: Minor;
  readonly memberPricesMinor: Readonly<Record<string, Minor>>;
  readonly offers: readonly OfferBadge[];
  readonly categoryIds: readonly string[];
  readonly salesCount: number;
  /** Its variants that fit the filter. */
  readonly variantIds: readonly string[];
  /** Whether a variant that fits the filter can be had now. */
  readonly inStock: boolean;
  readonly createdAt: Date;
  /** While it is the same object, all but stock and sales is the same: what is made of that may be kept. Absent when a filter speaks of variants. */
  readonly lasting?: object | undefined;
}

/** A page of cards; `next` is where the following page begins, or null at the end. */
export interface ProductList {
  readonly items: readonly ProductCard[];
  readonly next: ProductKey | null;
}

/** A variant on the product page. */
export interface VariantOffer {
  readonly variantId: string;
  readonly sku: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly priceMinor: Minor;
  /** What one unit costs anybody now, and the offer that makes it so. */
  readonly offerPriceMinor: Minor;
  readonly offerId: string | null;
  /** What it costs members, where that is less. */
  readonly memberPricesMinor: Readonly<Record<string, Minor>>;
  readonly pictureUrl: string | null;
  readonly weightGrams: number;
  readonly takesStockAt: TakesStockAt;
  readonly purchaseLimit: PurchaseLimit | null;
  /** Units to be had now; null for goods that no warehouse holds. */
  readonly available: number | null;
}

/** The product page. */
export interface ProductPage {
  readonly productId: string;
  readonly merchantId: string;
  readonly kind: ProductKind;
  readonly title: string;
  readonly description: string;
  readonly pictureUrl: string | null;
  /** False while {@link onShelfAt} lies ahead: shown, not sold (but to who has early access). */
  readonly onShelf: boolean;
  readonly onShelfAt: Date | null;
  readonly messageFields: readonly MessageField[];
  readonly categoryIds: readonly string[];
  readonly salesCount: number;
  readonly createdAt: Date;
  /** Running and announced, of any variant, each once. */
  readonly offers: readonly OfferBadge[];
  readonly variants: readonly VariantOffer[];
}
