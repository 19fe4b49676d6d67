/** The words of merchants: who sells, on what terms, from where. Amounts are in minor units, rates in basis points. */
import type { Minor } from '#libs/platform';

/** Whose goods they are; it decides an order's flow. */
export const GOODS_TYPES = ['self_operated', 'consignment', 'third_party'] as const;
export type GoodsType = (typeof GOODS_TYPES)[number];

export const MERCHANT_STATES = ['applied', 'approved', 'suspended'] as const;
export type MerchantState = (typeof MERCHANT_STATES)[number];

export const WAREHOUSE_STATES = ['open', 'closed'] as const;
export type WarehouseState = (typeof WAREHOUSE_STATES)[number];

/** What a merchant charges for shipping its share of an order. */
export interface ShippingRule {
  /** Charged once an order. */
  readonly flatMinor: Minor;
  /** Charged per kilogram on top; the pricing function says how weight is rounded. */
  readonly perKgMinor: Minor;
  /** Goods of this amount or more ship free; `null` never. */
  readonly freeFromMinor: Minor | null;
}

/** What pricing and orders need of a merchant; served from {@link MerchantSnapshot}. */
export interface MerchantTerms {
  readonly merchantId: string;
  readonly name: string;
  readonly phone: string;
  readonly goodsType: GoodsType;
  /** The share of a sale the merchant gives back, in basis points. */
  readonly rewardBps: number;
  readonly state: MerchantState;
  readonly shipping: ShippingRule;
}

/** A merchant as administration sees it. `version` changes with every edit and is the ETag. */
export interface Merchant extends MerchantTerms {
  readonly ownerId: string | null;
  readonly stateReason: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

/** A place goods leave from. Lower priority is served first by the `priority` strategy. */
export interface Warehouse {
  readonly warehouseId: string;
  readonly merchantId: string;
  readonly code: string;
  readonly name: string;
  readonly priority: number;
  readonly state: WarehouseState;
  readonly version: number;
}

/** A wish to sell here. The caller mints `merchantId`. */
export interface MerchantApplication {
  readonly merchantId: string;
  /** The account that applies, if it has one. */
  readonly ownerId: string | null;
  readonly name: string;
  readonly phone: string;
  readonly goodsType: GoodsType;
}

/** What may be changed of a merchant; absent fields stay. */
export interface MerchantEdit {
  readonly name?: string;
  readonly phone?: string;
  readonly goodsType?: GoodsType;
  readonly rewardBps?: number;
  readonly shipping?: ShippingRule;
}

/** A warehouse to open. The caller mints `warehouseId`. */
export type NewWarehouse = Pick<Warehouse, 'warehouseId' | 'merchantId' | 'code' | 'name' | 'priority'>;

/** What may be changed of a warehouse; absent fields stay. */
export type WarehouseEdit = Partial<Pick<Warehouse, 'name' | 'priority' | 'state'>>;

/** A merchant with its warehouses, whole, for seeds and imports. */
export interface UpsertMerchant extends MerchantTerms {
  readonly ownerId?: string | null;
  readonly warehouses: readonly Omit<NewWarehouse, 'merchantId'>[];
}

/**
 * What became of an edit: `changed`; `stale` when the row has moved on since the version the caller saw; `unknown` also for
 * what is not the caller's; `state` when the act does not fit the present state.
 */
export type EditOutcome<Row> =
  | { readonly kind: 'changed'; readonly row: Row }
  | { readonly kind: 'stale'; readonly version: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'state'; readonly state: string };
