/** What a shop can choose about promotions, besides the pricing settings of an order. */
export class PromotionSettings {
  /** How often a running process looks for changed offers, in milliseconds. */
  readonly pollMs: number = 1_000;
  /** The most offers that may be running or to come at once: all of them are kept in the process. */
  readonly offersMax: number = 5_000;

  constructor(settings: Partial<PromotionSettings> = {}) {
    Object.assign(this, settings);
  }
}
