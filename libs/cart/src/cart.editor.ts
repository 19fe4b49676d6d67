/** Opens carts under their lock, settles the stock their lines hold, and writes what has changed, set-based. */
import { Injectable } from '@nestjs/common';
import { Outbox, plainArray, RetryTransaction, textArray, timeArray, uuid7, type Tx } from '#libs/platform';
import { InventoryService, type ReserveOutcome, type ReserveStock } from '#libs/inventory';
import { takesStock, type SellableVariant } from '#libs/catalog';
import { CartDraft } from './cart.draft.js';
import { CartSettings } from './cart.settings.js';
import type { CartOwner, TakenHold } from './cart.types.js';
import type { LineRow } from './db/cart.statements.js';
import * as sql from './db/cart.statements.js';
import type { MostUnits } from './quantity.rules.js';

/** Topic of the event that a line has left a cart because its hold lapsed. */
export const LINE_LAPSED_TOPIC = 'cart.line_lapsed';

const MINUTE_MS = 60_000;
/** Asked and cut, cut by the other of limit and stock, given up. */
const HOLD_ATTEMPTS_MAX = 3;

/** Lines that may hold less than was wanted: the most units each may have, 0 for one that had to leave the cart. */
export type HoldCuts = ReadonlyMap<string, MostUnits>;

@Injectable()
export class CartEditor {
  constructor(
    private readonly inventory: InventoryService,
    private readonly outbox: Outbox,
    private readonly settings: CartSettings,
  ) {}

  /** Locks a cart and reads its lines. An owner without a cart has no line, and gets none by this. */
  async open(tx: Tx, owner: CartOwner): Promise<CartDraft> {
    await tx.run(sql.lockCart, [owner.id]);
    return this.read(tx, [owner]);
  }

  /** Locks carts in the given order, making those that do not exist, and reads their lines. */
  async openOrMake(tx: Tx, owners: readonly CartOwner[]): Promise<CartDraft> {
    for (const owner of owners) {
      const [locked] = await tx.run(sql.lockCart, [owner.id]);
      // Inserting waits for a rival who makes the same cart, and locks what that one has made.
      if (locked === undefined) await tx.run(sql.makeCart, [owner.id, owner.kind, tx.now]);
    }
    return this.read(tx, owners);
  }

  /**
   * Brings the stock that the draft's lines hold in step with their units, then writes the draft. Lines for which less is
   * left are cut, and so answered; one for which nothing is left leaves the cart.
   * @param variants the variants of the lines that were changed, by id.
   * @throws RetryTransaction when an order took a line out after the draft was read.
   */
  async write(tx: Tx, draft: CartDraft, variants: ReadonlyMap<string, SellableVariant>): Promise<HoldCuts> {
    const cuts = await this.settleHolds(tx, draft, variants);
    const removed = draft.removed();
    if (removed.length > 0) {
      const deleted = await tx.run(sql.deleteLines, [
        plainArray(removed.map((row) => row.id)),
        plainArray(removed.map((row) => row.version)),
        tx.now,
      ]);
      if (deleted.length !== removed.length) throw linesTaken();
    }
    await this.save(tx, draft.saved());
    this.announceLapsed(tx, draft.lapsed);
    return cuts;
  }

  /**
   * Has lines hold their stock again whose holds an order took over that came to nothing, until the time they had. Only after the order
   * has released what it held, in the same transaction: so there is as much as they held, though perhaps in another warehouse.
   */
  async holdAgain(tx: Tx, taken: readonly TakenHold[]): Promise<void> {
    if (taken.length === 0) return;
    const lines = await tx.run(sql.lockLinesOfHolds, [plainArray(taken.map(({ holdId }) => holdId)), tx.now]);
    if (lines.length === 0) return;
    const limits = new Map(taken.map(({ holdId, limit }) => [holdId, limit]));
    const requests = lines.map(({ ownerId, variantId, quantity, holdId, holdExpiresAt }): ReserveStock => ({
      reservationId: uuid7(),
      customerId: ownerId,
      expiresAt: holdExpiresAt,
      lines: [{ variantId, quantity, limit: limits.get(holdId!) ?? null }],
    }));
    const outcomes = await this.inventory.reserve(tx, requests);
    await tx.change(sql.changeHolds, [
      tx.now,
      plainArray(lines.map(({ id }) => id)),
      plainArray(requests.map(({ reservationId }) => reservationId)),
      // A line that could hold nothing would lapse at once: it is in nobody's way, and its owner is told.
      timeArray(lines.map(({ holdExpiresAt }, i) => (unitsLeft(outcomes[i]!) === 'held' ? holdExpiresAt : tx.now))),
    ]);
  }

  /** Tells the owners' live streams that lines have left because their hold lapsed. */
  announceLapsed(tx: Tx, lines: readonly Pick<LineRow, 'id' | 'ownerId' | 'variantId'>[]): void {
    // A line lapses once, so it is an aggregate of its own with one event.
    this.outbox.append(
      tx,
      lines.map(({ id, ownerId, variantId }) => ({
        topic: LINE_LAPSED_TOPIC,
        aggregateId: id,
        aggregateSeq: 1,
        subjectId: ownerId,
        payload: JSON.stringify({ lineId: id, variantId }),
      })),
    );
  }

  private async read(tx: Tx, owners: readonly CartOwner[]): Promise<CartDraft> {
    const rows = await tx.run(sql.readLines, [plainArray(owners.map((owner) => owner.id))]);
    return new CartDraft(rows, tx.now);
  }

  private async save(tx: Tx, lines: readonly LineRow[]): Promise<void> {
    if (lines.length === 0) return;
    const [result] = await tx.run(sql.saveLines, [
      tx.now,
      plainArray(lines.map((line) => line.id)),
      plainArray(lines.map((line) => line.version)),
      plainArray(lines.map((line) => line.ownerId)),
      plainArray(lines.map((line) => line.variantId)),
      textArray(lines.map((line) => JSON.stringify(line.messages))),
      plainArray(lines.map((line) => line.messagesHash)),
      plainArray(lines.map((line) => line.quantity)),
      plainArray(lines.map((line) => line.selected)),
      plainArray(lines.map((line) => line.saved)),
      plainArray(lines.map((line) => line.priceWhenAddedMinor)),
      plainArray(lines.map((line) => line.offerWhenAdded)),
      timeArray(lines.map((line) => line.addedAt)),
      plainArray(lines.map((line) => line.holdId)),
      timeArray(lines.map((line) => line.holdExpiresAt)),
    ]);
    if (result!.written !== lines.length) throw linesTaken();
  }

  private async settleHolds(
    tx: Tx,
    draft: CartDraft,
    variants: ReadonlyMap<string, SellableVariant>,
  ): Promise<HoldCuts> {
    const toHold: LineRow[] = [];
    const released = draft.removed().flatMap((row) => row.holdId ?? []);
    for (const line of draft.saved()) {
      if (line.saved) {
        // What is saved for later holds nothing, whatever its variant.
        if (line.holdId !== null) released.push(line.holdId);
        draft.change(line.id, { holdId: null, holdExpiresAt: null });
        continue;
      }
      const variant = variants.get(line.variantId);
      if (variant === undefined || !needsSettling(line, draft.lineBefore(line.id), variant)) continue;
      if (line.holdId !== null) released.push(line.holdId);
      if (isHeldInCart(variant)) toHold.push(line);
      else draft.change(line.id, { holdId: null, holdExpiresAt: null });
    }
    await this.inventory.release(tx, released);
    return this.hold(tx, draft, toHold, variants);
  }

  /** Holds stock for lines; what is refused is asked again with what is left. A change does not prolong a line's time. */
  private async hold(
    tx: Tx,
    draft: CartDraft,
    lines: readonly LineRow[],
    variants: ReadonlyMap<string, SellableVariant>,
  ): Promise<HoldCuts> {
    const cuts = new Map<string, MostUnits>();
    let open = lines;
    for (let attempt = 1; open.length > 0; attempt++) {
      const requests = open.map((line): ReserveStock => ({
        reservationId: uuid7(),
        customerId: line.ownerId,
        expiresAt: line.holdExpiresAt ?? new Date(tx.now.getTime() + this.settings.holdMinutes * MINUTE_MS),
        lines: [
          { variantId: line.variantId, quantity: line.quantity, limit: variants.get(line.variantId)!.purchaseLimit },
        ],
      }));
      const outcomes = await this.inventory.reserve(tx, requests);
      const again: LineRow[] = [];
      open.forEach((line, index) => {
        const left = unitsLeft(outcomes[index]!);
        const { reservationId, expiresAt } = requests[index]!;
        if (left === 'held') {
          draft.change(line.id, { holdId: reservationId, holdExpiresAt: expiresAt });
          return;
        }
        const atMost = attempt < HOLD_ATTEMPTS_MAX ? left.atMost : 0;
        cuts.set(line.id, { ...left, atMost });
        if (atMost > 0) again.push(draft.change(line.id, { quantity: atMost }));
        else giveUp(draft, line.id);
      });
      open = again;
    }
    return cuts;
  }
}

/** A line for which nothing is left goes; one that was to come back from the saved ones stays saved. */
function giveUp(draft: CartDraft, lineId: string): void {
  const before = draft.lineBefore(lineId);
  if (before?.saved === true) draft.change(lineId, { saved: true, selected: false, quantity: before.quantity });
  else draft.remove(lineId);
}

function isHeldInCart(variant: SellableVariant): boolean {
  return variant.takesStockAt === 'cart' && takesStock(variant);
}

/** True when the stock a line holds is not what its units need. */
function needsSettling(line: LineRow, before: LineRow | undefined, variant: SellableVariant): boolean {
  if (!isHeldInCart(variant)) return line.holdId !== null;
  return line.holdId === null || before?.quantity !== line.quantity || before.variantId !== line.variantId;
}

function unitsLeft(outcome: ReserveOutcome): 'held' | MostUnits {
  switch (outcome.kind) {
    case 'created':
    case 'exists':
      return 'held';
    case 'insufficient':
      return { atMost: Math.max(0, outcome.short[0]!.available), boundBy: 'stock' };
    case 'limit':
      return { atMost: Math.max(0, outcome.over[0]!.remaining), boundBy: 'purchase_limit' };
    default:
      throw new Error(`a fresh reservation was answered ${outcome.kind}`);
  }
}

function linesTaken(): RetryTransaction {
  return new RetryTransaction(new Error('an order took lines of this cart meanwhile'));
}
