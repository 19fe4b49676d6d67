/**
 * Our payments beside a gateway's own books, which no SQL can see. Gateway and database move on while they are read, so the gateway
 * is read on both sides of our snapshot: what it has at either moment brackets what we must have.
 */
import type { Tx } from '#libs/platform';
import { PaymentBooks, type BookDifference, type GatewayBookLine } from '#libs/payment';

/** A gateway that can be asked for all its payments of this shop. */
export interface GatewayBooks {
  /** The provider's name in our payments. */
  readonly provider: string;
  /** Every payment it has, with its amounts now. @throws when it cannot be reached */
  read(): Promise<readonly GatewayBookLine[]>;
}

export const GATEWAY_BOOKS = {
  name: 'payments.gateway_books',
  sentence: "gateway clearing account = captured − refunded − settled, and equals the gateway's own books",
} as const;

/**
 * The payments on which our snapshot and the gateway do not agree. Not counted is what may still come right: a call of ours that is
 * under way, and money that moved at the gateway after the snapshot was taken.
 */
export async function gatewayDifferences(
  tx: Tx,
  gateway: GatewayBooks,
  before: readonly GatewayBookLine[],
): Promise<readonly BookDifference[]> {
  // Read while our snapshot stands: the transaction is read-only, it holds no lock that anybody could wait for.
  const after = await gateway.read();
  const earlier = new Map(before.map((line) => [line.id, line]));
  const differences = await new PaymentBooks().differences(tx, gateway.provider, after);
  return differences.filter(({ inFlight, providerReference, ours, theirs }) => {
    if (inFlight) return false;
    if (theirs === null) return true;
    const was = earlier.get(providerReference) ?? NOTHING;
    const moved = was.captured !== theirs.captured || was.refunded !== theirs.refunded;
    return !moved || !isBetween(ours ?? NOTHING, was, theirs);
  });
}

type Amounts = Pick<GatewayBookLine, 'captured' | 'refunded'>;
const NOTHING: Amounts = { captured: 0, refunded: 0 };

function isBetween(value: Amounts, low: Amounts, high: Amounts): boolean {
  return (
    low.captured <= value.captured &&
    value.captured <= high.captured &&
    low.refunded <= value.refunded &&
    value.refunded <= high.refunded
  );
}
