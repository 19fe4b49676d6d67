/**
 * Our payouts beside a provider's own books, which no SQL can see. The provider moves on while we look: what it pays of a payout that is
 * under way here, or since our snapshot, may still come right and is not counted.
 */
import type { Tx } from '#libs/platform';
import { PayoutBooks, type PayoutBookLine, type PayoutDifference } from '#libs/wallet-saga';

/** A provider that can be asked for all its payouts of this shop. */
export interface PayoutBooksReader {
  /** The provider's name in our withdrawals. */
  readonly provider: string;
  /** Every payout it has, with what it has paid of it. @throws when it cannot be reached */
  read(): Promise<readonly PayoutBookLine[]>;
}

export const PAYOUT_BOOKS = {
  name: 'withdrawals.payout_books',
  sentence: "what was paid out equals the payout provider's own books",
} as const;

export async function payoutDifferences(
  tx: Tx,
  provider: PayoutBooksReader,
  before: readonly PayoutBookLine[],
): Promise<readonly PayoutDifference[]> {
  const after = await provider.read();
  const paidBefore = new Map(before.map((line) => [line.payoutId, line.paidMinor]));
  const differences = await new PayoutBooks().differences(tx, provider.provider, after);
  return differences.filter(({ payoutId, theirsMinor, inFlight }) => {
    const movedMeanwhile = (paidBefore.get(payoutId) ?? 0) !== (theirsMinor ?? 0);
    return !inFlight && !movedMeanwhile;
  });
}
