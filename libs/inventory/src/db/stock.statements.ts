/** Every SQL text of stock. Lock order: stock rows by (variant, warehouse), then reservations by id. */
import { statement } from '#libs/platform';

/** A stock row under lock. */
export interface StockRow {
  id: number;
  variantId: string;
  warehouseId: string;
  priority: number;
  onHand: number;
  reserved: number;
  seq: number;
}

/** A reservation row. Arrays are parallel: `quantities[i]` units of `stockIds[i]` for request line `lineNumbers[i]`. */
export interface ReservationRow {
  id: string;
  customerId: string;
  state: 'held' | 'committed' | 'released';
  expiresAt: Date | null;
  stockIds: number[];
  lineNumbers: number[];
  quantities: number[];
  requestCrc: number;
}

const STOCK_COLUMNS = `id, variant_id AS "variantId", warehouse_id AS "warehouseId", priority, on_hand AS "onHand", reserved, movement_seq AS seq`;
const RESERVATION_COLUMNS = `id, customer_id AS "customerId", state, expires_at AS "expiresAt", stock_ids AS "stockIds", line_numbers AS "lineNumbers", quantities, request_crc AS "requestCrc"`;

export const lockStockOfVariants = statement<StockRow>(
  'inventory.lock_stock_of_variants',
  `
  SELECT ${STOCK_COLUMNS}
  FROM inventory.stock
  WHERE variant_id = ANY ($1::uuid[])
  ORDER BY variant_id, warehouse_id
  FOR NO KEY UPDATE`,
);

export const lockStockByIds = statement<StockRow>(
  'inventory.lock_stock_by_ids',
  `
  SELECT ${STOCK_COLUMNS}
  FROM inventory.stock
  WHERE id = ANY ($1::bigint[])
  ORDER BY variant_id, warehouse_id
  FOR NO KEY UPDATE`,
);

export const createStockRows = statement<never>(
  'inventory.create_stock_rows',
  `
  INSERT INTO inventory.stock (variant_id, warehouse_id, priority)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[])
  ON CONFLICT ON CONSTRAINT stock_variant_warehouse_key DO NOTHING`,
);

export const findReservations = statement<ReservationRow>(
  'inventory.find_reservations',
  `
  SELECT ${RESERVATION_COLUMNS}
  FROM inventory.reservation
  WHERE id = ANY ($1::uuid[])`,
);

export const lockReservations = statement<ReservationRow>(
  'inventory.lock_reservations',
  `
  SELECT ${RESERVATION_COLUMNS}
  FROM inventory.reservation
  WHERE id = ANY ($1::uuid[])
  ORDER BY id
  FOR NO KEY UPDATE`,
);

export const lockLapsedOnStock = statement<ReservationRow>(
  'inventory.lock_lapsed_on_stock',
  `
  SELECT ${RESERVATION_COLUMNS}
  FROM inventory.reservation
  WHERE state = 'held' AND expires_at <= $1 AND stock_ids && $2::bigint[]
  ORDER BY id
  FOR NO KEY UPDATE`,
);

export const claimLapsed = statement<ReservationRow>(
  'inventory.claim_lapsed',
  `
  SELECT ${RESERVATION_COLUMNS}
  FROM inventory.reservation
  WHERE state = 'held' AND expires_at <= $1
  ORDER BY expires_at
  LIMIT $2`,
);

export const writeReservations = statement<never>(
  'inventory.write_reservations',
  `
  WITH held AS (
    INSERT INTO inventory.reservation (id, customer_id, state, expires_at, stock_ids, line_numbers, quantities, request_crc)
    SELECT id, customer_id, 'held', expires_at, stock_ids::bigint[], line_numbers::smallint[], quantities::int[], request_crc
    FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::bigint[])
      AS r (id, customer_id, expires_at, stock_ids, line_numbers, quantities, request_crc)
  ), moved AS (
    INSERT INTO inventory.movement (stock_id, seq, kind, quantity, reference)
    SELECT * FROM unnest($8::bigint[], $9::bigint[], $10::text[], $11::int[], $12::uuid[])
  )
  UPDATE inventory.stock AS s
  SET reserved = v.reserved, movement_seq = v.seq
  FROM unnest($13::bigint[], $14::bigint[], $15::bigint[]) AS v (id, reserved, seq)
  WHERE s.id = v.id`,
);

export const markReleased = statement<never>(
  'inventory.mark_released',
  `
  WITH forgotten AS (
    DELETE FROM inventory.limited_purchase WHERE reservation_id = ANY ($1::uuid[])
  )
  UPDATE inventory.reservation SET state = 'released' WHERE id = ANY ($1::uuid[])`,
);

export const writeReleases = statement<never>(
  'inventory.write_releases',
  `
  WITH released AS (
    UPDATE inventory.reservation SET state = 'released' WHERE id = ANY ($1::uuid[])
  ), forgotten AS (
    DELETE FROM inventory.limited_purchase WHERE reservation_id = ANY ($1::uuid[])
  ), moved AS (
    INSERT INTO inventory.movement (stock_id, seq, kind, quantity, reference)
    SELECT stock_id, seq, 'released', quantity, reference
    FROM unnest($2::bigint[], $3::bigint[], $4::int[], $5::uuid[]) AS m (stock_id, seq, quantity, reference)
  )
  UPDATE inventory.stock AS s
  SET reserved = v.reserved, movement_seq = v.seq
  FROM unnest($6::bigint[], $7::bigint[], $8::bigint[]) AS v (id, reserved, seq)
  WHERE s.id = v.id`,
);

export const writeTombstones = statement<never>(
  'inventory.write_tombstones',
  `
  INSERT INTO inventory.reservation (id, customer_id, state, stock_ids, line_numbers, quantities, request_crc)
  SELECT id, '00000000-0000-0000-0000-000000000000', 'released', '{}', '{}', '{}', 0 FROM unnest($1::uuid[]) AS t (id)
  ON CONFLICT (id) DO NOTHING`,
);

export const commitReservations = statement<{ id: string }>(
  'inventory.commit_reservations',
  `
  UPDATE inventory.reservation SET state = 'committed', expires_at = NULL
  WHERE id = ANY ($1::uuid[]) AND state IN ('held', 'committed')
  RETURNING id`,
);

export const secureReservations = statement<{ id: string }>(
  'inventory.secure_reservations',
  `
  UPDATE inventory.reservation SET expires_at = NULL
  WHERE id = ANY ($1::uuid[]) AND state IN ('held', 'committed')
  RETURNING id`,
);

export const writeStockChanges = statement<never>(
  'inventory.write_stock_changes',
  `
  WITH moved AS (
    INSERT INTO inventory.movement (stock_id, seq, kind, quantity, reference, reason, author)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::int[], $5::uuid[], $6::text[], $7::uuid[])
  )
  UPDATE inventory.stock AS s
  SET on_hand = v.on_hand, reserved = v.reserved, movement_seq = v.seq
  FROM unnest($8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[]) AS v (id, on_hand, reserved, seq)
  WHERE s.id = v.id`,
);

/** What of each reservation has left, by stock row. Under the locks of the stock rows. */
export const readShipped = statement<{ reservationId: string; stockId: number; quantity: number }>(
  'inventory.read_shipped',
  `
  SELECT reference AS "reservationId", stock_id AS "stockId", sum(quantity)::bigint AS quantity
  FROM inventory.movement
  WHERE kind = 'shipped' AND reference = ANY ($1::uuid[])
  GROUP BY reference, stock_id`,
);

export const readAvailability = statement<{ variantId: string; available: number }>(
  'inventory.read_availability',
  `
  SELECT s.variant_id AS "variantId", sum(s.on_hand - s.reserved + coalesce(lapsed.quantity, 0))::bigint AS available
  FROM inventory.stock AS s
  LEFT JOIN (
    SELECT stock_id, sum(quantity) AS quantity
    FROM inventory.reservation AS r, unnest(r.stock_ids, r.quantities) AS t (stock_id, quantity)
    WHERE r.state = 'held' AND r.expires_at <= now() + $2 * interval '1 millisecond'
    GROUP BY stock_id
  ) AS lapsed ON lapsed.stock_id = s.id
  WHERE s.variant_id = ANY ($1::uuid[])
  GROUP BY s.variant_id`,
);

/** As {@link readAvailability}, for many variants at the cost of one row: their free units in the order asked, as `12,0,7`. */
export const listAvailability = statement<{ free: string | null }>(
  'inventory.list_availability',
  `
  WITH lapsed AS (
    SELECT stock_id, sum(quantity) AS quantity
    FROM inventory.reservation AS r, unnest(r.stock_ids, r.quantities) AS t (stock_id, quantity)
    WHERE r.state = 'held' AND r.expires_at <= now() + $2 * interval '1 millisecond'
    GROUP BY stock_id
  )
  SELECT string_agg(free::text, ',' ORDER BY place) AS free
  FROM (
    SELECT w.place, coalesce(sum(s.on_hand - s.reserved + coalesce(l.quantity, 0)), 0) AS free
    FROM unnest($1::uuid[]) WITH ORDINALITY AS w (variant_id, place)
    LEFT JOIN inventory.stock AS s ON s.variant_id = w.variant_id
    LEFT JOIN lapsed AS l ON l.stock_id = s.id
    GROUP BY w.place
  ) AS each`,
);

export const readStock = statement<StockRow>(
  'inventory.read_stock',
  `
  SELECT ${STOCK_COLUMNS}
  FROM inventory.stock
  WHERE variant_id = ANY ($1::uuid[])
  ORDER BY variant_id, warehouse_id`,
);

export interface MovementRow {
  seq: number;
  kind: string;
  quantity: number;
  reference: string | null;
  reason: string | null;
  author: string | null;
  movedAt: Date;
}

export const readMovements = statement<MovementRow>(
  'inventory.read_movements',
  `
  SELECT m.seq, m.kind, m.quantity, m.reference, m.reason, m.author, m.moved_at AS "movedAt"
  FROM inventory.stock AS s
  JOIN inventory.movement AS m ON m.stock_id = s.id
  WHERE s.variant_id = $1 AND s.warehouse_id = $2 AND m.seq < $3
  ORDER BY m.seq DESC
  LIMIT $4`,
);
