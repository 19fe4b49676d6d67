/** What becomes of a line that is saved for later, and of one that is moved back. Works on a draft; writes nothing. */
import { boundsOf, type PreparedLine } from './add.rules.js';
import type { CartDraft } from './cart.draft.js';
import type { CartSettings } from './cart.settings.js';
import type { AddOutcome, SaveOutcome } from './cart.types.js';
import type { LineRow } from './db/cart.statements.js';
import { mostUnits } from './quantity.rules.js';

/** Saves a line: it leaves the cart and its hold ends. An equal line saved before is taken in, within the cap of a line. */
export function saveLine(draft: CartDraft, line: LineRow, settings: CartSettings): SaveOutcome {
  const twin = draft.findSaved(line.ownerId, line);
  if (twin === undefined && draft.savedOf(line.ownerId).length >= settings.linesMax)
    return { lineId: line.id, outcome: 'saved_full', quantity: line.quantity, cut: 0, absorbedLineId: null };
  const total = line.quantity + (twin?.quantity ?? 0);
  const quantity = Math.min(total, Math.max(settings.lineQuantityMax, line.quantity, twin?.quantity ?? 0));
  if (twin !== undefined) draft.remove(twin.id);
  draft.change(line.id, { saved: true, selected: false, quantity });
  return { lineId: line.id, outcome: 'saved', quantity, cut: total - quantity, absorbedLineId: twin?.id ?? null };
}

/**
 * Moves a saved line back as if it were added now: to an equal line where there is one, cut to what may be bought, at today's
 * price. What has no place in the cart stays saved.
 */
export function returnLine(
  draft: CartDraft,
  line: LineRow,
  { wanted, goods, faults, price }: PreparedLine,
  settings: CartSettings,
): AddOutcome {
  const stays = (outcome: AddOutcome['outcome']): AddOutcome => ({
    sku: wanted.sku,
    outcome,
    lineId: null,
    requested: line.quantity,
    quantity: 0,
  });
  if (goods === undefined || !goods.sells) return stays('off_shelf');
  if (faults.length > 0) return { ...stays('message_invalid'), faults };
  const same = draft.find(line.ownerId, line.variantId, line.messagesHash);
  if (same === undefined && draft.linesOf(line.ownerId).length >= settings.linesMax) return stays('cart_full');
  const bounds = boundsOf(draft, line.ownerId, goods, settings);
  if (bounds.available === 0) return stays('out_of_stock');
  const others = draft.unitsOf(line.ownerId, line.variantId, { except: same === undefined ? [] : [same.id] });
  const most = mostUnits(bounds, others);
  if (most.atMost === 0) return { ...stays('quantity_limited'), ...most };
  const total = line.quantity + (same?.quantity ?? 0);
  const quantity = Math.min(total, most.atMost);
  const fresh = {
    quantity,
    saved: false,
    selected: true,
    addedAt: draft.now,
    priceWhenAddedMinor: price?.unitMinor ?? goods.variant.priceMinor,
    offerWhenAdded: price?.offerId ?? null,
  };
  if (same !== undefined) draft.remove(line.id);
  const { id } = draft.change(same?.id ?? line.id, fresh);
  const outcome = { sku: wanted.sku, lineId: id, requested: line.quantity, quantity };
  if (quantity < total) return { ...outcome, outcome: 'quantity_limited', ...most };
  return { ...outcome, outcome: same === undefined ? 'added' : 'merged' };
}
