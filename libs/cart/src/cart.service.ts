/** The acts on a cart: show, add, change, remove, select, and what an order takes from it. A cart belongs to a principal. */
import { Injectable } from '@nestjs/common';
import { validateMessages, type SellableVariant } from '#libs/catalog';
import { Batcher, Database, plainArray, type Tx } from '#libs/platform';
import { addLine, type PreparedLine } from './add.rules.js';
import { CartEditor, type HoldCuts } from './cart.editor.js';
import { CartGoods, type Goods } from './cart.goods.js';
import { CartSettings } from './cart.settings.js';
import type {
  AddOutcome,
  CartOwner,
  ChangeOutcome,
  ClearFilter,
  LineChange,
  Messages,
  Selection,
  SelectedLine,
  SelectOutcome,
  TakeOut,
  TakeOutOutcome,
  WantedLine,
} from './cart.types.js';
import { changeLine, type PreparedChange } from './change.rules.js';
import { isLapsed } from './cart.draft.js';
import type { LineRow } from './db/cart.statements.js';
import * as sql from './db/cart.statements.js';
import type { CartAnswer } from './http/cart.answers.js';
import { canonicalMessages } from './messages.rules.js';
import { planSelection, type PreparedSelection } from './select.rules.js';
import { TakeOutPlan } from './take-out.rules.js';
import { showCart } from './view.rules.js';

const SELECTED_BATCH_MAX = 128;
const SELECTED_QUEUE_MAX = 10_000;

@Injectable()
export class CartService {
  /** Reads of selected lines that come in together share one statement. */
  private readonly selectedReads: Batcher<string, readonly SelectedLine[]>;

  constructor(
    private readonly database: Database,
    private readonly editor: CartEditor,
    private readonly goods: CartGoods,
    private readonly settings: CartSettings,
  ) {
    this.selectedReads = new Batcher({
      name: 'cart.selected',
      batchSizeMax: SELECTED_BATCH_MAX,
      queueLengthMax: SELECTED_QUEUE_MAX,
      lanes: 2,
      run: (ownerIds) => this.readSelected(ownerIds),
      isShared: () => true,
    });
  }

  /** The cart with live prices and stock: one read of its lines, one of their stock. Lines that fell out of stock are unselected. */
  async show(ownerId: string): Promise<CartAnswer> {
    const { rows, now } = await this.read(ownerId);
    const goods = await this.goods.byId(
      rows.map((row) => row.variantId),
      { withStock: true },
    );
    const { answer, fallen } = showCart({ rows, goods, now, settings: this.settings });
    // What is shown unselected must not go into an order.
    if (fallen.length > 0) await this.database.run(sql.selectLines, [ownerId, plainArray(fallen), false, now]);
    return answer;
  }

  /** Reads what adding these wishes needs. Outside any transaction, so that none waits for a connection while it holds one. */
  async prepareAdd(wanted: readonly WantedLine[]): Promise<readonly PreparedLine[]> {
    const goods = await this.goods.bySku(wanted.map((line) => line.sku));
    return wanted.map((line) => {
      const own = goods.get(line.sku);
      const messages = canonicalMessages(line.messages);
      return { wanted: line, goods: own, messages, faults: faultsOf(own, messages.values) };
    });
  }

  /**
   * Adds wishes to the owner's cart, each as far as it can be: one outcome per wish, in their order. Locks the cart, so adds
   * from two places add up.
   */
  async add(tx: Tx, owner: CartOwner, prepared: readonly PreparedLine[]): Promise<readonly AddOutcome[]> {
    const draft = await this.editor.openOrMake(tx, [owner]);
    const outcomes = prepared.map((line) => addLine(draft, owner.id, line, this.settings));
    const variants = variantsOf(prepared.flatMap((line) => line.goods ?? []));
    const cuts = await this.editor.write(tx, draft, variants);
    return outcomes.map((outcome) => afterHolds(outcome, cuts));
  }

  /** Changes one line of the owner's cart. */
  async change(owner: CartOwner, lineId: string, change: LineChange): Promise<ChangeOutcome> {
    const { rows, now } = await this.read(owner.id);
    const seen = rows.find((row) => row.id === lineId && !isLapsed(row, now));
    if (seen === undefined) return { kind: 'not_found' };
    const prepared = await this.prepareChange(seen, change);
    try {
      return await this.database.transaction(async (tx) => {
        const draft = await this.editor.open(tx, owner);
        const line = draft.line(lineId);
        if (line === undefined) return { kind: 'not_found' };
        const outcome = changeLine(draft, line, prepared, this.settings);
        const variants = variantsOf(prepared.goods === undefined ? [] : [prepared.goods]);
        const cut = (await this.editor.write(tx, draft, variants)).get(lineId);
        if (cut === undefined || outcome.kind !== 'changed') return outcome;
        // Sold out since its stock was read: the line is as it was, with what it held.
        if (cut.atMost === 0) throw new NothingToHold();
        return { ...outcome, quantity: cut.atMost, ...cut };
      });
    } catch (error) {
      if (error instanceof NothingToHold) return { kind: 'out_of_stock' };
      throw error;
    }
  }

  /** Removes these lines; answers those that were there. Stock they held is free again. */
  async remove(owner: CartOwner, lineIds: readonly string[]): Promise<readonly string[]> {
    return this.removeWhere(owner, (line) => lineIds.includes(line.id));
  }

  /** Removes the lines that a filter means. */
  async clear(owner: CartOwner, filter: ClearFilter): Promise<readonly string[]> {
    if (filter !== 'invalid') return this.removeWhere(owner, (line) => filter === 'all' || line.selected);
    const { rows } = await this.read(owner.id);
    const goods = await this.goods.byId(
      rows.map((row) => row.variantId),
      { withStock: false },
    );
    const invalid = rows.filter((row) => !goods.get(row.variantId)?.sells).map((row) => row.variantId);
    return this.removeWhere(owner, (line) => invalid.includes(line.variantId));
  }

  /** Selects or unselects lines, a seller's lines, or all. What is out of stock or off shelf stays unselected. */
  async select(tx: Tx, owner: CartOwner, prepared: PreparedSelection): Promise<SelectOutcome> {
    const { wanted, refused, selected } = prepared;
    if (wanted === undefined) return { kind: 'not_found' };
    await tx.change(sql.selectLines, [owner.id, plainArray(wanted), selected, tx.now]);
    return { kind: 'selected', lineIds: wanted, refused };
  }

  /** Reads which lines a selection means and which of them cannot be selected. Outside any transaction. */
  async prepareSelect(owner: CartOwner, selection: Selection, selected: boolean): Promise<PreparedSelection> {
    const { rows, now } = await this.read(owner.id);
    const live = rows.filter((row) => !isLapsed(row, now));
    const goods = await this.goods.byId(
      live.map((row) => row.variantId),
      { withStock: selected },
    );
    return planSelection(live, goods, selection, selected);
  }

  /** The selected lines, oldest first, without those whose hold has lapsed. Concurrent calls share one plain read. */
  async selected(ownerId: string): Promise<readonly SelectedLine[]> {
    return this.selectedReads.submit(ownerId);
  }

  /**
   * Takes lines out of carts for orders; one outcome per request, served in their order, each all or none. One statement for
   * the batch (one more where requests name the same line). Locks lines by id and no cart. Stock that a line held stays
   * reserved: the order takes it over (`replaces`) or releases it.
   */
  async takeOut(tx: Tx, requests: readonly TakeOut[]): Promise<readonly TakeOutOutcome[]> {
    const plan = new TakeOutPlan(requests);
    for (let wave = plan.nextWave(); wave.length > 0; wave = plan.nextWave()) {
      const lines = wave.flatMap((request) => requests[request]!.lines.map((line) => ({ request, ...line })));
      const missing = await tx.run(sql.takeOutLines, [
        plainArray(lines.map((line) => line.request)),
        plainArray(lines.map((line) => requests[line.request]!.ownerId)),
        plainArray(lines.map((line) => line.lineId)),
        plainArray(lines.map((line) => line.version)),
        tx.now,
      ]);
      plan.settle(wave, missing);
    }
    return plan.outcomes();
  }

  /** Sweep: removes up to `limit` lines whose hold has lapsed and answers how many. Correctness never waits for it. */
  async expireHeldLines(limit: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const lapsed = await tx.run(sql.expireLines, [tx.now, limit]);
      this.editor.announceLapsed(tx, lapsed);
      return lapsed.length;
    });
  }

  private async read(ownerId: string): Promise<{ rows: readonly LineRow[]; now: Date }> {
    const rows = await this.database.run(sql.readLines, [plainArray([ownerId])]);
    // Without a line the clock does not matter.
    const readAt = rows[0]?.readAt.getTime() ?? 0;
    return { rows, now: new Date(readAt + this.database.clockOffsetMs) };
  }

  private async readSelected(ownerIds: readonly string[]): Promise<readonly (readonly SelectedLine[])[]> {
    const rows = await this.database.run(sql.readSelected, [
      plainArray([...new Set(ownerIds)]),
      this.database.clockOffsetMs,
    ]);
    const lines = new Map<string, SelectedLine[]>();
    for (const { ownerId, ...line } of rows) {
      const own = lines.get(ownerId);
      if (own === undefined) lines.set(ownerId, [line]);
      else own.push(line);
    }
    return ownerIds.map((ownerId) => lines.get(ownerId) ?? []);
  }

  private async prepareChange(line: LineRow, change: LineChange): Promise<PreparedChange> {
    const goods =
      change.sku === undefined
        ? (await this.goods.byId([line.variantId], { withStock: true })).get(line.variantId)
        : (await this.goods.bySku([change.sku])).get(change.sku);
    const messages =
      change.messages === undefined
        ? { values: line.messages, hash: line.messagesHash }
        : canonicalMessages(change.messages);
    return { change, variantId: line.variantId, goods, messages, faults: faultsOf(goods, messages.values) };
  }

  private async removeWhere(owner: CartOwner, isMeant: (line: LineRow) => boolean): Promise<readonly string[]> {
    return this.database.transaction(async (tx) => {
      const draft = await this.editor.open(tx, owner);
      const meant = draft.linesOf(owner.id).filter(isMeant);
      for (const line of meant) draft.remove(line.id);
      await this.editor.write(tx, draft, new Map());
      return meant.map((line) => line.id);
    });
  }
}

/** Undoes a change that could hold no stock at all. */
class NothingToHold extends Error {}

/** Variants by id, as the editor needs them to hold stock. */
function variantsOf(goods: readonly Goods[]): ReadonlyMap<string, SellableVariant> {
  return new Map(goods.map(({ variant }) => [variant.variantId, variant]));
}

function faultsOf(goods: Goods | undefined, values: Messages): readonly string[] {
  return goods === undefined ? [] : validateMessages(goods.variant.messageFields, values);
}

/** A wish for goods that are held in the cart may have got less than the stock that was read promised. */
function afterHolds(outcome: AddOutcome, cuts: HoldCuts): AddOutcome {
  const cut = outcome.lineId === null ? undefined : cuts.get(outcome.lineId);
  if (cut === undefined) return outcome;
  if (cut.atMost > 0) return { ...outcome, ...cut, outcome: 'quantity_limited', quantity: cut.atMost };
  const kind = cut.boundBy === 'stock' ? 'out_of_stock' : 'quantity_limited';
  return { ...outcome, ...cut, outcome: kind, lineId: null, quantity: 0 };
}
