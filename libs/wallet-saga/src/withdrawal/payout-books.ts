/** Our payouts beside a provider's own books, payout by payout. Used by the audit. */
import { plainArray, type Tx } from '#libs/platform';
import { readPayoutBooks } from '../db/withdrawal.statements.js';

/** A provider's line about one payout. `payoutId` is our id of it. */
export interface PayoutBookLine {
  readonly payoutId: string;
  readonly currency: string;
  readonly paidMinor: number;
}

/** A payout on which the books differ. `inFlight`: it is under way, so it may still come right. */
export interface PayoutDifference {
  readonly payoutId: string;
  readonly oursMinor: number | null;
  readonly theirsMinor: number | null;
  readonly inFlight: boolean;
}

export class PayoutBooks {
  /** An empty answer means that they agree: everything they paid is ours with the same amount, and we claim nothing they have not paid. */
  async differences(
    reader: Pick<Tx, 'run'>,
    provider: string,
    theirs: readonly PayoutBookLine[],
  ): Promise<PayoutDifference[]> {
    const ours = await reader.run(readPayoutBooks, [provider, plainArray(theirs.map((line) => line.payoutId))]);
    const lines = new Map(theirs.map((line) => [line.payoutId, line]));
    const known = new Set(ours.map((row) => row.id));
    const differing = ours.flatMap((row): PayoutDifference[] => {
      const line = lines.get(row.id);
      const isSame = (line?.paidMinor ?? 0) === row.paidMinor && (line === undefined || line.currency === row.currency);
      const { id: payoutId, paidMinor: oursMinor, inFlight } = row;
      return isSame ? [] : [{ payoutId, oursMinor, theirsMinor: line?.paidMinor ?? null, inFlight }];
    });
    const foreign = theirs
      .filter((line) => !known.has(line.payoutId) && line.paidMinor > 0)
      .map((line) => ({ payoutId: line.payoutId, oursMinor: null, theirsMinor: line.paidMinor, inFlight: false }));
    return [...differing, ...foreign];
  }
}
