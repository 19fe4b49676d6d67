/** What the catalog needs of others: implemented by them, wired by the api. */

/** Units a variant could be sold of now; inventory's answer. A variant without stock may be absent. */
export abstract class AvailabilityReader {
  abstract availability(variantIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** The merchants that must not sell now: browsing leaves their products out. Optional; without it nobody is suspended. */
export abstract class SuspendedMerchants {
  abstract suspendedIds(): Promise<readonly string[]>;
}

/** The products that a customer may buy before their time. Optional; without it nobody may. */
export abstract class EarlyAccess {
  abstract openTo(customerId: string, productIds: readonly string[]): Promise<ReadonlySet<string>>;
}
