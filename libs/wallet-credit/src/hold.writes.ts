/** Writes holds: one statement for many, sent without waiting; a failure fails the transaction before its commit. */
import { plainArray, textArray, type Tx } from '#libs/platform';
import { writeCapturedHolds } from './db/debit.statements.js';
import { writeHolds, type AccountRow } from './db/wallet.statements.js';
import type { LedgerBook } from './ledger.book.js';
import type { LotTake } from './lots.rules.js';

/** A hold to be written, with the lots it was taken from. */
export interface NewHold {
  readonly reference: string;
  readonly accountId: number;
  readonly amount: number;
  readonly takes: readonly LotTake[];
}

/** Writes holds that set credit aside, with the lots and accounts they touched in the book; answers those accounts. */
export function sendHolds(tx: Tx, book: LedgerBook, holds: readonly NewHold[]): readonly AccountRow[] {
  if (holds.length === 0) return [];
  const { accounts, lots } = book.drainTouched();
  const [references, accountIds, amounts, lotIds, lotAmounts] = columnsOf(holds);
  tx.send(writeHolds, [
    references,
    accountIds,
    amounts,
    textArray(holds.map(() => 'held')),
    lotIds,
    lotAmounts,
    tx.now,
    plainArray(lots.map((lot) => lot.id)),
    plainArray(lots.map((lot) => lot.held)),
    plainArray(accounts.map((account) => account.id)),
    plainArray(accounts.map((account) => account.held)),
    plainArray(accounts.map((account) => account.changeSeq)),
  ]);
  return accounts;
}

/** Writes holds that were taken and captured in one act: what went, and from which lots. */
export function sendCapturedHolds(tx: Tx, holds: readonly NewHold[]): void {
  if (holds.length > 0) tx.send(writeCapturedHolds, [...columnsOf(holds), tx.now]);
}

function columnsOf(holds: readonly NewHold[]): [string, string, string, string, string] {
  return [
    plainArray(holds.map((hold) => hold.reference)),
    plainArray(holds.map((hold) => hold.accountId)),
    plainArray(holds.map((hold) => hold.amount)),
    textArray(holds.map(({ takes }) => plainArray(takes.map((take) => take.lotId)))),
    textArray(holds.map(({ takes }) => plainArray(takes.map((take) => take.amount)))),
  ];
}
