/**
 * Back to where it came from: what of a refund goes to credit and what to the payment (▲ `REFUND_TENDER_POLICY`). Pure. Every policy
 * looks at what was refunded so far, so that parts add up exactly to what one refund of all of it would give.
 */
import { minor, mulDivHalfEven, type CartwrightConfig, type Minor } from '#libs/platform';

export type RefundTenderPolicy = CartwrightConfig['refundTenderPolicy'];

/** An amount by the tenders of an order. */
export interface Tenders {
  readonly creditMinor: Minor;
  readonly paymentMinor: Minor;
}

/**
 * The share of each tender in a refund of `amountMinor`, given what the order was paid with and what went back before.
 * `proportional`: credit has got back `round_half_even(refunded so far × credit ÷ order total)` after each refund, the payment the
 * rest (examples.md 10); where another policy went before, as near to that as what is left allows.
 * @throws RangeError for an amount that is none, or more than what is left of the order
 */
export function refundTenders(
  amountMinor: Minor,
  {
    paid,
    refunded,
    policy,
  }: { readonly paid: Tenders; readonly refunded: Tenders; readonly policy: RefundTenderPolicy },
): Tenders {
  const left: Tenders = {
    creditMinor: paid.creditMinor - refunded.creditMinor,
    paymentMinor: paid.paymentMinor - refunded.paymentMinor,
  };
  const refundable = left.creditMinor + left.paymentMinor;
  if (minor(amountMinor) <= 0 || amountMinor > refundable)
    throw new RangeError(`a refund of ${amountMinor} of which ${refundable} is left`);
  const atLeast = Math.max(0, amountMinor - left.paymentMinor);
  const atMost = Math.min(amountMinor, left.creditMinor);
  const creditMinor = Math.min(atMost, Math.max(atLeast, wantedCredit()));
  return { creditMinor, paymentMinor: amountMinor - creditMinor };

  function wantedCredit(): Minor {
    if (policy === 'credit_first') return atMost;
    if (policy === 'payment_first') return atLeast;
    const soFar = refunded.creditMinor + refunded.paymentMinor + amountMinor;
    return mulDivHalfEven(soFar, paid.creditMinor, paid.creditMinor + paid.paymentMinor) - refunded.creditMinor;
  }
}
