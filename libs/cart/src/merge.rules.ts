/** How a guest's cart goes into a customer's. Works on a draft that holds both; writes nothing. */
import { boundsOf } from './add.rules.js';
import type { CartDraft } from './cart.draft.js';
import type { Goods } from './cart.goods.js';
import type { CartSettings } from './cart.settings.js';
import type { MergedLine } from './cart.types.js';
import type { LineRow } from './db/cart.statements.js';
import { mostUnits, type Bounds } from './quantity.rules.js';

/**
 * Merges the guest's lines, newest first. A line that the customer has too adds up within the caps, and what the newer of the
 * two says (spelling of the messages, price when added) stays; any other line moves over. A line for which there is no room
 * stays in the guest's cart. The customer's own lines never get less.
 */
export function mergeCarts(
  draft: CartDraft,
  owners: { readonly guestId: string; readonly customerId: string },
  goods: ReadonlyMap<string, Goods>,
  settings: CartSettings,
): MergedLine[] {
  const guestLines = [...draft.linesOf(owners.guestId)].sort(newestFirst);
  const saved = [...draft.savedOf(owners.guestId)].sort(newestFirst);
  const mergedLines = guestLines.map((line) => {
    const known = goods.get(line.variantId);
    // Off-shelf goods move over too: the customer sees that they are gone instead of wondering where they went.
    const bounds: Bounds =
      known === undefined
        ? { lineCap: settings.lineQuantityMax, purchaseLimit: null, available: null }
        : boundsOf(draft, owners.customerId, known, settings);
    const same = draft.find(owners.customerId, line.variantId, line.messagesHash);
    return same === undefined
      ? moveLine(draft, line, owners.customerId, bounds, settings)
      : mergeLine(draft, line, same, bounds);
  });
  return [...mergedLines, ...saved.map((line) => mergeSaved(draft, line, owners.customerId, settings))];
}

/** What a guest saved for later is saved for the customer; equal lines add up within the cap of a line. */
function mergeSaved(draft: CartDraft, line: LineRow, customerId: string, settings: CartSettings): MergedLine {
  const same = draft.findSaved(customerId, line);
  if (same !== undefined) {
    const total = same.quantity + line.quantity;
    const quantity = Math.min(total, Math.max(same.quantity, settings.lineQuantityMax));
    draft.remove(line.id);
    draft.change(same.id, { quantity });
    return merged(line, { outcome: 'merged', lineId: same.id, quantity, cut: total - quantity }, 'line_cap');
  }
  if (draft.savedOf(customerId).length >= settings.linesMax)
    return merged(line, { outcome: 'cart_full', lineId: null, quantity: 0, cut: 0 });
  draft.change(line.id, { ownerId: customerId });
  return merged(line, { outcome: 'moved', lineId: line.id, quantity: line.quantity, cut: 0 });
}

/** Newest line first; lines added together are in the order they were asked for, last one first. */
export function newestFirst(a: LineRow, b: LineRow): number {
  return b.addedAt.getTime() - a.addedAt.getTime() || (a.id < b.id ? 1 : -1);
}

function mergeLine(draft: CartDraft, line: LineRow, same: LineRow, bounds: Bounds): MergedLine {
  const others = draft.unitsOf(same.ownerId, same.variantId, { except: [same.id] });
  const most = mostUnits(bounds, others);
  const total = same.quantity + line.quantity;
  const quantity = Math.max(same.quantity, Math.min(total, most.atMost));
  const newer = newestFirst(line, same) < 0 ? line : same;
  draft.remove(line.id);
  draft.change(same.id, {
    quantity,
    selected: same.selected || line.selected,
    messages: newer.messages,
    addedAt: newer.addedAt,
    priceWhenAddedMinor: newer.priceWhenAddedMinor,
    offerWhenAdded: newer.offerWhenAdded,
    ...(same.holdId !== null && { holdExpiresAt: laterOf(same.holdExpiresAt, line.holdExpiresAt) }),
  });
  return merged(line, { outcome: 'merged', lineId: same.id, quantity, cut: total - quantity }, most.boundBy);
}

function moveLine(
  draft: CartDraft,
  line: LineRow,
  customerId: string,
  bounds: Bounds,
  settings: CartSettings,
): MergedLine {
  const stays = { lineId: null, quantity: 0, cut: 0 };
  if (draft.linesOf(customerId).length >= settings.linesMax) return merged(line, { ...stays, outcome: 'cart_full' });
  const most = mostUnits(bounds, draft.unitsOf(customerId, line.variantId, { except: [] }));
  if (most.atMost === 0) return merged(line, { ...stays, outcome: 'over_limit' }, most.boundBy);
  const quantity = Math.min(line.quantity, most.atMost);
  draft.change(line.id, { ownerId: customerId, quantity });
  return merged(line, { outcome: 'moved', lineId: line.id, quantity, cut: line.quantity - quantity }, most.boundBy);
}

function merged(
  line: LineRow,
  what: Pick<MergedLine, 'outcome' | 'lineId' | 'quantity' | 'cut'>,
  boundBy?: MergedLine['boundBy'],
): MergedLine {
  const isCut = what.cut > 0 || what.outcome === 'over_limit';
  return {
    variantId: line.variantId,
    messages: line.messages,
    saved: line.saved,
    requested: line.quantity,
    ...what,
    ...(isCut && boundBy !== undefined && { boundBy }),
  };
}

function laterOf(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
