/** The shop that the book's orders are placed in. Ids are made from what they stand for, so the same file always opens the same shop. */
import { createHash } from 'node:crypto';
import type { UpsertProduct } from '#libs/catalog';
import type { UpsertMerchant } from '#libs/merchant';
import { formatMinor } from '#libs/platform';
import type { Shop } from '../bench/shop.js';
import type { Book, BookVariant } from './book.js';

/** The shop with the ids under which its customers' orders are found again. */
export interface Opening {
  readonly shop: Shop;
  /** By the file's customer number. */
  readonly customerIds: ReadonlyMap<string, string>;
}

/** The file names no merchants: its ranges of goods, told by the first digit of the code, become four. */
const RANGES = ['Gifts & Home', 'Kitchen & Garden', 'Paper & Party', 'Specials'] as const;
type Range = (typeof RANGES)[number];
const RANGE_BY_DIGIT: Readonly<Record<string, Range>> = {
  2: 'Gifts & Home',
  8: 'Kitchen & Garden',
  1: 'Paper & Party',
  4: 'Paper & Party',
};

/** Nobody charges for shipping: the file's postage is no sale, and an order's total is that of its lines. */
const FREE_SHIPPING = { flatMinor: 0, perKgMinor: 0, freeFromMinor: null };

/** `namespace` tells this file and seed from any other, so that several replays can live in one database. */
export function openingOf(book: Book, namespace: string): Opening {
  const merchants = new Map(RANGES.map((range) => [range, merchantOf(range)]));
  const customerIds = new Map(
    book.customers.map(({ customer }) => [customer, idOf(`${namespace} customer ${customer}`)]),
  );
  const warehouseOf = (variant: BookVariant): string =>
    merchants.get(rangeOf(variant.stockCode))!.warehouses[0]!.warehouseId;
  const shop: Shop = {
    id: idOf(`${namespace} shop`),
    merchants: [...merchants.values()],
    products: productsOf(book.variants, (range) => merchants.get(range)!.merchantId),
    stock: book.variants.map((variant) => ({
      variantId: variantIdOf(variant.sku),
      warehouseId: warehouseOf(variant),
      quantity: variant.units,
      kind: 'received' as const,
    })),
    customers: book.customers.map(({ customer, country, creditMinor }) => ({
      id: customerIds.get(customer)!,
      email: `${customer}.${namespace}@replay.example`,
      displayName: `Customer ${customer}, ${country}`,
      creditMinor,
    })),
  };
  return { shop, customerIds };
}

function productsOf(variants: readonly BookVariant[], merchantIdOf: (range: Range) => string): UpsertProduct[] {
  const byCode = new Map<string, BookVariant[]>();
  for (const variant of variants) byCode.set(variant.stockCode, [...(byCode.get(variant.stockCode) ?? []), variant]);
  return [...byCode].map(([stockCode, own]) => ({
    productId: idOf(`product ${stockCode}`),
    merchantId: merchantIdOf(rangeOf(stockCode)),
    title: own.find((variant) => variant.description !== '')?.description ?? stockCode,
    shelf: 'on' as const,
    variants: own.map((variant) => ({
      variantId: variantIdOf(variant.sku),
      sku: variant.sku,
      attributes: { price: formatMinor(variant.priceMinor) },
      priceMinor: variant.priceMinor,
      shelf: 'on' as const,
    })),
  }));
}

function merchantOf(range: Range): UpsertMerchant {
  return {
    merchantId: idOf(`merchant ${range}`),
    name: `Online Retail: ${range}`,
    phone: '+442079460000',
    goodsType: 'self_operated',
    rewardBps: 0,
    state: 'approved',
    shipping: FREE_SHIPPING,
    warehouses: [
      {
        warehouseId: idOf(`warehouse ${range}`),
        code: `RETAIL-${RANGES.indexOf(range) + 1}`,
        name: range,
        priority: 1,
      },
    ],
  };
}

function rangeOf(stockCode: string): Range {
  return RANGE_BY_DIGIT[stockCode[0]!] ?? 'Specials';
}

function variantIdOf(sku: string): string {
  return idOf(`variant ${sku}`);
}

/** A UUID made from a name (version 8, RFC 9562). */
export function idOf(name: string): string {
  const hex = createHash('sha256').update(`online retail ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
