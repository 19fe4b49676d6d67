/** A ledger book with the accounts of a batch locked in it, and their holds: how every act on other people's credit begins. */
import { plainArray, textArray, type Tx } from '#libs/platform';
import { LedgerBook } from './ledger.book.js';
import { findHolds, lockAccounts, transfersOnce, type AccountRow, type HoldRow } from './db/wallet.statements.js';
import { HOUSE_ACCOUNTS, type HouseAccount } from './wallet.types.js';

/** Locks the owners' accounts and the houses', by id, and opens a book on them. */
export async function openBook(
  tx: Tx,
  owners: readonly string[],
  houses: readonly HouseAccount[],
): Promise<LedgerBook> {
  const book = new LedgerBook();
  const ids = new Set([...owners, ...houses.map((house) => HOUSE_ACCOUNTS[house])]);
  book.addAccounts(await tx.run(lockAccounts, [plainArray([...ids])]));
  return book;
}

/** The house's credit account. @throws Error when a migration has not made it */
export function creditHouse(book: LedgerBook, house: HouseAccount): AccountRow {
  const account = book.account(HOUSE_ACCOUNTS[house], 'credit');
  if (account === undefined) throw new Error(`house account ${house} for credit is missing`);
  return account;
}

/** A customer's credit account. @throws Error when there is none: the caller has opened it, or has held credit of it */
export function creditOf(book: LedgerBook, ownerId: string): AccountRow {
  const account = book.account(ownerId, 'credit');
  if (account === undefined) throw new Error(`${ownerId} has no credit account`);
  return account;
}

/** Holds by (reference, account). */
export class KnownHolds {
  private constructor(private readonly rows: ReadonlyMap<string, HoldRow>) {}

  static async read(tx: Tx, references: readonly string[]): Promise<KnownHolds> {
    const rows = await tx.run(findHolds, [plainArray([...new Set(references)])]);
    return new KnownHolds(new Map(rows.map((row) => [`${row.reference}/${row.accountId}`, row])));
  }

  of(reference: string, account: AccountRow): HoldRow | undefined {
    return this.rows.get(`${reference}/${account.id}`);
  }

  /** The lots that they took from, each once. */
  lotIds(): readonly string[] {
    return [...new Set([...this.rows.values()].flatMap((row) => row.lotIds))];
  }
}

/** Which of the transfers have been booked: once per (reference, kind). */
export async function bookedTransfers(
  tx: Tx,
  notes: readonly { readonly kind: string; readonly reference: string }[],
): Promise<(note: { readonly kind: string; readonly reference: string }) => boolean> {
  const rows = await tx.run(transfersOnce, [
    textArray(notes.map((note) => note.kind)),
    plainArray(notes.map((note) => note.reference)),
  ]);
  const booked = new Set(rows.map((row) => `${row.reference}/${row.kind}`));
  return (note) => booked.has(`${note.reference}/${note.kind}`);
}
