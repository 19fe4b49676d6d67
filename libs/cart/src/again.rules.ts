/** What becomes of a line that was bought before and is wanted again. Works on a draft; writes nothing, so a preview asks the same function. */
import { uuid7 } from '#libs/platform';
import { boundsOf } from './add.rules.js';
import type { CartDraft } from './cart.draft.js';
import { NEW_LINE_VERSION } from './cart.draft.js';
import type { HoldCuts } from './cart.editor.js';
import type { Goods } from './cart.goods.js';
import type { CartSettings } from './cart.settings.js';
import type { Messages, QuantityBound } from './cart.types.js';
import type { CanonicalMessages } from './messages.rules.js';
import { mostUnits } from './quantity.rules.js';

/** What may become of a line (domain.md §11). */
export const AGAIN_OUTCOMES = [
  'added',
  'merged',
  'added_unavailable',
  'quantity_limited',
  'off_shelf',
  'not_supported',
  'message_invalid',
  'cart_full',
] as const;
export type AgainOutcomeKind = (typeof AGAIN_OUTCOMES)[number];

/** A line as it was bought. */
export interface AgainLine {
  readonly variantId: string;
  readonly quantity: number;
  readonly messages: Messages;
}

/** One outcome per line, in its order. */
export interface AgainOutcome {
  readonly outcome: AgainOutcomeKind;
  /** Units that this line put into the cart; 0 when it was left out. */
  readonly added: number;
  /** Units on the cart's line afterwards; 0 when there is none. */
  readonly quantity: number;
  /** The most units the line may have, when they were cut. */
  readonly atMost?: number;
  readonly boundBy?: QuantityBound;
  /** What is wrong with the messages. */
  readonly faults?: readonly string[];
}

/** A line with all that the decision needs, read before the cart is locked. */
export interface PreparedAgain {
  readonly line: AgainLine;
  /** `undefined` when the variant is gone. */
  readonly goods: Goods | undefined;
  readonly messages: CanonicalMessages;
  readonly faults: readonly string[];
  /** What one unit costs now, for this customer, at this quantity; `null` when it is not sold. */
  readonly unitMinor: number | null;
}

/** An outcome with the cart line it is about; its id is new at every preview, so nobody is told it. */
export type PlacedAgain = AgainOutcome & { readonly lineId: string | null };

const KINDS_NOT_SUPPORTED: ReadonlySet<string> = new Set(['subscription', 'group_buy']);

/**
 * Adds a line as far as it can be. What is sold out is added unselected, so that the customer is reminded when it is back; goods that
 * are held in the cart have no place in it without stock. A line that is there never gets less.
 */
export function addAgain(
  draft: CartDraft,
  ownerId: string,
  prepared: PreparedAgain,
  settings: CartSettings,
): PlacedAgain {
  const { line, goods, messages, faults } = prepared;
  if (goods !== undefined && KINDS_NOT_SUPPORTED.has(goods.variant.kind)) return leftOut('not_supported');
  if (goods === undefined || !goods.sells) return leftOut('off_shelf');
  if (faults.length > 0) return { ...leftOut('message_invalid'), faults };
  const { variant } = goods;
  const same = draft.find(ownerId, variant.variantId, messages.hash);
  if (same === undefined && draft.linesOf(ownerId).length >= settings.linesMax) return leftOut('cart_full');
  const bounds = boundsOf(draft, ownerId, goods, settings);
  const isSoldOut = bounds.available === 0;
  const others = draft.unitsOf(ownerId, variant.variantId, { except: same === undefined ? [] : [same.id] });
  const canWait = isSoldOut && variant.takesStockAt !== 'cart';
  const most = mostUnits(canWait ? { ...bounds, available: null } : bounds, others);
  const before = same?.quantity ?? 0;
  const total = before + line.quantity;
  const quantity = Math.max(before, Math.min(total, most.atMost));
  const outcome = { lineId: same?.id ?? null, added: quantity - before, quantity };
  if (quantity === before) return { ...outcome, outcome: 'quantity_limited', ...most };
  const lineId = put(draft, { ownerId, same, prepared, quantity, selected: !isSoldOut });
  if (canWait) return { ...outcome, lineId, outcome: 'added_unavailable', ...(quantity < total && most) };
  if (quantity < total) return { ...outcome, lineId, outcome: 'quantity_limited', ...most };
  return { ...outcome, lineId, outcome: same === undefined ? 'added' : 'merged' };
}

/** An outcome once the cart is written: a line that holds stock may have got less than was read. */
export function againAfterHolds(outcome: PlacedAgain, cuts: HoldCuts): PlacedAgain {
  const cut = outcome.lineId === null ? undefined : cuts.get(outcome.lineId);
  if (cut === undefined) return outcome;
  const added = Math.max(0, outcome.added - (outcome.quantity - cut.atMost));
  return { ...outcome, ...cut, outcome: 'quantity_limited', added, quantity: cut.atMost };
}

function leftOut(outcome: AgainOutcomeKind): PlacedAgain {
  return { outcome, lineId: null, added: 0, quantity: 0 };
}

function put(
  draft: CartDraft,
  what: {
    readonly ownerId: string;
    readonly same: ReturnType<CartDraft['find']>;
    readonly prepared: PreparedAgain;
    readonly quantity: number;
    readonly selected: boolean;
  },
): string {
  const { ownerId, same, prepared, quantity, selected } = what;
  const { variant } = prepared.goods!;
  const fresh = {
    messages: prepared.messages.values,
    quantity,
    selected,
    priceWhenAddedMinor: prepared.unitMinor ?? variant.priceMinor,
    offerWhenAdded: null,
    addedAt: draft.now,
  };
  if (same !== undefined) return draft.change(same.id, fresh).id;
  const id = uuid7();
  draft.put({
    ...fresh,
    id,
    ownerId,
    variantId: variant.variantId,
    messagesHash: prepared.messages.hash,
    saved: false,
    version: NEW_LINE_VERSION,
    holdId: null,
    holdExpiresAt: null,
  });
  return id;
}
