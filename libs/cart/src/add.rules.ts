/** What becomes of a wish to put something into a cart. Works on a draft; writes nothing. */
import { uuid7 } from '#libs/platform';
import type { CartDraft } from './cart.draft.js';
import { NEW_LINE_VERSION } from './cart.draft.js';
import { limitLeft, type Goods } from './cart.goods.js';
import type { CartSettings } from './cart.settings.js';
import type { AddOutcome, AddOutcomeKind, WantedLine } from './cart.types.js';
import type { CanonicalMessages } from './messages.rules.js';
import type { UnitPrice } from './pricing.rules.js';
import { mostUnits, type Bounds } from './quantity.rules.js';

/** A wish with all that the decision needs, read before the cart is locked. */
export interface PreparedLine {
  readonly wanted: WantedLine;
  /** `undefined` when no variant has this sku. */
  readonly goods: Goods | undefined;
  readonly messages: CanonicalMessages;
  /** What is wrong with the messages. */
  readonly faults: readonly string[];
  /** What one unit costs now, with its line offer; the catalog price when nobody asked. */
  readonly price?: UnitPrice | undefined;
}

/** The bounds of a line of these goods in the owner's cart. */
export function boundsOf(draft: CartDraft, ownerId: string, goods: Goods, settings: CartSettings): Bounds {
  const held = draft.heldUnits(ownerId, goods.variant.variantId);
  return {
    lineCap: settings.lineQuantityMax,
    purchaseLimit: limitLeft(goods, held),
    available: goods.available === null ? null : goods.available + held,
  };
}

/**
 * Adds a wish: to the line of the same variant and messages where there is one, else as a new line. The quantity is cut to
 * what may be bought. At the cap of lines adding to a line still works.
 */
export function addLine(draft: CartDraft, ownerId: string, prepared: PreparedLine, settings: CartSettings): AddOutcome {
  const { wanted, goods, messages, faults, price } = prepared;
  if (goods === undefined) return leftOut(wanted, 'unknown_sku');
  if (!goods.sells) return leftOut(wanted, 'off_shelf');
  if (faults.length > 0) return { ...leftOut(wanted, 'message_invalid'), faults };
  const { variantId, priceMinor } = goods.variant;
  const same = draft.find(ownerId, variantId, messages.hash);
  if (same === undefined && draft.linesOf(ownerId).length >= settings.linesMax) return leftOut(wanted, 'cart_full');
  const bounds = boundsOf(draft, ownerId, goods, settings);
  if (bounds.available === 0) return leftOut(wanted, 'out_of_stock');
  const others = draft.unitsOf(ownerId, variantId, { except: same === undefined ? [] : [same.id] });
  const most = mostUnits(bounds, others);
  const total = (same?.quantity ?? 0) + wanted.quantity;
  if (most.atMost === 0) return { ...leftOut(wanted, 'quantity_limited'), ...most };
  const quantity = Math.min(total, most.atMost);
  const lineId = same?.id ?? uuid7();
  const fresh = {
    messages: messages.values,
    quantity,
    selected: true,
    priceWhenAddedMinor: price?.unitMinor ?? priceMinor,
    offerWhenAdded: price?.offerId ?? null,
    addedAt: draft.now,
  };
  if (same !== undefined) draft.change(lineId, fresh);
  else
    draft.put({
      ...fresh,
      id: lineId,
      ownerId,
      variantId,
      messagesHash: messages.hash,
      saved: false,
      version: NEW_LINE_VERSION,
      holdId: null,
      holdExpiresAt: null,
    });
  const outcome = { sku: wanted.sku, lineId, requested: wanted.quantity, quantity };
  if (quantity < total) return { ...outcome, outcome: 'quantity_limited', ...most };
  return { ...outcome, outcome: same === undefined ? 'added' : 'merged' };
}

/** A wish that has no place in the cart. */
export function leftOut(wanted: WantedLine, outcome: AddOutcomeKind): AddOutcome {
  return { sku: wanted.sku, outcome, lineId: null, requested: wanted.quantity, quantity: 0 };
}

/** True for a wish that has its place in the cart now. */
export function isIn(outcome: AddOutcome): boolean {
  return outcome.lineId !== null;
}
