/** What a shop can choose about orders. */
import type { PricingSettings } from '#libs/promotion';
import type { ShippingPolicy } from '#libs/promotion';

export class OrderSettings {
  /** The store's one currency (STORE_CURRENCY). */
  readonly currency: string = 'USD';
  /** How long an unpaid order holds its stock and can be paid (ORDER_HOLD_MINUTES). */
  readonly holdMinutes: number = 1_440;
  /** ▲ How shipping is shared among sub-orders (SHIPPING_SPLIT). */
  readonly shippingSplit: ShippingPolicy = 'proportional';
  readonly pricing: Partial<PricingSettings> = {};
  /** Orders one transaction carries at most (BATCH_SIZE_MAX). */
  readonly batchSizeMax: number = 64;
  /** Orders that may wait for a batch; beyond it 503 (BATCH_QUEUE_MAX). */
  readonly batchQueueMax: number = 2_000;
  /** Batches under way at once (BATCH_LANES). */
  readonly batchLanes: number = 2;
  /** Orders that must wait before a batch starts beside one that is under way (BATCH_FURTHER_LANE_ORDERS_MIN). */
  readonly batchFurtherLaneOrdersMin: number = 32;
  /** Days after delivery until a receipt confirms itself (RECEIPT_CONFIRM_DAYS). */
  readonly receiptConfirmDays: number = 7;
  /** Lines in an order (CART_LINES_MAX). */
  readonly linesMax: number = 120;
  /** Units in a line (CART_LINE_QUANTITY_MAX). */
  readonly lineQuantityMax: number = 999;

  constructor(settings: Partial<OrderSettings> = {}) {
    Object.assign(this, settings);
  }
}
