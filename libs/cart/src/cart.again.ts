/** Lines bought before, put into the cart again: one batch, one outcome each; a preview of the same without writing. */
import { Injectable } from '@nestjs/common';
import { validateMessages } from '#libs/catalog';
import { Database, mulDivHalfEven, plainArray, type Tx } from '#libs/platform';
import { BasketOutOfRange, priceBasket, type BasketInput } from '#libs/promotion';
import {
  addAgain,
  againAfterHolds,
  type AgainLine,
  type AgainOutcome,
  type PlacedAgain,
  type PreparedAgain,
} from './again.rules.js';
import { CartDraft } from './cart.draft.js';
import { CartEditor } from './cart.editor.js';
import { CartGoods, type Goods } from './cart.goods.js';
import { CartPricing } from './cart.pricing.js';
import { CartSettings } from './cart.settings.js';
import type { CartOwner } from './cart.types.js';
import * as sql from './db/cart.statements.js';
import { canonicalMessages } from './messages.rules.js';

@Injectable()
export class CartAgain {
  constructor(
    private readonly database: Database,
    private readonly editor: CartEditor,
    private readonly goods: CartGoods,
    private readonly pricing: CartPricing,
    private readonly settings: CartSettings,
  ) {}

  /**
   * Reads what adding these lines needs: goods with their stock, what limits leave, and prices of now for this customer. At most five
   * statements whatever the number of lines. Outside any transaction.
   */
  async prepare(ownerId: string, lines: readonly AgainLine[]): Promise<readonly PreparedAgain[]> {
    const goods = await this.goods.byId(
      lines.map((line) => line.variantId),
      { withStock: true, withBought: true, ownerId },
    );
    const prices = await this.prices(ownerId, lines, goods);
    return lines.map((line, index) => {
      const own = goods.get(line.variantId);
      const messages = canonicalMessages(line.messages);
      return {
        line,
        goods: own,
        messages,
        faults: own === undefined ? [] : validateMessages(own.variant.messageFields, messages.values),
        unitMinor: prices.get(index) ?? null,
      };
    });
  }

  /** What {@link add} would answer now. Plain read; nothing is locked or changed. */
  async preview(owner: CartOwner, prepared: readonly PreparedAgain[]): Promise<readonly AgainOutcome[]> {
    const rows = await this.database.run(sql.readLines, [plainArray([owner.id])]);
    // Without a line the clock does not matter.
    const readAt = rows[0]?.readAt.getTime() ?? 0;
    const draft = new CartDraft(rows, new Date(readAt + this.database.clockOffsetMs));
    return prepared.map((line) => withoutId(addAgain(draft, owner.id, line, this.settings)));
  }

  /** Adds the lines to the owner's cart, each as far as it can be: one outcome per line, in their order. Locks the cart. */
  async add(tx: Tx, owner: CartOwner, prepared: readonly PreparedAgain[]): Promise<readonly AgainOutcome[]> {
    const draft = await this.editor.openOrMake(tx, [owner]);
    const outcomes = prepared.map((line) => addAgain(draft, owner.id, line, this.settings));
    const variants = new Map(
      prepared.flatMap(({ goods }) => (goods === undefined ? [] : [[goods.variant.variantId, goods.variant] as const])),
    );
    const cuts = await this.editor.write(tx, draft, variants);
    return outcomes.map((outcome) => withoutId(againAfterHolds(outcome, cuts)));
  }

  /** What one unit of each line costs, by its place in the list: the lines priced as a basket of their own, as far as they are sold. */
  private async prices(
    ownerId: string,
    lines: readonly AgainLine[],
    goods: ReadonlyMap<string, Goods>,
  ): Promise<ReadonlyMap<number, number>> {
    await this.pricing.refresh();
    const basket = lines.flatMap(({ variantId, quantity }, index) => {
      const own = goods.get(variantId);
      if (own === undefined || !own.sells) return [];
      const { merchantId, categoryIds, priceMinor, weightGrams, memberPricesMinor } = own.variant;
      const memberPrices = memberPricesMinor && { memberPrices: memberPricesMinor };
      return [
        {
          lineKey: String(index),
          variantId,
          merchantId,
          categoryIds,
          quantity,
          priceMinor,
          weightGrams,
          ...memberPrices,
        },
      ];
    });
    const now = await this.database.now();
    const { offers, usage, flashExcess, member } = await this.pricing.contextFor(ownerId, basket, now);
    return unitPrices({ lines: basket, now, offers, usage, member, settings: { flashExcess } });
  }
}

/** By line key; none where the basket is dearer than the shop can count. */
function unitPrices(input: BasketInput): ReadonlyMap<number, number> {
  try {
    const { lines } = priceBasket(input);
    return new Map(
      lines.map(({ lineKey, soldMinor, quantity }) => [Number(lineKey), mulDivHalfEven(soldMinor, 1, quantity)]),
    );
  } catch (error) {
    if (error instanceof BasketOutOfRange) return new Map();
    throw error;
  }
}

function withoutId({ lineId: _, ...outcome }: PlacedAgain): AgainOutcome {
  return outcome;
}
