/** SQL of the books: what the gateways hold for us, by our own account. Refunds count when they are done, and by the gateway. */
import { statement } from '#libs/platform';

/** Money at one provider in one currency. */
export interface ProviderSum {
  readonly provider: string;
  readonly currency: string;
  readonly payments: number;
  readonly captured: number;
  /** Refunds done by the gateway. */
  readonly refunded: number;
  /** Given back by operators without the gateway, which still has this money for us. */
  readonly refundedOutside: number;
  /** Refunds reserved or under way. */
  readonly refunding: number;
}

/** One payment in our books. */
export interface BookLine {
  readonly id: string;
  readonly providerReference: string;
  readonly currency: string;
  readonly captured: number;
  readonly refunded: number;
  readonly inFlight: boolean;
}

export const sumByProvider = statement<ProviderSum>(
  'payment.sum_by_provider',
  `
  SELECT p.provider, p.currency, count(*) AS payments, sum(p.captured_minor)::bigint AS captured,
         coalesce(sum(r.done), 0)::bigint AS refunded, coalesce(sum(r.outside), 0)::bigint AS "refundedOutside",
         coalesce(sum(r.open), 0)::bigint AS refunding
  FROM payment.payment p
  LEFT JOIN (
    SELECT payment_id, sum(amount_minor) FILTER (WHERE state = 'succeeded' AND went = 'gateway') AS done,
           sum(amount_minor) FILTER (WHERE went = 'outside') AS outside,
           sum(amount_minor) FILTER (WHERE state IN ('reserved', 'calling')) AS open
    FROM payment.refund GROUP BY payment_id) r ON r.payment_id = p.id
  GROUP BY p.provider, p.currency
  ORDER BY p.provider, p.currency`,
);

export const findPaymentsByReference = statement<BookLine>(
  'payment.find_payments_by_reference',
  `
  SELECT p.id, p.provider_reference AS "providerReference", p.currency, p.captured_minor AS captured,
         coalesce(sum(r.amount_minor) FILTER (WHERE r.state = 'succeeded' AND r.went = 'gateway'), 0)::bigint AS refunded,
         p.calling IS NOT NULL OR p.state IN ('pending', 'authorized', 'failed')
           OR coalesce(bool_or(r.state = 'calling'), false) AS "inFlight"
  FROM payment.payment p
  LEFT JOIN payment.refund r ON r.payment_id = p.id
  WHERE p.provider = $1 AND p.provider_reference = ANY ($2::text[])
  GROUP BY p.id`,
);
