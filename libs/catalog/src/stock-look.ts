/** What can be had of the goods that browsing shows: concurrent readers share statements, and ask for no more than decides. */
import { Batcher } from '#libs/platform';
import type { AvailabilityReader } from './catalog.ports.js';
import type { Card } from './card-shelf.js';
import type { CatalogSettings } from './catalog.settings.js';
import type { CandidateRow } from './db/browse.query.js';
import { takesStock } from './sellable.rules.js';

/** A row of a list with its card, and its variants that fit. */
export interface Shown {
  readonly row: CandidateRow;
  readonly card: Card;
  readonly variantIds: readonly string[];
}

const NO_UNITS: Promise<readonly number[]> = Promise.resolve([]);
const READS_QUEUE_MAX = 10_000;

export class StockLook {
  private readonly reads: Batcher<readonly string[], readonly number[]>;

  constructor(
    private readonly availability: AvailabilityReader,
    settings: CatalogSettings,
  ) {
    this.reads = new Batcher({
      name: 'catalog.stock',
      batchSizeMax: settings.readsBatchMax,
      lanes: settings.readsLanes,
      queueLengthMax: READS_QUEUE_MAX,
      isShared: () => true,
      run: (asked) => this.read(asked),
    });
  }

  /**
   * Whether one of each product's variants can be had: most often the first, so the others are asked for only where it cannot, or could
   * not when it was last asked. Goods that no warehouse holds always can.
   */
  async inStock(shown: readonly Shown[]): Promise<readonly boolean[]> {
    const found = shown.map(({ card, variantIds }) => !takesStock(card) && variantIds.length > 0);
    const asks = shown.map(({ card, variantIds }, i) =>
      found[i] ? [] : card.isFirstGone ? variantIds : variantIds.slice(0, 1),
    );
    const first = await this.look(asks, found);
    shown.forEach(({ card, row }, i) => {
      if (row.variantIds === null && asks[i]!.length > 0) card.isFirstGone = !first[i];
    });
    await this.look(
      shown.map(({ variantIds }, i) => (found[i] ? [] : variantIds.slice(asks[i]!.length))),
      found,
    );
    return found;
  }

  /** Sets what of these can be had, and answers where the first one can. */
  private async look(asks: readonly (readonly string[])[], found: boolean[]): Promise<readonly boolean[]> {
    const units = await this.units(asks.flat());
    let next = 0;
    return asks.map(({ length }, i) => {
      const isFirstThere = length > 0 && units[next]! > 0;
      for (const end = next + length; next < end; next++) if (units[next]! > 0) found[i] = true;
      return isFirstThere;
    });
  }

  /** Free units of variants in the order asked. */
  units(variantIds: readonly string[]): Promise<readonly number[]> {
    return variantIds.length === 0 ? NO_UNITS : this.reads.submit(variantIds);
  }

  /** Stock for concurrent readers: one statement for all of them; each gets its own part of it. */
  private async read(asked: readonly (readonly string[])[]): Promise<readonly (readonly number[])[]> {
    const units = (await this.availability.availabilityList(asked.length === 1 ? asked[0]! : asked.flat())).split(',');
    let next = 0;
    return asked.map(({ length }) => units.slice(next, (next += length)).map(Number));
  }
}
