/** Merchant's SQL: one function one statement. */
import { statement } from '#libs/platform';
import type { GoodsType, MerchantState, Warehouse } from '../merchant.types.js';

/** A merchant's row, flat as the table has it. */
export interface MerchantRow {
  readonly id: string;
  readonly ownerId: string | null;
  readonly name: string;
  readonly phone: string;
  readonly goodsType: GoodsType;
  readonly state: MerchantState;
  readonly stateReason: string | null;
  readonly rewardBps: number;
  readonly flatMinor: number;
  readonly perKgMinor: number;
  readonly freeFromMinor: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

const MERCHANT_COLUMNS = `m.id, m.owner_id AS "ownerId", m.name, m.phone, m.goods_type AS "goodsType", m.state,
    m.state_reason AS "stateReason", m.reward_bps AS "rewardBps", m.shipping_flat_minor AS "flatMinor",
    m.shipping_per_kg_minor AS "perKgMinor", m.shipping_free_from_minor AS "freeFromMinor",
    m.created_at AS "createdAt", m.updated_at AS "updatedAt", m.version`;

const WAREHOUSE_COLUMNS = `w.id AS "warehouseId", w.merchant_id AS "merchantId", w.code, w.name, w.priority, w.state, w.version`;

export const changedSince = statement<{ id: string }>(
  'merchant.changed_since',
  `SELECT m.id FROM merchant.merchant m WHERE m.version > $1`,
);

export const findMerchants = statement<MerchantRow>(
  'merchant.find',
  `SELECT ${MERCHANT_COLUMNS} FROM merchant.merchant m WHERE m.id = ANY ($1::uuid[])`,
);

export const findMerchantOfOwner = statement<MerchantRow>(
  'merchant.find_of_owner',
  `SELECT ${MERCHANT_COLUMNS} FROM merchant.merchant m WHERE m.owner_id = $1`,
);

export const suspendedMerchants = statement<{ id: string }>(
  'merchant.suspended',
  `SELECT id FROM merchant.merchant WHERE state = 'suspended' ORDER BY id`,
);

/** Newest first; $1 and $2 are the key of the last row seen, $3 a state, $4 the one merchant to see, or NULL. */
export const listMerchants = statement<MerchantRow>(
  'merchant.list',
  `
  SELECT ${MERCHANT_COLUMNS}
  FROM merchant.merchant m
  WHERE ($1::timestamptz IS NULL OR (m.created_at, m.id) < ($1, $2::uuid))
    AND ($3::text IS NULL OR m.state = $3)
    AND ($4::uuid IS NULL OR m.id = $4)
  ORDER BY m.created_at DESC, m.id DESC
  LIMIT $5`,
);

export const insertMerchant = statement<MerchantRow>(
  'merchant.insert',
  `
  INSERT INTO merchant.merchant AS m (id, owner_id, name, phone, goods_type, state, reward_bps,
    shipping_flat_minor, shipping_per_kg_minor, shipping_free_from_minor, created_at, updated_at, version)
  VALUES ($1, $2, $3, $4, $5, 'applied', $6, 0, 0, NULL, $7, $7, $8)
  ON CONFLICT DO NOTHING
  RETURNING ${MERCHANT_COLUMNS}`,
);

export const lockMerchant = statement<MerchantRow>(
  'merchant.lock',
  `SELECT ${MERCHANT_COLUMNS} FROM merchant.merchant m WHERE m.id = $1 FOR UPDATE`,
);

export const updateMerchant = statement<MerchantRow>(
  'merchant.update',
  `
  UPDATE merchant.merchant AS m
  SET name = $2, phone = $3, goods_type = $4, reward_bps = $5, shipping_flat_minor = $6, shipping_per_kg_minor = $7,
      shipping_free_from_minor = $8, state = $9, state_reason = $10, updated_at = $11, version = $12
  WHERE m.id = $1
  RETURNING ${MERCHANT_COLUMNS}`,
);

/** Rows that would not change are left alone, so a seed that runs again disturbs no snapshot. */
export const upsertMerchants = statement<never>(
  'merchant.upsert',
  `
  INSERT INTO merchant.merchant AS m (id, owner_id, name, phone, goods_type, state, reward_bps,
    shipping_flat_minor, shipping_per_kg_minor, shipping_free_from_minor, created_at, updated_at, version)
  SELECT i.*, $11::timestamptz, $11::timestamptz, $12::bigint
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[], $8::bigint[],
    $9::bigint[], $10::bigint[]) AS i
  ON CONFLICT (id) DO UPDATE
  SET owner_id = excluded.owner_id, name = excluded.name, phone = excluded.phone, goods_type = excluded.goods_type,
      state = excluded.state, reward_bps = excluded.reward_bps, shipping_flat_minor = excluded.shipping_flat_minor,
      shipping_per_kg_minor = excluded.shipping_per_kg_minor, shipping_free_from_minor = excluded.shipping_free_from_minor,
      updated_at = excluded.updated_at, version = excluded.version
  WHERE (m.owner_id, m.name, m.phone, m.goods_type, m.state, m.reward_bps, m.shipping_flat_minor,
      m.shipping_per_kg_minor, m.shipping_free_from_minor)
    IS DISTINCT FROM (excluded.owner_id, excluded.name, excluded.phone, excluded.goods_type, excluded.state,
      excluded.reward_bps, excluded.shipping_flat_minor, excluded.shipping_per_kg_minor, excluded.shipping_free_from_minor)`,
);

export const listWarehouses = statement<Warehouse>(
  'merchant.list_warehouses',
  `
  SELECT ${WAREHOUSE_COLUMNS}
  FROM merchant.warehouse w
  WHERE w.merchant_id = ANY ($1::uuid[])
  ORDER BY w.merchant_id, w.priority, w.code`,
);

export const insertWarehouse = statement<Warehouse>(
  'merchant.insert_warehouse',
  `
  INSERT INTO merchant.warehouse AS w (id, merchant_id, code, name, priority, state, created_at, version)
  VALUES ($1, $2, $3, $4, $5, 'open', $6, 1)
  ON CONFLICT DO NOTHING
  RETURNING ${WAREHOUSE_COLUMNS}`,
);

export const lockWarehouse = statement<Warehouse>(
  'merchant.lock_warehouse',
  `SELECT ${WAREHOUSE_COLUMNS} FROM merchant.warehouse w WHERE w.id = $1 AND w.merchant_id = $2 FOR UPDATE`,
);

export const updateWarehouse = statement<Warehouse>(
  'merchant.update_warehouse',
  `
  UPDATE merchant.warehouse AS w SET name = $2, priority = $3, state = $4, version = w.version + 1
  WHERE w.id = $1
  RETURNING ${WAREHOUSE_COLUMNS}`,
);

export const upsertWarehouses = statement<never>(
  'merchant.upsert_warehouses',
  `
  INSERT INTO merchant.warehouse AS w (id, merchant_id, code, name, priority, state, created_at, version)
  SELECT i.*, 'open', $6::timestamptz, 1
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::integer[]) AS i
  ON CONFLICT (id) DO UPDATE
  SET code = excluded.code, name = excluded.name, priority = excluded.priority, version = w.version + 1
  WHERE (w.code, w.name, w.priority) IS DISTINCT FROM (excluded.code, excluded.name, excluded.priority)`,
);
