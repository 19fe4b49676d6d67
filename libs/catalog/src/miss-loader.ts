/**
 * Gathers the misses of concurrent callers into one query: those that come while a query runs share the next one. A caller
 * never joins a query already under way, which may have read before something the caller knows of was committed.
 */

/** What is missing, by either key. */
export interface MissedKeys {
  readonly skus: readonly string[];
  readonly ids: readonly string[];
}

interface Gathered<Found> {
  readonly skus: Set<string>;
  readonly ids: Set<string>;
  readonly result: Promise<readonly Found[]>;
  readonly resolve: (found: readonly Found[]) => void;
  readonly reject: (error: unknown) => void;
}

export class MissLoader<Found> {
  private next: Gathered<Found> | undefined;
  private running = false;

  constructor(private readonly query: (keys: MissedKeys) => Promise<readonly Found[]>) {}

  /** Everything the shared query found: a superset of what this caller missed. */
  load(keys: MissedKeys): Promise<readonly Found[]> {
    const batch = (this.next ??= gathering<Found>());
    for (const sku of keys.skus) batch.skus.add(sku);
    for (const id of keys.ids) batch.ids.add(id);
    if (!this.running) void this.run();
    return batch.result;
  }

  private async run(): Promise<void> {
    this.running = true;
    // To the end of this turn of the loop, so that callers of one turn share the first query too.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.next !== undefined) {
      const batch = this.next;
      this.next = undefined;
      await this.query({ skus: [...batch.skus], ids: [...batch.ids] }).then(batch.resolve, batch.reject);
    }
    this.running = false;
  }
}

function gathering<Found>(): Gathered<Found> {
  let resolve!: Gathered<Found>['resolve'];
  let reject!: Gathered<Found>['reject'];
  const result = new Promise<readonly Found[]>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { skus: new Set(), ids: new Set(), result, resolve, reject };
}
