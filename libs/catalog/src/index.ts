/** Catalog's door: categories, products, variants, prices, search. A leaf: it knows no other library. */
export { CatalogModule } from './catalog.module.js';
export { CatalogService, type EditOf, type WriteOutcome } from './catalog.service.js';
export { CategoryService, type CategoryEdit, type CategoryOutcome } from './category.service.js';
export { CatalogSnapshot } from './catalog-snapshot.js';
export { CatalogBrowser } from './catalog-browser.js';
export { CatalogSettings } from './catalog.settings.js';
export { AvailabilityReader, EarlyAccess, OfferPrices, SuspendedMerchants } from './catalog.ports.js';
export { CATALOG_CHANGED } from './catalog-version.js';
export { validateMessageFields, validateMessages } from './message.rules.js';
export { listingOf } from './listing.rules.js';
export { takesStock } from './sellable.rules.js';
export { PICTURE_MOTIFS } from './picture.rules.js';
export type { CategoryShape } from './category.rules.js';
export {
  PRODUCT_SORTS,
  type ProductCard,
  type ProductFilter,
  type ProductList,
  type ProductSort,
} from './browse.types.js';
export {
  PRODUCT_KINDS,
  TAKES_STOCK_AT,
  type Category,
  type MessageField,
  type PictureWords,
  type PriceChange,
  type Product,
  type ProductEdit,
  type ProductKind,
  type PurchaseLimit,
  type SellableVariant,
  type Shelf,
  type TakesStockAt,
  type UpsertProduct,
  type UpsertVariant,
  type VariantEdit,
} from './catalog.types.js';
