/** The acts on a cart: show, add, change, remove, select, and what an order takes from it. A cart belongs to a principal. */
import { Injectable } from '@nestjs/common';
import { validateMessages } from '#libs/catalog';
import { Batcher, Database, plainArray, type Tx } from '#libs/platform';
import { addLine, type PreparedLine } from './add.rules.js';
import { CartEditor } from './cart.editor.js';
import { CartGoods, variantsOf, type Goods } from './cart.goods.js';
import { CartPricing } from './cart.pricing.js';
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
  TakenHold,
  TakeOut,
  TakeOutOutcome,
  WantedLine,
} from './cart.types.js';
import { CartViewer } from './cart.viewer.js';
import { changeLine, type PreparedChange } from './change.rules.js';
import { afterHolds } from './hold-cuts.rules.js';
import { isLapsed } from './cart.draft.js';
import type { LineRow } from './db/cart.statements.js';
import * as sql from './db/cart.statements.js';
import type { CartAnswer } from './http/cart.answers.js';
import { canonicalMessages } from './messages.rules.js';
import { unitPriceOf } from './pricing.rules.js';
import { planSelection, type LineSelection, type PreparedSelection } from './select.rules.js';
import { TakeOutPlan } from './take-out.rules.js';

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
    private readonly pricing: CartPricing,
    private readonly viewer: CartViewer,
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

  /** The cart with live prices, offers and stock. Lines that fell out of stock are unselected. */
  show(ownerId: string): Promise<CartAnswer> {
    return this.viewer.show(ownerId);
  }

  /**
   * Reads what adding these wishes needs. Outside any transaction, so that none waits for a connection while it holds one.
   * @param owner whose flash limits decide which price is remembered, and who may have goods early.
   */
  async prepareAdd(wanted: readonly WantedLine[], owner?: CartOwner): Promise<readonly PreparedLine[]> {
    const goods = await this.goods.bySku(
      wanted.map((line) => line.sku),
      owner === undefined ? {} : { ownerId: owner.id },
    );
    const context = await this.pricing.contextOfGoods(owner?.id, [...goods.values()]);
    return wanted.map((line) => {
      const own = goods.get(line.sku);
      const messages = canonicalMessages(line.messages);
      const price = own === undefined ? undefined : unitPriceOf(own, context);
      return { wanted: line, goods: own, messages, faults: faultsOf(own, messages.values), price };
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
    const { rows, now } = await this.viewer.read(owner.id);
    const seen = rows.find((row) => row.id === lineId && !row.saved && !isLapsed(row, now));
    if (seen === undefined) return { kind: 'not_found' };
    const prepared = await this.prepareChange(owner, seen, change);
    try {
      return await this.database.transaction(async (tx) => {
        const draft = await this.editor.open(tx, owner);
        const line = draft.line(lineId);
        if (line === undefined || line.saved) return { kind: 'not_found' };
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

  /** Removes these lines, saved ones too; answers those that were there. Stock they held is free again. */
  async remove(owner: CartOwner, lineIds: readonly string[]): Promise<readonly string[]> {
    return this.removeWhere(owner, (line) => lineIds.includes(line.id));
  }

  /** Removes the lines that a filter means. */
  async clear(owner: CartOwner, filter: ClearFilter): Promise<readonly string[]> {
    if (filter === 'saved') return this.removeWhere(owner, (line) => line.saved);
    if (filter !== 'invalid')
      return this.removeWhere(owner, (line) => !line.saved && (filter === 'all' || line.selected));
    const { rows } = await this.viewer.read(owner.id);
    const goods = await this.goods.byId(
      rows.map((row) => row.variantId),
      { withStock: false, ownerId: owner.id },
    );
    const invalid = rows.filter((row) => !goods.get(row.variantId)?.sells).map((row) => row.variantId);
    return this.removeWhere(owner, (line) => !line.saved && invalid.includes(line.variantId));
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
    const { rows, now } = await this.viewer.read(owner.id);
    const live = rows.filter((row) => !row.saved && !isLapsed(row, now));
    const meant = 'groupKey' in selection ? await this.linesOfGroup(owner, selection.groupKey) : selection;
    if (meant === undefined) return { wanted: undefined, refused: [], selected };
    const goods = await this.goods.byId(
      live.map((row) => row.variantId),
      { withStock: selected, ownerId: owner.id },
    );
    return planSelection(live, goods, meant, selected);
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

  /** Gives lines back the stock that an order took over from them and has released again in this transaction. Locks lines by id. */
  holdAgain(tx: Tx, taken: readonly TakenHold[]): Promise<void> {
    return this.editor.holdAgain(tx, taken);
  }

  /** Sweep: removes up to `limit` lines whose hold has lapsed and answers how many. Correctness never waits for it. */
  async expireHeldLines(limit: number): Promise<number> {
    return this.database.transaction(async (tx) => {
      const lapsed = await tx.run(sql.expireLines, [tx.now, limit]);
      this.editor.announceLapsed(tx, lapsed);
      return lapsed.length;
    });
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

  /** The lines of a group as the cart would be shown now; `undefined` when there is no such group. */
  private async linesOfGroup(owner: CartOwner, groupKey: string): Promise<LineSelection | undefined> {
    const { answer } = await this.viewer.look(owner.id);
    const group = answer.groups.find(({ key }) => key === groupKey);
    return group && { lineIds: group.lines.map((line) => line.id) };
  }

  private async prepareChange(owner: CartOwner, line: LineRow, change: LineChange): Promise<PreparedChange> {
    const goods =
      change.sku === undefined
        ? (await this.goods.byId([line.variantId], { withStock: true, withBought: true, ownerId: line.ownerId })).get(
            line.variantId,
          )
        : (await this.goods.bySku([change.sku], { ownerId: line.ownerId })).get(change.sku);
    const messages =
      change.messages === undefined
        ? { values: line.messages, hash: line.messagesHash }
        : canonicalMessages(change.messages);
    const faults = faultsOf(goods, messages.values);
    if (goods === undefined || goods.variant.variantId === line.variantId)
      return { change, variantId: line.variantId, goods, messages, faults };
    const price = unitPriceOf(goods, await this.pricing.contextOfGoods(owner.id, [goods]));
    return { change, variantId: line.variantId, goods, messages, faults, price };
  }

  private async removeWhere(owner: CartOwner, isMeant: (line: LineRow) => boolean): Promise<readonly string[]> {
    return this.database.transaction(async (tx) => {
      const draft = await this.editor.open(tx, owner);
      const meant = [...draft.linesOf(owner.id), ...draft.savedOf(owner.id)].filter(isMeant);
      for (const line of meant) draft.remove(line.id);
      await this.editor.write(tx, draft, new Map());
      return meant.map((line) => line.id);
    });
  }
}

/** Undoes a change that could hold no stock at all. */
class NothingToHold extends Error {}

function faultsOf(goods: Goods | undefined, values: Messages): readonly string[] {
  return goods === undefined ? [] : validateMessages(goods.variant.messageFields, values);
}
