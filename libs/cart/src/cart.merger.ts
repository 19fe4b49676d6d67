/** Takes a guest's cart over into the customer's at login. */
import { Injectable } from '@nestjs/common';
import { plainArray, type Tx } from '#libs/platform';
import { CartEditor, type HoldCuts } from './cart.editor.js';
import { CartGoods } from './cart.goods.js';
import { CartSettings } from './cart.settings.js';
import type { CartMergeReport, MergedLine } from './cart.types.js';
import * as sql from './db/cart.statements.js';
import { mergeCarts } from './merge.rules.js';

/** Has the shape of identity's `GuestAdopter` port; apps/api binds the two. */
@Injectable()
export class CartMerger {
  constructor(
    private readonly editor: CartEditor,
    private readonly goods: CartGoods,
    private readonly settings: CartSettings,
  ) {}

  /**
   * Merges the guest's cart into the customer's, in the transaction of the login. What was cut or had no room is reported;
   * lines without room stay with the guest. Doing it again merges what is left. Locks the customer's cart, then the guest's.
   * Stock is looked at only where a line holds it: the cart says the rest when it is read.
   */
  async adopt(tx: Tx, guestId: string, customerId: string): Promise<CartMergeReport> {
    // Most guests bring nothing: one read without a lock, and no cart is made for a customer who needs none.
    const seen = await tx.run(sql.readLines, [plainArray([guestId])]);
    if (seen.length === 0) return { lines: [], kept: 0 };
    const draft = await this.editor.openOrMake(tx, [
      { id: customerId, kind: 'customer' },
      { id: guestId, kind: 'guest' },
    ]);
    const guestLines = draft.linesOf(guestId);
    const goods = await this.goods.byId(
      guestLines.map((line) => line.variantId),
      { withStock: false, ownerId: customerId },
    );
    const lines = mergeCarts(draft, { guestId, customerId }, goods, this.settings);
    const variants = new Map([...goods.values()].map(({ variant }) => [variant.variantId, variant]));
    const cuts = await this.editor.write(tx, draft, variants);
    return {
      lines: lines.map((line) => afterHolds(line, cuts)),
      kept: draft.linesOf(guestId).length + draft.savedOf(guestId).length,
    };
  }
}

/** A merged line that holds stock may have got less than the caps allow. */
function afterHolds(line: MergedLine, cuts: HoldCuts): MergedLine {
  const cut = line.lineId === null ? undefined : cuts.get(line.lineId);
  if (cut === undefined) return line;
  const lost = line.quantity - cut.atMost;
  if (cut.atMost > 0) return { ...line, quantity: cut.atMost, cut: line.cut + lost, boundBy: cut.boundBy };
  return { ...line, outcome: 'out_of_stock', lineId: null, quantity: 0, cut: line.cut + lost, boundBy: cut.boundBy };
}
