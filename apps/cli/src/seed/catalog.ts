/** Demo data: merchants, categories, products and pictures, the same on every machine; writing it again changes nothing. */
import { createHash } from 'node:crypto';
import type { CatalogService, CategoryService, UpsertProduct, UpsertVariant } from '#libs/catalog';
import type { MerchantService } from '#libs/merchant';
import { bpsOf, type Tx } from '#libs/platform';
import { demoCategories, demoColours, demoMerchants, demoProducts, type DemoProduct } from './catalog-goods.js';

/** The services the demo data is written through. */
export interface CatalogSeeding {
  readonly merchants: MerchantService;
  readonly categories: CategoryService;
  readonly catalog: CatalogService;
}

/** Units that one warehouse should have of a variant. */
export interface DemoStock {
  readonly variantId: string;
  readonly warehouseId: string;
  readonly quantity: number;
  /** Of the warehouse; lower is served first. */
  readonly priority: number;
}

/** What was written, for whoever goes on from here: stock, carts, a tour. */
export interface CatalogSeed {
  readonly merchants: readonly { readonly key: string; readonly merchantId: string; readonly name: string }[];
  readonly products: number;
  readonly variants: readonly {
    readonly variantId: string;
    readonly productId: string;
    readonly merchantId: string;
    readonly sku: string;
    readonly priceMinor: number;
  }[];
  readonly stock: readonly DemoStock[];
}

const STOCK_DEFAULT = 60;
const WAREHOUSE_PRIORITY_STEP = 100;
/** The day the demo shop opened; each product is a few hours younger than the one before it. */
const OPENED_AT_MS = Date.UTC(2025, 0, 6, 9);
const PRODUCT_STEP_MS = 5 * 3_600_000;

/** A UUIDv7 that depends only on its name. Its time is the day the demo shop opened. */
export function demoId(name: string): string {
  const hash = createHash('sha256').update(`cartwright demo ${name}`).digest('hex');
  const time = OPENED_AT_MS.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

/** Writes the demo catalog. */
export async function seedCatalog(tx: Tx, { merchants, categories, catalog }: CatalogSeeding): Promise<CatalogSeed> {
  const shops = demoMerchants.map(({ key, warehouses, ...merchant }) => ({
    ...merchant,
    key,
    merchantId: demoId(`merchant ${key}`),
    state: 'approved' as const,
    warehouses: warehouses.map(([code, name], index) => ({
      warehouseId: demoId(`warehouse ${key} ${code}`),
      code,
      name,
      priority: (index + 1) * WAREHOUSE_PRIORITY_STEP,
    })),
  }));
  await merchants.upsertMerchants(tx, shops);
  await categories.upsert(
    tx,
    demoCategories.map(([path, name], position) => categoryShape(path, { name, position })),
  );
  await catalog.addPictures(tx, demoProducts.flatMap(picturesOf));
  const products = demoProducts.map(productOf);
  await catalog.upsertProducts(tx, products, { author: null });
  return {
    merchants: shops.map(({ key, merchantId, name }) => ({ key, merchantId, name })),
    products: products.length,
    variants: products.flatMap(({ productId, merchantId, variants }) =>
      variants.map(({ variantId, sku, priceMinor }) => ({ variantId, productId, merchantId, sku, priceMinor })),
    ),
    stock: demoProducts.flatMap((product, index) => {
      const { warehouses } = shops.find((shop) => shop.key === product.merchant)!;
      return products[index]!.variants.flatMap(({ variantId }) => stockOf(variantId, product, warehouses));
    }),
  };
}

function categoryShape(path: string, { name, position }: { readonly name: string; readonly position: number }) {
  const parent = path.split('/').slice(0, -1).join('/');
  return {
    categoryId: demoId(`category ${path}`),
    parentId: parent === '' ? null : demoId(`category ${parent}`),
    slug: path.split('/').at(-1)!,
    name,
    position,
  };
}

function productOf(product: DemoProduct, index: number): UpsertProduct {
  const { key, merchant, categories, colours, title, description, kind, messageFields, shelf, onShelfAt } = product;
  return {
    productId: demoId(`product ${key}`),
    merchantId: demoId(`merchant ${merchant}`),
    title,
    description,
    kind: kind ?? 'physical',
    messageFields: messageFields ?? [],
    shelf: shelf ?? 'on',
    onShelfAt: onShelfAt ?? null,
    pictureId: pictureId(product, colours?.[0] ?? 'grey'),
    categoryIds: categories.map((path) => demoId(`category ${path}`)),
    createdAt: new Date(OPENED_AT_MS + index * PRODUCT_STEP_MS),
    variants: variantsOf(product),
  };
}

function variantsOf(product: DemoProduct): UpsertVariant[] {
  const { key, colours = [undefined], sizes = [undefined], sizeStepMinor = 0, goldBps } = product;
  return colours.flatMap((colour) =>
    sizes.map((size, step): UpsertVariant => {
      const priceMinor = product.priceMinor + step * sizeStepMinor;
      const sku = [key, colour, size]
        .filter((part) => part !== undefined)
        .join('-')
        .toUpperCase();
      return {
        variantId: demoId(`variant ${sku}`),
        sku,
        attributes: { ...(colour && { colour }), ...(size && { size }) },
        priceMinor,
        memberPricesMinor: goldBps === undefined ? {} : { gold: priceMinor - bpsOf(priceMinor, goldBps) },
        pictureId: colour === undefined ? null : pictureId(product, colour),
        weightGrams: product.weightGrams ?? 0,
        takesStockAt: product.takesStockAt ?? 'order',
        purchaseLimit: product.purchaseLimit ?? null,
      };
    }),
  );
}

function picturesOf(product: DemoProduct) {
  const { colours = ['grey'], motif, title } = product;
  return colours.map((colour) => ({
    pictureId: pictureId(product, colour),
    motif,
    colour: demoColours[colour]!,
    label: title,
  }));
}

function pictureId({ key }: DemoProduct, colour: string): string {
  return demoId(`picture ${key} ${colour}`);
}

/** Spreads a variant over its merchant's warehouses; the first takes what does not divide. */
function stockOf(
  variantId: string,
  { stock = STOCK_DEFAULT }: DemoProduct,
  warehouses: readonly { readonly warehouseId: string; readonly priority: number }[],
): DemoStock[] {
  const share = Math.floor(stock / warehouses.length);
  return warehouses
    .map(({ warehouseId, priority }, index) => {
      const quantity = index === 0 ? stock - share * (warehouses.length - 1) : share;
      return { variantId, warehouseId, quantity, priority };
    })
    .filter((row) => row.quantity > 0);
}
