/**
 * The cart's SQL. Lock order: the cart's row (customer before guest) → stock → lines by id. Taking lines out for an order
 * locks lines only, so an act that finds its lines gone after it has read them runs again.
 */
import { statement } from '#libs/platform';
import type { Messages } from '../cart.types.js';

/** A line as it stands in the table. Prices are minor units of one unit of the variant. */
export interface LineRow {
  readonly id: string;
  readonly ownerId: string;
  readonly variantId: string;
  readonly messages: Messages;
  readonly messagesHash: string;
  readonly quantity: number;
  readonly selected: boolean;
  /** Put aside: in no order, no total, and without a hold. */
  readonly saved: boolean;
  /** What one unit cost the shopper when the line was added, with the line offer of the time. */
  readonly priceWhenAddedMinor: number;
  /** The line offer that made that price. */
  readonly offerWhenAdded: string | null;
  readonly addedAt: Date;
  readonly version: number;
  readonly holdId: string | null;
  readonly holdExpiresAt: Date | null;
}

const LINE_COLUMNS = `id, owner_id AS "ownerId", variant_id AS "variantId", messages, messages_hash AS "messagesHash", quantity,
    selected, saved, price_when_added_minor AS "priceWhenAddedMinor", offer_when_added AS "offerWhenAdded",
    added_at AS "addedAt", version, hold_id AS "holdId", hold_expires_at AS "holdExpiresAt"`;

/** Locks a cart for this transaction. */
export const lockCart = statement<{ readonly ownerId: string }>(
  'cart.lock',
  `SELECT owner_id AS "ownerId" FROM cart.cart WHERE owner_id = $1 FOR UPDATE`,
);

/** Makes an owner's cart, or locks the one that a rival has made meanwhile. */
export const makeCart = statement<never>(
  'cart.make',
  `
  INSERT INTO cart.cart AS c (owner_id, owner_kind, version, updated_at)
  VALUES ($1, $2, 1, $3)
  ON CONFLICT (owner_id) DO UPDATE SET version = c.version`,
);

/** All lines of these owners, lapsed ones too, with the clock they were read at. */
export const readLines = statement<LineRow & { readonly readAt: Date }>(
  'cart.read_lines',
  `
  SELECT ${LINE_COLUMNS}, clock_timestamp() AS "readAt"
  FROM cart.line
  WHERE owner_id = ANY ($1::uuid[])`,
);

/** A line, or none: what of a cart has changed since `$2`. */
export type ChangedLineRow = (LineRow | { readonly [Column in keyof LineRow]: null }) & {
  /** Tells the state of a cart's lines from every other: line ids are never used twice, and versions only rise. */
  readonly mark: string | null;
  readonly readAt: Date;
};

/** An owner's lines unless they are as they were at mark `$2`: then, and for an empty cart, one row without a line. */
export const readChangedLines = statement<ChangedLineRow>(
  'cart.read_changed_lines',
  `
  SELECT ${LINE_COLUMNS}, m.mark, clock_timestamp() AS "readAt"
  FROM (
    SELECT bit_xor(uuid_hash_extended(id, version)) || ':' || count(*) AS mark FROM cart.line WHERE owner_id = $1
  ) AS m
  LEFT JOIN cart.line ON owner_id = $1 AND m.mark IS DISTINCT FROM $2::text`,
);

/** Removes lines that still have the version they were read with, and says which. */
export const deleteLines = statement<{ readonly id: string }>(
  'cart.delete_lines',
  `
  WITH locked AS (
    SELECT l.id
    FROM unnest($1::uuid[], $2::int[]) AS w (id, version)
    JOIN cart.line AS l ON l.id = w.id AND l.version = w.version
    ORDER BY l.id
    FOR UPDATE OF l
  ), gone AS (
    DELETE FROM cart.line WHERE id IN (SELECT id FROM locked) RETURNING id, owner_id
  ), touched AS (
    UPDATE cart.cart SET version = version + 1, updated_at = $3, reminded_at = NULL
    WHERE owner_id IN (SELECT owner_id FROM gone)
  )
  SELECT id FROM gone`,
);

/**
 * Writes new lines (expected version 0) and changed ones that still have the version they were read with; `written` tells
 * whether all had.
 */
export const saveLines = statement<{ written: number }>(
  'cart.save_lines',
  `
  WITH wanted AS (
    SELECT *
    FROM unnest($2::uuid[], $3::int[], $4::uuid[], $5::uuid[], $6::jsonb[], $7::uuid[], $8::int[], $9::boolean[],
                $10::boolean[], $11::bigint[], $12::uuid[], $13::timestamptz[], $14::uuid[], $15::timestamptz[])
      AS w (id, expected, owner_id, variant_id, messages, messages_hash, quantity, selected,
            saved, price_when_added_minor, offer_when_added, added_at, hold_id, hold_expires_at)
  ), locked AS (
    SELECT l.id
    FROM wanted AS w
    JOIN cart.line AS l ON l.id = w.id AND l.version = w.expected
    ORDER BY l.id
    FOR UPDATE OF l
  ), changed AS (
    UPDATE cart.line AS l
    SET owner_id = w.owner_id, variant_id = w.variant_id, messages = w.messages, messages_hash = w.messages_hash,
        quantity = w.quantity, selected = w.selected, saved = w.saved,
        price_when_added_minor = w.price_when_added_minor, offer_when_added = w.offer_when_added,
        told_price_minor = CASE WHEN l.added_at = w.added_at AND l.variant_id = w.variant_id THEN l.told_price_minor END,
        added_at = w.added_at, hold_id = w.hold_id, hold_expires_at = w.hold_expires_at,
        version = l.version + 1, updated_at = $1
    FROM wanted AS w JOIN locked AS k ON k.id = w.id
    WHERE l.id = k.id
    RETURNING l.id
  ), added AS (
    INSERT INTO cart.line (id, owner_id, variant_id, messages, messages_hash, quantity, selected, saved,
                           price_when_added_minor, offer_when_added, added_at, updated_at, version, hold_id, hold_expires_at)
    SELECT id, owner_id, variant_id, messages, messages_hash, quantity, selected, saved,
           price_when_added_minor, offer_when_added, added_at, $1, 1, hold_id, hold_expires_at
    FROM wanted WHERE expected = 0
    RETURNING id
  ), touched AS (
    UPDATE cart.cart SET version = version + 1, updated_at = $1, reminded_at = NULL
    WHERE owner_id IN (SELECT owner_id FROM wanted)
  )
  SELECT ((SELECT count(*) FROM changed) + (SELECT count(*) FROM added))::int AS written`,
);

/** Selects or unselects the owner's lines among these ids. */
export const selectLines = statement<never>(
  'cart.select_lines',
  `
  WITH locked AS (
    SELECT id FROM cart.line
    WHERE owner_id = $1 AND id = ANY ($2::uuid[]) AND selected <> $3 AND NOT saved
    ORDER BY id
    FOR UPDATE
  )
  UPDATE cart.line SET selected = $3, version = version + 1, updated_at = $4
  WHERE id IN (SELECT id FROM locked)`,
);

/** The selected lines of many carts; `$2` is the test clock's offset in milliseconds. */
export const readSelected = statement<{
  readonly ownerId: string;
  readonly lineId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly messages: Messages;
  readonly version: number;
  readonly holdId: string | null;
  readonly priceWhenAddedMinor: number;
  readonly offerWhenAdded: string | null;
}>(
  'cart.read_selected',
  `
  SELECT owner_id AS "ownerId", id AS "lineId", variant_id AS "variantId", quantity, messages, version, hold_id AS "holdId",
    price_when_added_minor AS "priceWhenAddedMinor", offer_when_added AS "offerWhenAdded"
  FROM cart.line
  WHERE owner_id = ANY ($1::uuid[]) AND selected
    AND (hold_expires_at IS NULL OR hold_expires_at > clock_timestamp() + $2::float8 * interval '1 millisecond')
  ORDER BY owner_id, added_at, id`,
);

/**
 * Takes lines out for orders: each request's lines all or none. A cart that keeps lines is changed by it, unless somebody is changing it
 * already: no cart is waited for. Answers the lines that are gone, changed or lapsed: a request
 * that is not among them was taken.
 */
export const takeOutLines = statement<{ readonly request: number; readonly lineId: string }>(
  'cart.take_out_lines',
  `
  WITH wanted AS (
    SELECT * FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::int[]) AS w (request, owner_id, line_id, version)
  ), locked AS (
    SELECT l.id
    FROM wanted AS w
    JOIN cart.line AS l ON l.id = w.line_id AND l.owner_id = w.owner_id AND l.version = w.version
    WHERE l.hold_expires_at IS NULL OR l.hold_expires_at > $5
    ORDER BY l.id
    FOR UPDATE OF l
  ), missing AS (
    SELECT w.request, w.line_id FROM wanted AS w LEFT JOIN locked AS k ON k.id = w.line_id WHERE k.id IS NULL
  ), gone AS (
    DELETE FROM cart.line
    WHERE id IN (
      SELECT k.id FROM locked AS k JOIN wanted AS w ON w.line_id = k.id
      WHERE w.request NOT IN (SELECT request FROM missing)
    )
    RETURNING id, owner_id
  ), touched AS (
    UPDATE cart.cart SET version = version + 1, updated_at = $5, reminded_at = NULL
    WHERE owner_id IN (
      SELECT c.owner_id FROM cart.cart AS c
      WHERE c.owner_id IN (SELECT owner_id FROM gone)
        AND EXISTS (SELECT FROM cart.line AS l WHERE l.owner_id = c.owner_id AND l.id NOT IN (SELECT id FROM gone))
      FOR NO KEY UPDATE SKIP LOCKED
    )
  )
  SELECT request, line_id AS "lineId" FROM missing`,
);

/** Locks the lines of these holds, but for lapsed ones. */
export const lockLinesOfHolds = statement<LineRow>(
  'cart.lock_lines_of_holds',
  `
  SELECT ${LINE_COLUMNS}
  FROM cart.line
  WHERE hold_id = ANY ($1::uuid[]) AND hold_expires_at > $2
  ORDER BY id
  FOR UPDATE`,
);

/** Gives lines other holds. */
export const changeHolds = statement<never>(
  'cart.change_holds',
  `
  UPDATE cart.line AS l
  SET hold_id = w.hold_id, hold_expires_at = w.expires_at, version = l.version + 1, updated_at = $1
  FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) AS w (id, hold_id, expires_at)
  WHERE l.id = w.id`,
);

/** Sweep: removes lines whose hold has lapsed, skipping those another transaction works on. */
export const expireLines = statement<{ readonly id: string; readonly ownerId: string; readonly variantId: string }>(
  'cart.expire_lines',
  `
  WITH due AS (
    SELECT id FROM cart.line
    WHERE hold_expires_at <= $1
    ORDER BY hold_expires_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
  )
  DELETE FROM cart.line WHERE id IN (SELECT id FROM due)
  RETURNING id, owner_id AS "ownerId", variant_id AS "variantId"`,
);
