/** Holds as rows and as outcomes. Pure. */
import type { LotTake } from './lots.rules.js';
import type { AccountRow, HoldRow } from './db/wallet.statements.js';
import type { HoldCredit, HoldKey, HoldOutcome } from './wallet.types.js';

export function withoutAccount(request: HoldCredit): HoldOutcome {
  if (request.amount.use === 'exact' && request.amount.amount > 0) return { kind: 'insufficient', available: 0 };
  return { kind: 'created', amount: 0, wallet: { balance: 0, held: 0, available: 0 } };
}

export function takesOf(row: HoldRow): LotTake[] {
  return row.lotIds.map((lotId, i) => ({ lotId, amount: row.lotAmounts[i]! }));
}

export function asRow(request: HoldCredit, account: AccountRow, takes: readonly LotTake[], amount: number): HoldRow {
  return {
    reference: request.reference,
    accountId: account.id,
    amount,
    captured: 0,
    state: 'held',
    lotIds: takes.map((take) => take.lotId),
    lotAmounts: takes.map((take) => take.amount),
  };
}

/** Each hold once, as it is named first: a batch may hold a request and its repetition. */
export function eachOnce<Key extends HoldKey>(keys: readonly Key[]): readonly Key[] {
  const seen = new Set<string>();
  return keys.filter(({ reference, ownerId, asset }) => {
    const name = `${reference}/${ownerId}/${asset}`;
    return !seen.has(name) && seen.add(name);
  });
}
