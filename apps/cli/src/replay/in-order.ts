/** Runs work in the order given, several at once, but never two of one owner: their second begins when their first has ended. */

/** Bounds of {@link inOrder}. */
export interface InOrderOptions<Item> {
  /** The most items under way at once. */
  readonly atOnceMax: number;
  readonly ownerOf: (item: Item) => string;
  readonly run: (item: Item) => Promise<void>;
}

/** Begins each item when it is its turn, there is room and its owner is free. @throws the first error, after what is under way has ended */
export async function inOrder<Item>(items: Iterable<Item>, options: InOrderOptions<Item>): Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  for (const item of items) {
    const owner = options.ownerOf(item);
    // Waiting for an owner holds back those behind, too: the order of the file is the order of the shop.
    while (underWay.has(owner)) await underWay.get(owner);
    while (underWay.size >= options.atOnceMax) await Promise.race(underWay.values());
    if (failures.length > 0) break;
    const work = options
      .run(item)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(owner));
    underWay.set(owner, work);
  }
  await Promise.all(underWay.values());
  if (failures.length > 0) throw failures[0];
}
