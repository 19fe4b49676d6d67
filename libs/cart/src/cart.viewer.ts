/** Reads a cart and shows it: one statement for its lines, one for their stock, and one beside it when a flash sale speaks of a line. */
import { Injectable } from '@nestjs/common';
import { Database, plainArray } from '#libs/platform';
import { isLapsed } from './cart.draft.js';
import { CartGoods, type Goods } from './cart.goods.js';
import { CartPricing } from './cart.pricing.js';
import { CartSettings } from './cart.settings.js';
import type { LineRow } from './db/cart.statements.js';
import * as sql from './db/cart.statements.js';
import type { CartAnswer } from './http/cart.answers.js';
import { basketLineOf, type OfferContext } from './pricing.rules.js';
import { showCart, type ShownCart } from './view.rules.js';

/** Lines as they stand, with the clock they were read at. */
export interface ReadLines {
  readonly rows: readonly LineRow[];
  readonly now: Date;
}

@Injectable()
export class CartViewer {
  constructor(
    private readonly database: Database,
    private readonly goods: CartGoods,
    private readonly pricing: CartPricing,
    private readonly settings: CartSettings,
  ) {}

  /** The cart with live prices, offers and stock. Lines that fell out of stock are unselected. */
  async show(ownerId: string): Promise<CartAnswer> {
    const { answer, fallen, now } = await this.look(ownerId);
    // What is shown unselected must not go into an order.
    if (fallen.length > 0) await this.database.run(sql.selectLines, [ownerId, plainArray(fallen), false, now]);
    return answer;
  }

  /** As {@link show}, without touching anything. */
  async look(ownerId: string): Promise<ShownCart & { readonly now: Date }> {
    const { rows, now } = await this.read(ownerId);
    const known = await this.goods.byId(
      rows.map((row) => row.variantId),
      { withStock: false },
    );
    const [goods, context] = await Promise.all([
      this.goods.withStock(known),
      this.contextOf(ownerId, { rows, now }, known),
    ]);
    return { ...showCart({ rows, goods, context, settings: this.settings }), now };
  }

  /** All lines of an owner, lapsed and saved ones too. */
  async read(ownerId: string): Promise<ReadLines> {
    const rows = await this.database.run(sql.readLines, [plainArray([ownerId])]);
    // Without a line the clock does not matter.
    const readAt = rows[0]?.readAt.getTime() ?? 0;
    return { rows, now: new Date(readAt + this.database.clockOffsetMs) };
  }

  private contextOf(
    ownerId: string,
    { rows, now }: ReadLines,
    goods: ReadonlyMap<string, Goods>,
  ): Promise<OfferContext> {
    const lines = rows.flatMap((row) => {
      const own = goods.get(row.variantId);
      return own === undefined || !own.sells || isLapsed(row, now) ? [] : [basketLineOf(row, own)];
    });
    return this.pricing.contextFor(ownerId, lines, now);
  }
}
