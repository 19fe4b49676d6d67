/** What a change does to a line: its units, messages, selection, or another variant in its place. Works on a draft. */
import { boundsOf } from './add.rules.js';
import type { CartDraft } from './cart.draft.js';
import type { Goods } from './cart.goods.js';
import type { CartSettings } from './cart.settings.js';
import type { ChangeOutcome, LineChange } from './cart.types.js';
import type { LineRow } from './db/cart.statements.js';
import type { CanonicalMessages } from './messages.rules.js';
import type { UnitPrice } from './pricing.rules.js';
import { mostUnits } from './quantity.rules.js';

/** A change with all that the decision needs, read before the cart is locked. */
export interface PreparedChange {
  readonly change: LineChange;
  /** The variant the line had when this was prepared. */
  readonly variantId: string;
  /** What the line is to be: the goods named by the change's sku, else its present ones. */
  readonly goods: Goods | undefined;
  /** The messages of the change, else the line's present ones. */
  readonly messages: CanonicalMessages;
  /** What is wrong with the messages for these goods. */
  readonly faults: readonly string[];
  /** What one unit of another variant costs now. */
  readonly price?: UnitPrice;
}

/**
 * Changes a line. A change that makes it the same as another line takes that line in: their quantities add up. The
 * quantity is cut to what may be bought; a line that is sold out may still be lowered.
 */
export function changeLine(
  draft: CartDraft,
  line: LineRow,
  prepared: PreparedChange,
  settings: CartSettings,
): ChangeOutcome {
  const { change, goods, messages, faults, price } = prepared;
  if (line.variantId !== prepared.variantId) return { kind: 'changed_meanwhile' };
  // Putting a line aside is always possible, whatever has become of its goods.
  if (change.selected === false && Object.keys(change).length === 1) {
    draft.change(line.id, { selected: false });
    return { kind: 'changed', lineId: line.id, quantity: line.quantity };
  }
  if (goods === undefined) return { kind: change.sku === undefined ? 'off_shelf' : 'unknown_sku' };
  if (!goods.sells) return { kind: 'off_shelf' };
  if (faults.length > 0 && (change.messages !== undefined || change.sku !== undefined))
    return { kind: 'message_invalid', faults };
  const { variantId, priceMinor } = goods.variant;
  const isOther = variantId !== line.variantId;
  const bounds = boundsOf(draft, line.ownerId, goods, settings);
  if (bounds.available === 0 && (isOther || change.selected === true)) return { kind: 'out_of_stock' };
  const twin = twinOf(draft, line, variantId, messages.hash);
  const units = unitsFor(draft, line, twin, prepared, mostUnitsBeside(draft, line, twin, variantId, bounds));
  if (units === undefined) return { kind: 'out_of_stock' };
  if (twin !== undefined) draft.remove(twin.id);
  draft.change(line.id, {
    variantId,
    messagesHash: messages.hash,
    ...(change.messages !== undefined && { messages: messages.values }),
    quantity: units.quantity,
    selected: change.selected ?? line.selected,
    ...(isOther && {
      priceWhenAddedMinor: price?.unitMinor ?? priceMinor,
      offerWhenAdded: price?.offerId ?? null,
    }),
  });
  return { kind: 'changed', lineId: line.id, ...units, ...(twin !== undefined && { absorbedLineId: twin.id }) };
}

function twinOf(draft: CartDraft, line: LineRow, variantId: string, messagesHash: string): LineRow | undefined {
  const same = draft.find(line.ownerId, variantId, messagesHash);
  return same?.id === line.id ? undefined : same;
}

function mostUnitsBeside(
  draft: CartDraft,
  line: LineRow,
  twin: LineRow | undefined,
  variantId: string,
  bounds: ReturnType<typeof boundsOf>,
): ReturnType<typeof mostUnits> {
  const except = twin === undefined ? [line.id] : [line.id, twin.id];
  return mostUnits(bounds, draft.unitsOf(line.ownerId, variantId, { except }));
}

type Units = { readonly quantity: number } & Partial<ReturnType<typeof mostUnits>>;

/** The line's units after the change; `undefined` when none of another variant may be bought. */
function unitsFor(
  draft: CartDraft,
  line: LineRow,
  twin: LineRow | undefined,
  { change, goods }: PreparedChange,
  most: ReturnType<typeof mostUnits>,
): Units | undefined {
  const isOther = goods!.variant.variantId !== line.variantId;
  if (change.quantity === undefined && twin === undefined && !isOther) return { quantity: line.quantity };
  const wanted = (change.quantity ?? line.quantity) + (twin?.quantity ?? 0);
  if (wanted <= most.atMost) return { quantity: wanted };
  if (most.atMost > 0) return { quantity: most.atMost, ...most };
  return isOther ? undefined : { quantity: Math.min(wanted, line.quantity), ...most };
}
