/** What a shop can choose about merchants. */
export class MerchantSettings {
  /** The most merchants kept in the process; beyond it the least used are read again. */
  readonly snapshotMerchantsMax: number = 10_000;
  /** How often a running process looks for changes, in milliseconds. */
  readonly pollMs: number = 1_000;

  constructor(settings: Partial<MerchantSettings> = {}) {
    Object.assign(this, settings);
  }
}
