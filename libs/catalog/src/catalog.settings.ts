/** What a shop can choose about the catalog, and the bounds that keep it fast. */
export class CatalogSettings {
  /** The most variants kept in the process (about 1 KB each); beyond it the least used are read again. */
  readonly snapshotVariantsMax: number = 50_000;
  /** The most products kept as lists show them (about 1.5 KB each). */
  readonly cardsMax: number = 20_000;
  /** How often a running process looks for changes that a notification did not tell it of, in milliseconds. */
  readonly pollMs: number = 1_000;
  /** How many candidates a page of goods in stock looks at in one go, and how many times. */
  readonly stockCandidates: number = 200;
  readonly stockChunksMax: number = 5;

  /** Readers of product pages and of stock share statements: so many a statement, so many statements under way. */
  readonly readsBatchMax: number = 64;
  readonly readsLanes: number = 3;

  constructor(settings: Partial<CatalogSettings> = {}) {
    Object.assign(this, settings);
  }
}
