/**
 * The independent computation: what the file says was sold, read a second time by another program than the replay's. It shares no line
 * with rules.ts, book.ts or the CSV library: one pass over the characters, its own idea of a sale, pence as BigInt. Where both agree, the
 * books are right; where they differ, one of them is wrong, and the replay says so.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** What was sold, straight from the file. */
export interface Truth {
  /** By `StockCode-pence`. */
  readonly unitsBySku: ReadonlyMap<string, bigint>;
  /** Pence. */
  readonly revenueByCustomer: ReadonlyMap<string, bigint>;
  /** Pence by `2010-12`. */
  readonly revenueByMonth: ReadonlyMap<string, bigint>;
  readonly invoices: number;
  readonly soldRows: number;
}

const COMMA = ',';
const QUOTE = '"';
/** Goods carry five digits and perhaps letters; the few that do not are named. Services and bookkeeping (POST, M, D, …) are neither. */
const NAMED_GOODS = /^(?:dcgs[0-9a-z_]+|pads)$/;
const GOODS_LETTERS_MAX = 3;

/** Adds up the sales of the file, those of `untilDay` and before when it is given. */
export function readTruth(path: string, untilDay?: string): Truth {
  const file = readFileSync(path);
  const text = (file[0] === 0x1f ? gunzipSync(file) : file).toString('utf8');
  const units = new Map<string, bigint>();
  const customers = new Map<string, bigint>();
  const months = new Map<string, bigint>();
  /** The day of an invoice is that of its first sold row. */
  const days = new Map<string, string>();
  let soldRows = 0;
  let column: Map<string, number> | undefined;
  for (const cells of records(text)) {
    if (column === undefined) {
      column = new Map(cells.map((name, index) => [name.replace(/^\uFEFF/, ''), index]));
      continue;
    }
    const cell = (name: string): string => cells[column!.get(name)!] ?? '';
    const invoice = cell('InvoiceNo').trim();
    const code = cell('StockCode').trim();
    const account = cell('CustomerID').split('.')[0]!;
    if (Number.isNaN(Number(invoice)) || account === '' || !isGoods(code)) continue;
    const quantity = BigInt(cell('Quantity'));
    const thousandths = scaled(cell('UnitPrice'));
    if (quantity < 1n || thousandths < 10n || thousandths % 10n !== 0n) continue;
    const price = thousandths / 10n;
    const key = `${invoice}/${account}`;
    const day = days.get(key) ?? cell('InvoiceDate').slice(0, 10);
    if (untilDay !== undefined && day.localeCompare(untilDay) > 0) continue;
    days.set(key, day);
    soldRows += 1;
    grow(units, `${code}-${price}`, quantity);
    grow(customers, account, quantity * price);
    grow(months, day.slice(0, 7), quantity * price);
  }
  return { unitsBySku: units, revenueByCustomer: customers, revenueByMonth: months, invoices: days.size, soldRows };
}

function isGoods(code: string): boolean {
  const small = code.toLowerCase();
  if (NAMED_GOODS.test(small)) return true;
  const letters = small.length - 5;
  if (letters < 0 || letters > GOODS_LETTERS_MAX) return false;
  return [...small].every((sign, at) => (at < 5 ? sign >= '0' && sign <= '9' : sign >= 'a' && sign <= 'z'));
}

/** Thousandths of a pound; a price finer than that is not whole pence either way and gives one that is skipped. */
function scaled(price: string): bigint {
  const [pounds = '0', decimals = ''] = price.split('.');
  const fine = /[1-9]/.test(decimals.slice(3)) ? 1n : 0n;
  const value = BigInt(pounds.replace('-', '') + (decimals + '000').slice(0, 3));
  return price.startsWith('-') ? -value : value + (value % 10n === 0n ? fine : 0n);
}

function grow(sums: Map<string, bigint>, key: string, by: bigint): void {
  sums.set(key, (sums.get(key) ?? 0n) + by);
}

/** RFC 4180 records by a state machine over the characters. */
function* records(text: string): Generator<string[]> {
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quoted) {
      if (character !== QUOTE) cell += character;
      else if (text[i + 1] === QUOTE) cell += text[++i]!;
      else quoted = false;
    } else if (character === QUOTE) {
      quoted = true;
    } else if (character === COMMA) {
      cells.push(cell);
      cell = '';
    } else if (character === '\n') {
      cells.push(cell);
      yield cells;
      cells = [];
      cell = '';
    } else if (character !== '\r') {
      cell += character;
    }
  }
  if (cell !== '' || cells.length > 0) yield [...cells, cell];
}
