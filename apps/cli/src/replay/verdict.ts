/** Whether the shop's books say what the file says: every difference is one sentence. */
import type { Truth } from './second-reader.js';

/** What the shop's books say after the replay, in the file's terms. */
export interface ShopBooks {
  readonly unitsBySku: ReadonlyMap<string, bigint>;
  readonly revenueByCustomer: ReadonlyMap<string, bigint>;
  readonly revenueByMonth: ReadonlyMap<string, bigint>;
  readonly orders: number;
  /** Orders that are not paid, by invoice: each one is a difference. */
  readonly unpaid: readonly string[];
  /** Invoices with more than one order: each one is a difference. */
  readonly doubled: readonly string[];
  /** Credit left, by the file's customer number. */
  readonly creditByCustomer: ReadonlyMap<string, bigint>;
}

/** What must be left of the opening credit once the orders asked for are paid. */
export type CreditLeft = ReadonlyMap<string, bigint>;

/** All differences, none when the books are right. */
export function differences(books: ShopBooks, truth: Truth, creditLeft: CreditLeft): string[] {
  return [
    ...between('units of SKU', truth.unitsBySku, books.unitsBySku),
    ...between('revenue of customer', truth.revenueByCustomer, books.revenueByCustomer),
    ...between('revenue of month', truth.revenueByMonth, books.revenueByMonth),
    ...between('credit left of customer', creditLeft, books.creditByCustomer),
    ...(books.orders === truth.invoices ? [] : [`orders: the file has ${truth.invoices}, the shop ${books.orders}`]),
    ...books.unpaid.map((invoice) => `invoice ${invoice} is not paid`),
    ...books.doubled.map((invoice) => `invoice ${invoice} has more than one order`),
  ];
}

function between(what: string, file: ReadonlyMap<string, bigint>, shop: ReadonlyMap<string, bigint>): string[] {
  const keys = new Set([...file.keys(), ...shop.keys()]);
  return [...keys]
    .filter((key) => (file.get(key) ?? 0n) !== (shop.get(key) ?? 0n))
    .map((key) => `${what} ${key}: the file has ${file.get(key) ?? 0n}, the shop ${shop.get(key) ?? 0n}`);
}
