/** Our books beside the gateway's: sums per provider, and every payment on which the two do not agree. Used by the audit. */
import { Injectable } from '@nestjs/common';
import { textArray, type Minor } from '#libs/platform';
import { findPaymentsByReference, sumByProvider, type BookLine, type ProviderSum } from './db/books.statements.js';
import type { Reader } from './payment.inputs.js';

export type { ProviderSum } from './db/books.statements.js';

/** A gateway's line about one payment. */
export interface GatewayBookLine {
  readonly id: string;
  readonly reference: string;
  readonly currency: string;
  readonly captured: Minor;
  readonly refunded: Minor;
}

/** A payment on which the books differ. `inFlight`: a call is under way or its outcome unknown, so it may still come right. */
export interface BookDifference {
  readonly providerReference: string;
  readonly paymentId: string | null;
  readonly ours: { readonly captured: Minor; readonly refunded: Minor } | null;
  readonly theirs: { readonly captured: Minor; readonly refunded: Minor } | null;
  readonly inFlight: boolean;
}

const LINES_AT_ONCE = 5_000;

@Injectable()
export class PaymentBooks {
  /** Captured, refunded (done, by the gateway and outside) and refunds under way, by provider and currency. */
  sums(reader: Reader): Promise<ProviderSum[]> {
    return reader.run(sumByProvider);
  }

  /**
   * Compares one provider's payments with its own books, payment by payment. An empty answer means that they agree: each payment
   * the gateway has money of is ours with the same amounts, and we claim no money it does not have.
   */
  async differences(reader: Reader, provider: string, theirs: readonly GatewayBookLine[]): Promise<BookDifference[]> {
    const differences: BookDifference[] = [];
    let [capturedMatched, refundedMatched] = [0, 0];
    for (let at = 0; at < theirs.length; at += LINES_AT_ONCE) {
      const lines = theirs.slice(at, at + LINES_AT_ONCE);
      const ours = await reader.run(findPaymentsByReference, [provider, textArray(lines.map((line) => line.id))]);
      const byReference = new Map(ours.map((row) => [row.providerReference, row]));
      for (const line of lines) {
        const row = byReference.get(line.id);
        if (row !== undefined)
          [capturedMatched, refundedMatched] = [capturedMatched + row.captured, refundedMatched + row.refunded];
        const difference = differenceOf(row, line);
        if (difference !== undefined) differences.push(difference);
      }
    }
    // What we have beyond the gateway's lines is money it does not know of.
    const sums = (await this.sums(reader)).filter((sum) => sum.provider === provider);
    const captured = sums.reduce((total, sum) => total + sum.captured, 0) - capturedMatched;
    const refunded = sums.reduce((total, sum) => total + sum.refunded, 0) - refundedMatched;
    if (captured !== 0 || refunded !== 0)
      differences.push({
        providerReference: '',
        paymentId: null,
        ours: { captured, refunded },
        theirs: null,
        inFlight: false,
      });
    return differences;
  }
}

function differenceOf(row: BookLine | undefined, line: GatewayBookLine): BookDifference | undefined {
  const theirs = { captured: line.captured, refunded: line.refunded };
  if (row === undefined) {
    if (line.captured === 0) return undefined;
    return { providerReference: line.id, paymentId: null, ours: null, theirs, inFlight: false };
  }
  if (row.captured === line.captured && row.refunded === line.refunded && row.currency === line.currency)
    return undefined;
  const ours = { captured: row.captured, refunded: row.refunded };
  return { providerReference: line.id, paymentId: row.id, ours, theirs, inFlight: row.inFlight };
}
