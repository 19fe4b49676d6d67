/**
 * What in the shop's file is a sale and what is not. Every row gets exactly one answer: a sale, or the first reason in the order of
 * `judge` that says why not. Nothing is dropped silently: sales plus the counts by reason equal the number of rows.
 */

/** A row of the file, as text. */
export interface FileRow {
  readonly InvoiceNo: string;
  readonly StockCode: string;
  readonly Description: string;
  readonly Quantity: string;
  readonly InvoiceDate: string;
  readonly UnitPrice: string;
  readonly CustomerID: string;
  readonly Country: string;
}

/** The columns, in the file's order. */
export const FILE_COLUMNS = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const satisfies readonly (keyof FileRow)[];

/** Why a row is no sale, in the order in which the reasons are looked for, each with its rule. */
export const SKIP_REASONS = {
  malformed: 'a field that must be a number, a date or a code is none',
  after_until: 'dated after the last day asked for',
  cancellation: 'an invoice number that begins with C: a cancellation or return',
  adjustment: 'an invoice number that begins with another letter, or code B: bookkeeping, such as bad debt',
  postage: 'codes POST, DOT and C2: postage and carriage',
  fee: 'codes BANK CHARGES, AMAZONFEE and CRUK: charges and commissions',
  manual: 'code M: an amount typed in by hand, no product',
  discount: 'code D: a discount on the invoice',
  sample: 'code S: samples',
  voucher: 'codes gift_…: gift vouchers are money, not goods',
  not_a_product: 'any other code that is not five digits and up to three letters, DCGS… or PADS',
  no_quantity: 'zero or less units on an invoice: stock written off',
  negative_price: 'a price below zero',
  zero_price: 'a price of zero: given away, lost or found',
  below_a_penny: 'a price between zero and one penny',
  fraction_of_a_penny: 'a price of at least a penny that is no whole number of pence: the till knows none',
  no_customer: 'no customer number: a sale without an account',
} as const;

/** A reason by name. */
export type SkipReason = keyof typeof SKIP_REASONS;

/** A row that is a sale. */
export interface Sale {
  readonly invoice: string;
  readonly stockCode: string;
  readonly description: string;
  readonly quantity: number;
  /** `2010-12-01T08:26`, as the file says, without a zone. */
  readonly minute: string;
  /** Pence. */
  readonly priceMinor: number;
  readonly customer: string;
  readonly country: string;
}

const NAMED_CODES: ReadonlyMap<string, SkipReason> = new Map([
  ['POST', 'postage'],
  ['DOT', 'postage'],
  ['C2', 'postage'],
  ['BANK CHARGES', 'fee'],
  ['AMAZONFEE', 'fee'],
  ['CRUK', 'fee'],
  ['M', 'manual'],
  ['D', 'discount'],
  ['S', 'sample'],
  ['B', 'adjustment'],
]);
const VOUCHER_CODE = /^gift_/i;
const PRODUCT_CODE = /^(\d{5}[A-Z]{0,3}|DCGS\w+|PADS)$/i;
const MINUTE = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))[ T]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/;
const WHOLE = /^-?\d{1,9}$/;
const PRICE = /^(-?)(\d{1,9})(?:\.(\d{1,9}))?$/;
/** Spreadsheets made 17850.0 of customer 17850. */
const CUSTOMER = /^(\d+)(?:\.0)?$/;
const PLAIN_INVOICE = /^\d+$/;
const LETTERED_INVOICE = /^[A-Z]\d+$/i;

/** The answer for one row. Whether its day is asked for is the book's question (`after_until`). */
export function judge(row: FileRow): Sale | SkipReason {
  const minute = MINUTE.exec(row.InvoiceDate);
  const price = pence(row.UnitPrice);
  const invoice = row.InvoiceNo.trim();
  const lettered = LETTERED_INVOICE.test(invoice);
  const numbers = WHOLE.test(row.Quantity) && (row.CustomerID === '' || CUSTOMER.test(row.CustomerID));
  if (minute === null || price === undefined || !numbers || !(lettered || PLAIN_INVOICE.test(invoice)))
    return 'malformed';
  if (lettered) return invoice[0]!.toUpperCase() === 'C' ? 'cancellation' : 'adjustment';
  const stockCode = row.StockCode.trim();
  const byCode = codeReason(stockCode);
  if (byCode !== undefined) return byCode;
  const quantity = Number(row.Quantity);
  if (quantity <= 0) return 'no_quantity';
  if (typeof price === 'string') return price;
  const customer = CUSTOMER.exec(row.CustomerID)?.[1];
  if (customer === undefined) return 'no_customer';
  return {
    invoice,
    stockCode,
    description: row.Description.trim(),
    quantity,
    minute: `${minute[1]}T${minute[2]}:${minute[3]}`,
    priceMinor: price,
    customer,
    country: row.Country.trim(),
  };
}

/** The sku of what is sold: one (StockCode, UnitPrice) pair, since the file sells one code at several prices. */
export function skuOf(sale: Pick<Sale, 'stockCode' | 'priceMinor'>): string {
  return `${sale.stockCode}-${sale.priceMinor}`;
}

function codeReason(code: string): SkipReason | undefined {
  if (code === '') return 'malformed';
  const named = NAMED_CODES.get(code.toUpperCase());
  if (named !== undefined) return named;
  if (VOUCHER_CODE.test(code)) return 'voucher';
  return PRODUCT_CODE.test(code) ? undefined : 'not_a_product';
}

/** Whole pence read from the digits, never through a binary fraction; or why the price sells nothing; undefined for no number. */
function pence(text: string): number | SkipReason | undefined {
  const match = PRICE.exec(text);
  if (match === null) return undefined;
  const [, sign, pounds, fraction = ''] = match;
  const whole = Number(pounds + fraction.slice(0, 2).padEnd(2, '0'));
  const hasRest = /[1-9]/.test(fraction.slice(2));
  if (whole === 0 && !hasRest) return 'zero_price';
  if (sign === '-') return 'negative_price';
  if (whole === 0) return 'below_a_penny';
  return hasRest ? 'fraction_of_a_penny' : whole;
}
