/**
 * The order book made from the file: one order an invoice in time order, how each is paid, and the shop that must stand before the first
 * of them: products, variants, customers, opening stock and opening credit. Pure: the same file and seed give the same book.
 */
import { createHash } from 'node:crypto';
import { judge, skuOf, type FileRow, type Sale, type SkipReason } from './rules.js';

const DAY_CHARACTERS = '2010-12-31'.length;

/** How an order is paid. */
export type Tender = 'credit' | 'gateway' | 'both';

/** A line to order. */
export interface BookLine {
  readonly sku: string;
  readonly quantity: number;
  readonly priceMinor: number;
}

/** An order to place. */
export interface BookOrder {
  readonly invoice: string;
  readonly customer: string;
  /** The time of the invoice's first row. */
  readonly minute: string;
  readonly lines: readonly BookLine[];
  readonly totalMinor: number;
  readonly tender: Tender;
  /** What the order takes from the customer's credit. */
  readonly creditMinor: number;
}

/** A variant to sell. */
export interface BookVariant {
  readonly sku: string;
  readonly stockCode: string;
  readonly description: string;
  readonly priceMinor: number;
  /** All units that the file sells of it: the opening stock. */
  readonly units: number;
}

/** A customer to open an account for. */
export interface BookCustomer {
  readonly customer: string;
  readonly country: string;
  /** All credit that the customer's orders take: the opening credit. */
  readonly creditMinor: number;
}

/** The whole book. */
export interface Book {
  /** Those to place: up to and with the last day asked for. */
  readonly orders: readonly BookOrder[];
  /** Those of the whole file. */
  readonly allOrders: readonly BookOrder[];
  /** Variants and customers, opening stock and credit are those of the whole file, so that a later day can be asked for next. */
  readonly variants: readonly BookVariant[];
  readonly customers: readonly BookCustomer[];
  /** Rows of the file. */
  readonly rowCount: number;
  /** Rows that are sales asked for; with `skipped` they make all rows. */
  readonly saleCount: number;
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
}

/** Collects rows and gives the book. */
export class BookMaker {
  private readonly drafts = new Map<string, { sales: Sale[]; position: number }>();
  private readonly skipped: Partial<Record<SkipReason, number>> = {};
  private rowCount = 0;
  private saleCount = 0;

  /** `untilDay` is `2010-12-31`; undefined takes the whole file. */
  constructor(
    private readonly seed: string,
    private readonly untilDay?: string,
  ) {}

  /** Takes the next row. */
  add(row: FileRow): void {
    this.rowCount += 1;
    const sale = judge(row);
    const reason = typeof sale === 'string' ? sale : undefined;
    const skipped = reason === 'malformed' || !this.isAfterUntil(row.InvoiceDate) ? reason : 'after_until';
    if (skipped === undefined) this.saleCount += 1;
    else this.skipped[skipped] = (this.skipped[skipped] ?? 0) + 1;
    if (typeof sale === 'string') return;
    // An invoice has one customer; should a file disagree, each customer gets an order of the same invoice.
    const key = `${sale.invoice} ${sale.customer}`;
    const draft = this.drafts.get(key);
    if (draft === undefined) this.drafts.set(key, { sales: [sale], position: this.drafts.size });
    else draft.sales.push(sale);
  }

  /** The book of all rows so far. */
  finish(): Book {
    const drafts = [...this.drafts.values()].sort(
      (a, b) => compare(a.sales[0]!.minute, b.sales[0]!.minute) || a.position - b.position,
    );
    const orders = drafts.map(({ sales }) => orderOf(sales, this.seed));
    const { rowCount, saleCount, skipped } = this;
    const sales = drafts.flatMap((draft) => draft.sales);
    const customers = customersOf(orders, sales);
    const asked = orders.filter((order) => !this.isAfterUntil(order.minute));
    return { orders: asked, allOrders: orders, variants: variantsOf(sales), customers, rowCount, saleCount, skipped };
  }

  private isAfterUntil(time: string): boolean {
    return this.untilDay !== undefined && time.slice(0, DAY_CHARACTERS) > this.untilDay;
  }
}

/** Paid by credit, by the gateway or by both: a third each, drawn from the seed and the invoice alone. */
export function tenderOf(seed: string, invoice: string, totalMinor: number): { tender: Tender; creditMinor: number } {
  const drawn = createHash('sha256').update(`${seed} ${invoice}`).digest();
  const tender = (['credit', 'gateway', 'both'] as const)[drawn.readUInt32BE(0) % 3]!;
  if (tender === 'gateway') return { tender, creditMinor: 0 };
  // A single penny cannot be shared.
  if (tender === 'credit' || totalMinor < 2) return { tender: 'credit', creditMinor: totalMinor };
  const sharePermille = 100 + (drawn.readUInt32BE(4) % 801);
  const creditMinor = Math.min(totalMinor - 1, Math.max(1, Math.floor((totalMinor * sharePermille) / 1000)));
  return { tender, creditMinor };
}

function orderOf(sales: readonly Sale[], seed: string): BookOrder {
  const { invoice, customer, minute } = sales[0]!;
  const lines = new Map<string, BookLine>();
  for (const sale of sales) {
    const sku = skuOf(sale);
    const quantity = (lines.get(sku)?.quantity ?? 0) + sale.quantity;
    lines.set(sku, { sku, quantity, priceMinor: sale.priceMinor });
  }
  const totalMinor = [...lines.values()].reduce((total, line) => total + line.quantity * line.priceMinor, 0);
  return { invoice, customer, minute, lines: [...lines.values()], totalMinor, ...tenderOf(seed, invoice, totalMinor) };
}

function variantsOf(sales: readonly Sale[]): BookVariant[] {
  const variants = new Map<string, BookVariant>();
  for (const sale of sales) {
    const sku = skuOf(sale);
    const known = variants.get(sku);
    variants.set(sku, {
      sku,
      stockCode: sale.stockCode,
      // One code goes by several descriptions over time: the first that says anything.
      description: known?.description || sale.description,
      priceMinor: sale.priceMinor,
      units: (known?.units ?? 0) + sale.quantity,
    });
  }
  return [...variants.values()];
}

function customersOf(orders: readonly BookOrder[], sales: readonly Sale[]): BookCustomer[] {
  const countries = new Map<string, string>();
  for (const sale of sales) if (!countries.has(sale.customer)) countries.set(sale.customer, sale.country);
  const credit = new Map<string, number>();
  for (const order of orders) credit.set(order.customer, (credit.get(order.customer) ?? 0) + order.creditMinor);
  return [...countries].map(([customer, country]) => ({ customer, country, creditMinor: credit.get(customer) ?? 0 }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
