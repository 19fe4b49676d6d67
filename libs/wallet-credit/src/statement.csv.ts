/** A wallet's statement as CSV (RFC 4180), safe to open in a spreadsheet. Pure. */
import { formatMinor } from '#libs/platform';
import type { EntryRow } from './db/reading.statements.js';
import type { Asset } from './wallet.types.js';

const NUMBER = /^-?\d+(\.\d+)?$/;
/** What a spreadsheet would take for the start of a formula (OWASP, "CSV injection"). */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** One cell: a text that a spreadsheet would calculate is made a text by an apostrophe; numbers stay numbers. */
export function csvCell(text: string): string {
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** The first line. */
export const STATEMENT_HEAD = line([
  'number',
  'time',
  'kind',
  'amount',
  'balance',
  'unit',
  'order',
  'reference',
  'reason',
]);

/** Lines of a statement: credit in major units of the currency, points whole. */
export function statementLines(entries: readonly EntryRow[], asset: Asset, currency: string): string {
  const amountText = (amount: number): string => formatMinor(amount, asset === 'credit' ? 2 : 0);
  const unit = asset === 'credit' ? currency : 'points';
  return entries
    .map((entry) =>
      line([
        String(entry.seq),
        entry.madeAt.toISOString(),
        entry.kind,
        amountText(entry.amount),
        amountText(entry.balanceAfter),
        unit,
        entry.orderId ?? '',
        entry.reference,
        entry.reason ?? '',
      ]),
    )
    .join('');
}
