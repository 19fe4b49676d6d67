/** The SQL of offers as operators set them and as the snapshot reads them. */
import { statement } from '#libs/platform';
import type { Offer } from '../pricing/offer.types.js';

/** An offer with its counters and version. */
export interface OfferRecord extends Offer {
  readonly claimed: number;
  readonly sold: number;
  readonly createdAt: Date;
  readonly version: number;
}

const TERMS = `o.id AS "offerId", o.name, o.rules, o.scope, o.preheat_from AS "preheatFrom", o.starts_at AS "startsAt",
    o.ends_at AS "endsAt", o.stopped_at AS "stoppedAt", o.per_customer_limit AS "perCustomerLimit", o.quota`;
const COLUMNS = `${TERMS}, o.claimed, o.sold, o.created_at AS "createdAt", o.version`;

/** The offers that have not ended at $1. */
export const loadOffers = statement<Offer>(
  'promotion.load_offers',
  `
  SELECT ${TERMS}
  FROM promotion.offer AS o
  WHERE (o.ends_at IS NULL OR o.ends_at > $1) AND (o.stopped_at IS NULL OR o.stopped_at > $1)
  ORDER BY o.id
  LIMIT $2`,
);

/** The offers there were at $1 that had not ended then, by their windows as they are now. */
export const loadOffersAt = statement<Offer>(
  'promotion.load_offers_at',
  `
  SELECT ${TERMS}
  FROM promotion.offer AS o
  WHERE o.created_at <= $1 AND (o.ends_at IS NULL OR o.ends_at > $1) AND (o.stopped_at IS NULL OR o.stopped_at > $1)
  ORDER BY o.id
  LIMIT $2`,
);

export const findOffer = statement<OfferRecord>(
  'promotion.find_offer',
  `SELECT ${COLUMNS} FROM promotion.offer AS o WHERE o.id = $1`,
);

/** Newest first; $1 and $2 are the key of the last row seen, $3 a kind, $4 a state at $5; each may be NULL. */
export const listOffers = statement<OfferRecord>(
  'promotion.list_offers',
  `
  SELECT ${COLUMNS} FROM promotion.offer AS o
  WHERE ($1::timestamptz IS NULL OR (o.created_at, o.id) < ($1, $2::uuid))
    AND ($3::text IS NULL OR o.kind = $3)
    AND ($4::text IS NULL OR $4 = CASE
      WHEN o.stopped_at <= $5 OR o.ends_at <= $5 THEN 'ended'
      WHEN o.starts_at <= $5 THEN 'running'
      WHEN o.preheat_from <= $5 THEN 'upcoming'
      ELSE 'hidden' END)
  ORDER BY o.created_at DESC, o.id DESC
  LIMIT $6`,
);

export const insertOffer = statement<OfferRecord>(
  'promotion.insert_offer',
  `
  INSERT INTO promotion.offer AS o (id, kind, name, scope, rules, preheat_from, starts_at, ends_at, quota,
    per_customer_limit, created_by, created_at, version)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  RETURNING ${COLUMNS}`,
);

/** $2 is the version the caller has seen, $6 the new one. */
export const scheduleOffer = statement<OfferRecord>(
  'promotion.schedule_offer',
  `
  UPDATE promotion.offer AS o SET preheat_from = $3, starts_at = $4, ends_at = $5, version = $6
  WHERE o.id = $1 AND o.version = $2
  RETURNING ${COLUMNS}`,
);

/** $2 is the version the caller has seen, $4 the new one. An offer stopped before stays as it is. */
export const stopOffer = statement<OfferRecord>(
  'promotion.stop_offer',
  `
  UPDATE promotion.offer AS o SET stopped_at = coalesce(o.stopped_at, $3), version = $4
  WHERE o.id = $1 AND o.version = $2
  RETURNING ${COLUMNS}`,
);

/** How many offers have not ended at $1. */
export const countLiveOffers = statement<{ live: number }>(
  'promotion.count_live_offers',
  `
  SELECT count(*) AS live FROM promotion.offer
  WHERE (ends_at IS NULL OR ends_at > $1) AND (stopped_at IS NULL OR stopped_at > $1)`,
);

/** What is left of the quotas of these offers. */
export const quotasLeft = statement<{ offerId: string; unitsLeft: number }>(
  'promotion.quotas_left',
  `
  SELECT id AS "offerId", quota - claimed - sold AS "unitsLeft" FROM promotion.offer
  WHERE id = ANY ($1::uuid[]) AND quota IS NOT NULL
  ORDER BY id`,
);
