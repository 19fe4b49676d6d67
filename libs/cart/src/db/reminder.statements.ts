/** The SQL of reminders: carts that were left, and the watch over price and stock of what is in carts. Every batch is bounded. */
import { statement } from '#libs/platform';

/** Takes up to `$2` carts that nobody changed since `$1`, marks them, and counts what is in them: 0 lines for one not worth a word. */
export const takeLeftCarts = statement<{
  readonly ownerId: string;
  readonly version: number;
  readonly lines: number;
  readonly units: number;
}>(
  'cart.take_left_carts',
  `
  WITH due AS (
    SELECT owner_id FROM cart.cart
    WHERE reminded_at IS NULL AND updated_at <= $1
    ORDER BY updated_at
    LIMIT $2
    FOR UPDATE SKIP LOCKED
  ), marked AS (
    UPDATE cart.cart SET reminded_at = $3 WHERE owner_id IN (SELECT owner_id FROM due)
    RETURNING owner_id, owner_kind, version
  )
  SELECT m.owner_id AS "ownerId", m.version, count(l.id)::int AS lines, coalesce(sum(l.quantity), 0)::int AS units
  FROM marked AS m
  LEFT JOIN cart.line AS l ON l.owner_id = m.owner_id AND m.owner_kind = 'customer' AND NOT l.saved
    AND (l.hold_expires_at IS NULL OR l.hold_expires_at > $3)
  GROUP BY m.owner_id, m.version`,
);

/** Where the watch stands, and how many variants it remembers, counted up to `$1`. */
export const readWatch = statement<{ readonly afterId: string; readonly version: number; readonly watched: number }>(
  'cart.read_watch',
  `
  SELECT after_id AS "afterId", version,
    (SELECT count(*)::int FROM (SELECT FROM cart.watched_variant LIMIT $1) AS counted) AS watched
  FROM cart.watch_position`,
);

/** Locks the watch where it stood; no row when another process went on from there, or is at it. */
export const lockWatch = statement<{ readonly version: number }>(
  'cart.lock_watch',
  `SELECT version FROM cart.watch_position WHERE version = $1 FOR UPDATE SKIP LOCKED`,
);

/** A variant in some cart, as the watch saw it last; `null` when it sees it for the first time. */
export interface WatchedRow {
  readonly variantId: string;
  readonly priceMinor: number | null;
  readonly inStock: boolean | null;
  /** Of one seen for the first time: the highest price at which somebody added it. */
  readonly addedAtMost: number | null;
}

/** The next `$2` distinct variants in carts after `$1`, each found by one step on the index however many carts have it. */
export const nextVariants = statement<WatchedRow>(
  'cart.next_variants',
  `
  WITH RECURSIVE step AS (
    (SELECT variant_id FROM cart.line WHERE variant_id > $1 ORDER BY variant_id LIMIT 1)
    UNION ALL
    SELECT (SELECT l.variant_id FROM cart.line AS l WHERE l.variant_id > s.variant_id ORDER BY l.variant_id LIMIT 1)
    FROM step AS s WHERE s.variant_id IS NOT NULL
  ), found AS (
    SELECT variant_id FROM step WHERE variant_id IS NOT NULL LIMIT $2
  )
  SELECT f.variant_id AS "variantId", w.price_minor AS "priceMinor", w.in_stock AS "inStock",
    CASE WHEN w.variant_id IS NULL
      THEN (SELECT max(l.price_when_added_minor) FROM cart.line AS l WHERE l.variant_id = f.variant_id) END AS "addedAtMost"
  FROM found AS f LEFT JOIN cart.watched_variant AS w ON w.variant_id = f.variant_id
  ORDER BY f.variant_id`,
);

/** Writes what the watch has seen, forgets variants up to `$5` that are in no cart any more, and moves on to `$6`. */
export const writeWatched = statement<never>(
  'cart.write_watched',
  `
  WITH seen AS (
    SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::boolean[]) AS s (variant_id, price_minor, in_stock)
  ), kept AS (
    INSERT INTO cart.watched_variant (variant_id, price_minor, in_stock)
    SELECT variant_id, price_minor, in_stock FROM seen
    ON CONFLICT (variant_id) DO UPDATE SET price_minor = excluded.price_minor, in_stock = excluded.in_stock
    WHERE (watched_variant.price_minor, watched_variant.in_stock) IS DISTINCT FROM (excluded.price_minor, excluded.in_stock)
  ), forgotten AS (
    DELETE FROM cart.watched_variant
    WHERE variant_id > $4 AND variant_id <= $5 AND variant_id <> ALL ($1::uuid[])
  )
  UPDATE cart.watch_position SET after_id = $6, version = version + 1`,
);

/** Remembers that variants were sold out when somebody put them into a cart: back before the watch's next look is news, too. */
export const watchSoldOut = statement<never>(
  'cart.watch_sold_out',
  `
  INSERT INTO cart.watched_variant (variant_id, price_minor, in_stock)
  SELECT variant_id, price_minor, false FROM unnest($1::uuid[], $2::bigint[]) AS s (variant_id, price_minor) ORDER BY variant_id
  ON CONFLICT (variant_id) DO UPDATE SET in_stock = false WHERE watched_variant.in_stock`,
);

/** News for the owners of lines. */
export const writeNews = statement<never>(
  'cart.write_news',
  `
  INSERT INTO cart.news (id, variant_id, kind, price_minor, seen_at, after_line)
  SELECT n.id, n.variant_id, n.kind, n.price_minor, $5, '00000000-0000-0000-0000-000000000000'
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[]) AS n (id, variant_id, kind, price_minor)`,
);

/** Something to be told. */
export interface NewsRow {
  readonly id: string;
  readonly variantId: string;
  readonly kind: 'price_drop' | 'restock';
  readonly priceMinor: number;
  readonly seenAt: Date;
  readonly afterLine: string;
}

const NEWS_COLUMNS = `id, variant_id AS "variantId", kind, price_minor AS "priceMinor", seen_at AS "seenAt", after_line AS "afterLine"`;

/** The oldest news. */
export const oldestNews = statement<NewsRow>(
  'cart.oldest_news',
  `SELECT ${NEWS_COLUMNS} FROM cart.news ORDER BY id LIMIT 1`,
);

/** Locks news for telling; no row while another process tells it, or when it has been told. */
export const lockNews = statement<NewsRow>(
  'cart.lock_news',
  `SELECT ${NEWS_COLUMNS} FROM cart.news WHERE id = $1 FOR UPDATE SKIP LOCKED`,
);

/**
 * The next `$3` lines of a variant after `$2`, with whether their owners are told: customers who added it before the news, and of a
 * price only one lower than they paid attention to. A restock tells such a price, too. What is told of a price is remembered on the line.
 */
export const linesToTell = statement<{
  readonly id: string;
  readonly ownerId: string;
  readonly tells: boolean;
  /** Than they were told of last, or than they added it at. */
  readonly isCheaper: boolean;
  readonly priceWhenAddedMinor: number;
}>(
  'cart.lines_to_tell',
  `
  WITH slice AS (
    SELECT l.id, l.owner_id, l.price_when_added_minor,
      c.owner_kind = 'customer' AND l.added_at <= $5 AS is_meant,
      $6::bigint < coalesce(l.told_price_minor, l.price_when_added_minor) AS is_cheaper
    FROM cart.line AS l JOIN cart.cart AS c ON c.owner_id = l.owner_id
    WHERE l.variant_id = $1 AND l.id > $2
    ORDER BY l.id
    LIMIT $3
    FOR UPDATE OF l
  ), told AS (
    UPDATE cart.line SET told_price_minor = $6
    WHERE id IN (SELECT id FROM slice WHERE is_meant AND is_cheaper)
  )
  SELECT id, owner_id AS "ownerId", is_meant AND ($4::text = 'restock' OR is_cheaper) AS tells, is_cheaper AS "isCheaper",
    price_when_added_minor AS "priceWhenAddedMinor" FROM slice ORDER BY id`,
);

/** News told as far as a line. */
export const moveNews = statement<never>('cart.move_news', `UPDATE cart.news SET after_line = $2 WHERE id = $1`);

/** News that everybody was told. */
export const dropNews = statement<never>('cart.drop_news', `DELETE FROM cart.news WHERE id = $1`);
