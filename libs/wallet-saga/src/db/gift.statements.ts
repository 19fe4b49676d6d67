/** SQL of gifts. A gift changes only under the lock of its saga's row. */
import { statement } from '#libs/platform';
import type { GiftRow } from '../gift/gift.types.js';

const GIFT = `g.id, g.sender_id AS "senderId", g.sender_name AS "senderName", g.addressee, g.receiver_id AS "receiverId",
    g.amount_minor AS "amountMinor", g.message, g.state, g.created_at AS "createdAt", g.claimable_until AS "claimableUntil",
    g.accepted_at AS "acceptedAt", g.closed_at AS "closedAt", g.claimed_minor AS "claimedMinor", g.returned_minor AS "returnedMinor",
    g.expired_minor AS "expiredMinor", g.event_seq AS "eventSeq"`;

export const insertGifts = statement<GiftRow>(
  'transfer.insert_gifts',
  `
  INSERT INTO transfer.gift AS g (id, sender_id, sender_name, addressee, receiver_id, amount_minor, message, state, claimable_until, created_at)
  SELECT id, sender_id, sender_name, addressee, receiver_id, amount_minor, message, 'pending', claimable_until, $9
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bigint[], $7::text[], $8::timestamptz[])
    AS n (id, sender_id, sender_name, addressee, receiver_id, amount_minor, message, claimable_until)
  ON CONFLICT ON CONSTRAINT gift_pkey DO NOTHING
  RETURNING ${GIFT}`,
);

export const acceptGift = statement<never>(
  'transfer.accept_gift',
  `UPDATE transfer.gift SET accepted_at = $2 WHERE id = $1 AND state = 'pending'`,
);

export const findAccepted = statement<{ id: string }>(
  'transfer.find_accepted_gifts',
  `SELECT id FROM transfer.gift WHERE id = ANY ($1::uuid[]) AND accepted_at IS NOT NULL`,
);

export const closeGifts = statement<GiftRow>(
  'transfer.close_gifts',
  `
  UPDATE transfer.gift AS g
  SET state = v.state, claimed_minor = v.claimed, returned_minor = v.returned, expired_minor = v.expired, closed_at = $6,
    event_seq = g.event_seq + 1
  FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) AS v (id, state, claimed, returned, expired)
  WHERE g.id = v.id AND g.state = 'pending'
  RETURNING ${GIFT}`,
);

export const readGift = statement<GiftRow>(
  'transfer.read_gift',
  `SELECT ${GIFT} FROM transfer.gift AS g WHERE g.id = $1`,
);

export const listSentGifts = statement<GiftRow>(
  'transfer.list_sent_gifts',
  `
  SELECT ${GIFT} FROM transfer.gift AS g
  WHERE g.sender_id = $1 AND ($2::uuid IS NULL OR g.id < $2) AND ($3::text IS NULL OR g.state = $3)
  ORDER BY g.id DESC LIMIT $4`,
);

export const listReceivedGifts = statement<GiftRow>(
  'transfer.list_received_gifts',
  `
  SELECT ${GIFT} FROM transfer.gift AS g
  WHERE g.receiver_id = $1 AND ($2::uuid IS NULL OR g.id < $2) AND ($3::text IS NULL OR g.state = $3)
  ORDER BY g.id DESC LIMIT $4`,
);

export const listGifts = statement<GiftRow>(
  'transfer.list_gifts',
  `
  SELECT ${GIFT} FROM transfer.gift AS g
  WHERE ($1::uuid IS NULL OR g.sender_id = $1 OR g.receiver_id = $1) AND ($2::uuid IS NULL OR g.id < $2)
    AND ($3::text IS NULL OR g.state = $3)
  ORDER BY g.id DESC LIMIT $4`,
);
