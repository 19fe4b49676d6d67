/**
 * Reminders of carts: one when a cart was left alone, one when something in it got cheaper, one when it came back. Three sweeps,
 * each bounded, safe in any number of processes, and exactly once: what was told is marked in the transaction that tells it.
 */
import { Injectable, Optional } from '@nestjs/common';
import { Database, plainArray, textArray, uuid7, type Tx } from '#libs/platform';
import { CartGoods, type Goods } from './cart.goods.js';
import { CartPricing } from './cart.pricing.js';
import { CartSettings } from './cart.settings.js';
import * as sql from './db/reminder.statements.js';
import { unitPriceOf } from './pricing.rules.js';
import { compare, leftText, newsText, type SeenVariant, type Watched } from './reminder.rules.js';

/** Something to tell a customer. The same `key` is told a customer once. */
export interface Reminder {
  readonly ownerId: string;
  readonly kind: 'cart_left' | 'price_drop' | 'restock';
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** What it is about, for programs. Amounts are minor units. */
  readonly about: Readonly<Record<string, string | number>>;
}

/** Port: where reminders go. apps/api binds the notifications to it; without it nothing is swept. */
export abstract class ReminderSink {
  abstract remind(tx: Tx, reminders: readonly Reminder[]): Promise<void>;
}

const HOUR_MS = 3_600_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class CartReminders {
  constructor(
    private readonly database: Database,
    private readonly goods: CartGoods,
    private readonly pricing: CartPricing,
    private readonly settings: CartSettings,
    @Optional() private readonly sink?: ReminderSink,
  ) {}

  /** Sweep: tells up to `limit` owners that their cart waits. A cart is told of again only after it was changed and left again. */
  async remindLeft(limit: number): Promise<number> {
    const { sink } = this;
    if (sink === undefined) return 0;
    return this.database.transaction(async (tx) => {
      const since = new Date(tx.now.getTime() - this.settings.reminderHours * HOUR_MS);
      const left = await tx.run(sql.takeLeftCarts, [since, limit, tx.now]);
      const reminders = left.flatMap(({ ownerId, version, lines, units }): Reminder[] =>
        lines === 0
          ? []
          : [{ ownerId, kind: 'cart_left', key: `cart_left:${version}`, ...leftText(units), about: { lines, units } }],
      );
      await sink.remind(tx, reminders);
      return left.length;
    });
  }

  /** Sweep: looks at the next `limit` variants that are in carts, and writes down what has become of price and stock. */
  async watch(limit: number): Promise<number> {
    if (this.sink === undefined) return 0;
    const [position] = await this.database.run(sql.readWatch, [limit + 1]);
    const { afterId, version } = position!;
    const rows = await this.database.run(sql.nextVariants, [afterId, limit]);
    const seen = await this.look(rows.map((row) => row.variantId));
    const watched = rows.map((row) => compare(row, seen.get(row.variantId)));
    // All that there is fits into one look, and it is as it was: nothing is written.
    const isWhole = afterId === FIRST_ID && rows.length < limit && position!.watched === rows.length;
    if (isWhole && watched.every((each, i) => isAsBefore(each, rows[i]!))) return rows.length;
    const last = rows.length < limit ? undefined : rows.at(-1)!.variantId;
    return this.database.transaction(async (tx) => {
      if ((await tx.run(sql.lockWatch, [version])).length === 0) return 0;
      await tx.change(sql.writeWatched, [
        plainArray(watched.map((each) => each.variantId)),
        plainArray(watched.map((each) => each.priceMinor)),
        plainArray(watched.map((each) => each.inStock)),
        afterId,
        last ?? LAST_ID,
        last ?? FIRST_ID,
      ]);
      const news = watched.filter((each) => each.news !== null);
      if (news.length > 0)
        await tx.change(sql.writeNews, [
          plainArray(news.map(() => uuid7())),
          plainArray(news.map((each) => each.variantId)),
          textArray(news.map((each) => each.news)),
          plainArray(news.map((each) => each.priceMinor)),
          tx.now,
        ]);
      return rows.length;
    });
  }

  /** Sweep: tells the oldest news to the owners of the next `limit` lines; answers how many lines it looked at. */
  async tellNews(limit: number): Promise<number> {
    const { sink } = this;
    if (sink === undefined) return 0;
    const [oldest] = await this.database.run(sql.oldestNews);
    if (oldest === undefined) return 0;
    const goods = (await this.goods.byId([oldest.variantId], { withStock: false })).get(oldest.variantId);
    return this.database.transaction(async (tx) => {
      const [news] = await tx.run(sql.lockNews, [oldest.id]);
      if (news === undefined) return 0;
      const { id, variantId, kind, priceMinor, seenAt, afterLine } = news;
      const lines = await tx.run(sql.linesToTell, [variantId, afterLine, limit, kind, seenAt, priceMinor]);
      // Two lines of one owner (other engravings) are one reminder, which says what is cheaper for one of them: the key is the news.
      const told = [...lines].sort((a, b) => Number(a.isCheaper) - Number(b.isCheaper));
      const owners = new Map(told.flatMap((line) => (line.tells ? [[line.ownerId, line] as const] : [])));
      if (goods !== undefined)
        await sink.remind(
          tx,
          [...owners.values()].map((line) => this.reminderOf(news, goods, line)),
        );
      if (lines.length < limit) await tx.change(sql.dropNews, [id]);
      else await tx.change(sql.moveNews, [id, lines.at(-1)!.id]);
      // Told to its end: the next one may wait already.
      return lines.length < limit ? limit : lines.length;
    });
  }

  private reminderOf(
    { id, kind, priceMinor }: sql.NewsRow,
    { variant }: Goods,
    line: { readonly ownerId: string; readonly priceWhenAddedMinor: number; readonly isCheaper: boolean },
  ): Reminder {
    const { sku, variantId, productId, title } = variant;
    const { isCheaper } = line;
    const price = { nowMinor: priceMinor, whenAddedMinor: line.priceWhenAddedMinor, isCheaper };
    return {
      ownerId: line.ownerId,
      kind,
      key: `${kind}:${id}`,
      ...newsText(kind, title, price),
      about: { sku, variantId, productId, price: priceMinor, priceWhenAdded: line.priceWhenAddedMinor },
    };
  }

  /** Variants as they are now, each priced by itself, for a customer who has bought nothing yet. */
  private async look(variantIds: readonly string[]): Promise<ReadonlyMap<string, SeenVariant>> {
    const goods = await this.goods.byId(variantIds, { withStock: true });
    const context = await this.pricing.contextOfGoods(FIRST_ID, [...goods.values()]);
    return new Map(
      [...goods].map(([id, each]) => [
        id,
        {
          priceMinor: each.sells ? unitPriceOf(each, context).unitMinor : null,
          inStock: (each.available ?? 0) > 0,
        },
      ]),
    );
  }
}

function isAsBefore(now: Watched, before: sql.WatchedRow): boolean {
  return now.news === null && now.priceMinor === before.priceMinor && now.inStock === before.inStock;
}
