/**
 * Reads a cart and shows it in two round trips: its lines, then their stock and what was used of flash sales. A view that was shown
 * before is kept, and shown again when the database says in one round trip that lines, stock and usage are as they were. Where only the
 * lines have changed, and not which goods they are of, what that round trip has read beside them is what the new view is made of.
 */
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database, plainArray } from '#libs/platform';
import { isLapsed } from './cart.draft.js';
import { CartGoods, withStock, type Goods, type StockSeen, type VariantLimit } from './cart.goods.js';
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
  /** Names this state of the lines. */
  readonly mark: string | null;
  /** They are as they were at the mark asked with; then there are no rows. */
  readonly isSame: boolean;
}

/** What the database is asked for beside the lines. */
interface Question {
  readonly variantIds: readonly string[];
  readonly limits: readonly VariantLimit[];
  readonly flashIds: readonly string[];
}

/** What it is asked for, and what it says. */
interface Seen extends Question, StockSeen {
  readonly usage: OfferContext['usage'];
  readonly member: NonNullable<OfferContext['member']> | null;
}

/** All that a view was made from. While it is the same, so is the view. */
interface Basis extends Seen {
  readonly mark: string | null;
  readonly goodsVersion: string;
  readonly offers: OfferContext['offers'];
  /** From then on time alone changes it. */
  readonly untilMs: number;
}

interface KeptView extends Basis {
  readonly text: string;
}

@Injectable()
export class CartViewer {
  /** Carts shown as kept and made anew: a metric. */
  readonly counts = { kept: 0, made: 0 };
  private readonly views: LRUCache<string, KeptView> | undefined;

  constructor(
    private readonly database: Database,
    private readonly goods: CartGoods,
    private readonly pricing: CartPricing,
    private readonly settings: CartSettings,
  ) {
    if (settings.viewsKeptBytes > 0)
      this.views = new LRUCache({ maxSize: settings.viewsKeptBytes, sizeCalculation: ({ text }) => text.length });
  }

  /** The cart as JSON text, with live prices, offers and stock. Lines that fell out of stock are unselected. */
  async text(ownerId: string): Promise<string> {
    const kept = this.views?.get(ownerId);
    const isUsable =
      kept !== undefined && kept.goodsVersion === this.goods.version && kept.offers === this.pricing.offersNow;
    const [lines, seen] = await Promise.all([
      this.read(ownerId, isUsable ? kept.mark : null),
      isUsable ? this.ask(ownerId, kept) : undefined,
    ]);
    if (isUsable && lines.isSame && isAsBefore(seen!, kept) && lines.now.getTime() < kept.untilMs) {
      this.counts.kept += 1;
      return kept.text;
    }
    this.counts.made += 1;
    const whole = lines.isSame ? await this.read(ownerId, null) : lines;
    const { answer, basis, fallen } = await this.view(ownerId, whole, seen);
    const text = JSON.stringify(answer);
    await this.unselect(ownerId, fallen, whole.now);
    if (fallen.length === 0) this.views?.set(ownerId, { ...basis, text });
    return text;
  }

  /** As {@link text}, as an object and without what is kept. */
  async show(ownerId: string): Promise<CartAnswer> {
    const lines = await this.read(ownerId);
    const { answer, fallen } = await this.view(ownerId, lines);
    await this.unselect(ownerId, fallen, lines.now);
    return answer;
  }

  /** As {@link show}, without touching anything. */
  async look(ownerId: string): Promise<ShownCart> {
    return this.view(ownerId, await this.read(ownerId));
  }

  /** All lines of an owner, lapsed and saved ones too, unless they are as they were at a mark. */
  async read(ownerId: string, mark: string | null = null): Promise<ReadLines> {
    const rows = await this.database.run(sql.readChangedLines, [ownerId, mark]);
    const [first] = rows;
    return {
      rows: rows.filter((row): row is LineRow & sql.ChangedLineRow => row.id !== null),
      now: new Date(first!.readAt.getTime() + this.database.clockOffsetMs),
      mark: first!.mark,
      isSame: mark !== null && first!.mark === mark,
    };
  }

  /** `seen`: read beside the lines, in case it is what their view takes. */
  private async view(
    ownerId: string,
    { rows, now, mark }: ReadLines,
    seen?: Seen,
  ): Promise<ShownCart & { readonly basis: Basis }> {
    await this.pricing.load();
    const goodsVersion = this.goods.version;
    const known = await this.goods.byId(
      rows.map((row) => row.variantId),
      { withStock: false, ownerId },
    );
    const lines = rows.flatMap((row) => {
      const own = known.get(row.variantId);
      return own === undefined || !own.sells || isLapsed(row, now) ? [] : [basketLineOf(row, own)];
    });
    // Together with the flash sales among them: newer offers may come while the database is asked.
    const { offersNow: offers } = this.pricing;
    const question = {
      variantIds: this.goods.stocked(known),
      limits: this.goods.limitsOf(known.values()),
      flashIds: this.pricing.flashOffersOf(lines, now),
    };
    const answers = seen !== undefined && isSameQuestion(question, seen) ? seen : await this.ask(ownerId, question);
    const context = this.pricing.contextOf({ offers, usage: answers.usage, member: answers.member }, now);
    const untilMs = this.turnsMs(rows, known, now);
    return {
      ...showCart({ rows, goods: withStock(known, answers), context, settings: this.settings }),
      basis: { ...answers, mark, goodsVersion, offers, untilMs },
    };
  }

  /** One round trip: what is asked for goes out together. */
  private async ask(ownerId: string, { variantIds, limits, flashIds }: Question): Promise<Seen> {
    const [stockList, bought, usage, member] = await Promise.all([
      this.goods.stockList(variantIds),
      this.goods.bought(ownerId, limits),
      this.pricing.usage(ownerId, flashIds),
      this.pricing.member(ownerId),
    ]);
    return { variantIds, limits, flashIds, stockList, bought, usage, member };
  }

  /** When time alone changes a view: an offer's turn, a product's opening; at once while a hold counts down. */
  private turnsMs(rows: readonly LineRow[], goods: ReadonlyMap<string, Goods>, now: Date): number {
    if (rows.some((row) => row.holdExpiresAt !== null)) return now.getTime();
    let next = this.pricing.nextTurnMs(now);
    for (const { variant } of goods.values()) {
      // Whom it is open to early can change at any moment.
      if (variant.awaitsOpening === true) return now.getTime();
      const opens = variant.onShelfAt?.getTime() ?? 0;
      if (opens > now.getTime()) next = Math.min(next, opens);
    }
    return next;
  }

  /** What is shown unselected must not go into an order. */
  private async unselect(ownerId: string, lineIds: readonly string[], now: Date): Promise<void> {
    if (lineIds.length > 0) await this.database.run(sql.selectLines, [ownerId, plainArray(lineIds), false, now]);
  }
}

/** The same in any order: lines come in none. */
function isSameQuestion(a: Question, b: Question): boolean {
  const windows = ({ limits }: Question): string[] =>
    limits.map(({ variantId, windowDays }) => `${variantId}:${windowDays}`);
  return areSame(a.variantIds, b.variantIds) && areSame(a.flashIds, b.flashIds) && areSame(windows(a), windows(b));
}

/** Of lists that name nothing twice. */
function areSame(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  const known = new Set(a);
  return b.every((each) => known.has(each));
}

function isAsBefore(now: Seen, before: Seen): boolean {
  const isSameStock = now.stockList === before.stockList && sameUnits(now.bought, before.bought);
  return isSameStock && sameUsage(now.usage, before.usage) && sameMember(now.member, before.member);
}

function sameUnits(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([id, units]) => b.get(id) === units);
}

function sameMember(a: OfferContext['member'], b: OfferContext['member']): boolean {
  return a?.tier === b?.tier && a?.discountBps === b?.discountBps;
}

function sameUsage(a: OfferContext['usage'], b: OfferContext['usage']): boolean {
  if (a.size !== b.size) return false;
  for (const [offerId, { boughtUnits, unitsLeft }] of a) {
    const other = b.get(offerId);
    if (other?.boughtUnits !== boughtUnits || other.unitsLeft !== unitsLeft) return false;
  }
  return true;
}
