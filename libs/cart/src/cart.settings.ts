/** What a shop can choose about carts. */
import type { CartwrightConfig } from '#libs/platform';
import type { PricingSettings } from '#libs/promotion';

const MB = 1_048_576;

export class CartSettings {
  /** The most lines a cart carries (CART_LINES_MAX). */
  readonly linesMax: number = 120;
  /** The most units of one line (CART_LINE_QUANTITY_MAX). */
  readonly lineQuantityMax: number = 999;
  /** How long a line of a variant that takes its stock in the cart holds it (CART_HOLD_MINUTES). */
  readonly holdMinutes: number = 20;
  /** At this many units or fewer a line says how many are left. */
  readonly lowStockUnits: number = 5;
  /** ▲ What units over a flash limit cost (FLASH_OVER_LIMIT); the same as for orders. */
  readonly flashExcess: PricingSettings['flashExcess'] = 'excess_normal';
  /** How long a cart must be left alone before its owner is reminded (CART_REMINDER_HOURS). */
  readonly reminderHours: number = 24;
  /** How much of shown carts a process keeps, to show them again when nothing has changed (CART_VIEWS_KEPT_MB); 0 for none. */
  readonly viewsKeptBytes: number = 32 * MB;
  /** The shop's one currency, ISO 4217 (STORE_CURRENCY). */
  readonly currency: string = 'USD';

  constructor(settings: Partial<CartSettings> = {}) {
    Object.assign(this, settings);
  }
}

/** The settings of a process: what its configuration says. */
export function settingsOf(config: CartwrightConfig): CartSettings {
  return new CartSettings({
    linesMax: config.cartLinesMax,
    lineQuantityMax: config.cartLineQuantityMax,
    holdMinutes: config.cartHoldMinutes,
    flashExcess: config.flashOverLimit,
    viewsKeptBytes: config.cartViewsKeptMb * MB,
    reminderHours: config.cartReminderHours,
    currency: config.storeCurrency,
  });
}
