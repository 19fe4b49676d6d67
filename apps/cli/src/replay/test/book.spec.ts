import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { BookMaker, tenderOf, type Book } from '../book.js';
import { FILE_COLUMNS } from '../rules.js';
import { readTruth, type Truth } from '../second-reader.js';
import { readShopFile } from '../shop-file.js';

const folder = mkdtempSync(join(tmpdir(), 'cartwright-replay-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

function fileOf(rows: readonly (readonly string[])[], { gzip = false, newline = '\n' } = {}): string {
  const quoted = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const text = [FILE_COLUMNS, ...rows].map((cells) => cells.map(quoted).join(',') + newline).join('');
  const path = join(folder, `${++files}.csv${gzip ? '.gz' : ''}`);
  writeFileSync(path, gzip ? gzipSync(text) : text);
  return path;
}

async function bookOf(path: string, untilDay?: string): Promise<Book> {
  const maker = new BookMaker('seed', untilDay);
  for await (const row of readShopFile(path)) maker.add(row);
  return maker.finish();
}

/** The same sums as the independent reader's, but from the book. */
function sums(book: Book): Truth {
  const units = new Map<string, bigint>();
  const customers = new Map<string, bigint>();
  const months = new Map<string, bigint>();
  const grow = (map: Map<string, bigint>, key: string, by: number): unknown =>
    map.set(key, (map.get(key) ?? 0n) + BigInt(by));
  for (const order of book.orders) {
    grow(customers, order.customer, order.totalMinor);
    grow(months, order.minute.slice(0, 7), order.totalMinor);
    for (const line of order.lines) grow(units, line.sku, line.quantity);
  }
  return {
    unitsBySku: units,
    revenueByCustomer: customers,
    revenueByMonth: months,
    invoices: book.orders.length,
    soldRows: book.saleCount,
  };
}

describe('the order book', () => {
  const rows = [
    ['536366', '22633', 'HAND WARMER', '6', '2010-12-01 08:28:00', '1.85', '17850.0', 'United Kingdom'],
    ['536365', '85123A', 'HOLDER, "WHITE"', '6', '2010-12-01 08:26:00', '2.55', '17850.0', 'United Kingdom'],
    ['536365', '85123A', '', '2', '2010-12-01 08:26:00', '2.55', '17850.0', 'United Kingdom'],
    ['536365', '85123A', '', '1', '2010-12-01 08:27:00', '2.10', '17850.0', 'United Kingdom'],
    ['536365', 'POST', 'POSTAGE', '1', '2010-12-01 08:26:00', '18.00', '17850.0', 'United Kingdom'],
    ['C53637', '85123A', '', '-1', '2010-12-01 09:00:00', '2.55', '17850.0', 'United Kingdom'],
    ['540000', '22633', '', '4', '2011-01-04 10:00:00', '1.85', '12583.0', 'France'],
  ];

  it('makes one order an invoice in time order; a repeated code adds up; a code at another price is another variant', async () => {
    const book = await bookOf(fileOf(rows, { gzip: true, newline: '\r\n' }));
    expect(
      book.orders.map(({ invoice, minute, lines, totalMinor }) => ({ invoice, minute, lines, totalMinor })),
    ).toEqual([
      {
        invoice: '536365',
        minute: '2010-12-01T08:26',
        lines: [
          { sku: '85123A-255', quantity: 8, priceMinor: 255 },
          { sku: '85123A-210', quantity: 1, priceMinor: 210 },
        ],
        totalMinor: 2_250,
      },
      {
        invoice: '536366',
        minute: '2010-12-01T08:28',
        lines: [{ sku: '22633-185', quantity: 6, priceMinor: 185 }],
        totalMinor: 1_110,
      },
      {
        invoice: '540000',
        minute: '2011-01-04T10:00',
        lines: [{ sku: '22633-185', quantity: 4, priceMinor: 185 }],
        totalMinor: 740,
      },
    ]);
    expect(book.skipped).toEqual({ postage: 1, cancellation: 1 });
    expect(book.saleCount).toBe(5);
    expect(book.variants.find((variant) => variant.sku === '85123A-255')).toMatchObject({
      units: 8,
      description: 'HOLDER, "WHITE"',
    });
  });

  it('keeps the shop of the whole file when only its first days are asked for, and counts every row', async () => {
    const book = await bookOf(fileOf(rows), '2010-12-31');
    expect(book.orders.map((order) => order.invoice)).toEqual(['536365', '536366']);
    expect(book.variants.find((variant) => variant.sku === '22633-185')?.units).toBe(10);
    expect(book.customers.map((customer) => customer.customer).sort()).toEqual(['12583', '17850']);
    expect(book.skipped).toEqual({ postage: 1, cancellation: 1, after_until: 1 });
    expect(book.saleCount + 3).toBe(rows.length);
  });

  it('shares each total between credit and gateway by the seed and the invoice alone, never a penny lost', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 10_000_000 }), (invoice, totalMinor) => {
        const { tender, creditMinor } = tenderOf('seed', invoice, totalMinor);
        expect(tenderOf('seed', invoice, totalMinor)).toEqual({ tender, creditMinor });
        if (tender === 'credit') expect(creditMinor).toBe(totalMinor);
        else if (tender === 'gateway') expect(creditMinor).toBe(0);
        else expect(creditMinor > 0 && creditMinor < totalMinor).toBe(true);
      }),
    );
  });

  it('says in a sentence that a file is not of that format', async () => {
    const path = join(folder, 'other.csv');
    writeFileSync(path, 'a,b\n1,2\n');
    await expect(bookOf(path)).rejects.toThrow(`${path} has no column InvoiceNo`);
    await expect(bookOf(join(folder, 'absent.csv'))).rejects.toThrow('cannot be read');
  });
});

describe('the two readers', () => {
  const cell = {
    invoice: fc.constantFrom('536365', '536366', 'C536367', 'A563185', '536370'),
    code: fc.constantFrom(
      '85123A',
      '22633',
      'POST',
      'M',
      'D',
      'S',
      'DCGS0076',
      'PADS',
      'gift_0001_10',
      'C2',
      'TEST001',
      '1234',
      '15056BL',
      '85123AB1',
    ),
    text: fc.constantFrom('', 'PLAIN', 'A, B', 'SIZE 7"', 'TWO\nLINES', '"'),
    quantity: fc.constantFrom('1', '12', '-3', '0', '74215'),
    time: fc.constantFrom('2010-12-01 08:26:00', '2010-12-31 17:00:00', '2011-01-01 00:00:00', '2011-08-31 12:00:00'),
    price: fc.constantFrom(
      '0.0',
      '0.001',
      '0.01',
      '0.005',
      '1.15',
      '2.55',
      '2.5',
      '3',
      '-1.0',
      '1.125',
      '1.120',
      '0.0100',
      '2.5500001',
    ),
    customer: fc.constantFrom('', '17850.0', '12583.0'),
  };
  const anyRow = fc
    .tuple(cell.invoice, cell.code, cell.text, cell.quantity, cell.time, cell.price, cell.customer)
    .map(([invoice, code, text, quantity, time, price, customer]) => [
      invoice,
      code,
      text,
      quantity,
      time,
      price,
      customer,
      'EIRE',
    ]);

  it('agree to the penny on any file, and no row is dropped', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { maxLength: 40 }),
        fc.option(fc.constant('2010-12-31')),
        async (rows, untilDay) => {
          // An invoice happens at one moment.
          const times = new Map<string, string>();
          for (const row of rows) {
            times.set(row[0]!, times.get(row[0]!) ?? row[4]!);
            row[4] = times.get(row[0]!)!;
          }
          const path = fileOf(rows);
          const book = await bookOf(path, untilDay ?? undefined);
          expect(sums(book)).toEqual(readTruth(path, untilDay ?? undefined));
          const skipped = Object.values(book.skipped).reduce((total, count) => total + count, 0);
          expect(book.saleCount + skipped).toBe(rows.length);
        },
      ),
      { numRuns: 150 },
    );
  });
});
